import { getLocale, getTranslations } from 'next-intl/server'
import { listFormat } from '@/lib/i18n/formatters'
import { holds, type Said, type TransactionDetails } from '@/lib/transactions/details-queries'
import { NOTE_MAX, TAG_MAX, TAGS_MAX, TITLE_MAX } from '@/lib/transactions/edit-schema'
import { dayText } from './day-text'
import type { SaidField } from './edit-form'
import type { SayingLines } from './edit-sayings'
import { choiceWords, savingWords } from './edit-words'
import { OpenedForm } from './opened-later'

/** The form for what the person says of a transaction, with what the bank and rules say beside it. */
export async function EditSection({ details }: { details: TransactionDetails }) {
  const [t, locale, words, choice] = await Promise.all([
    getTranslations('details'),
    getLocale(),
    savingWords(),
    choiceWords(),
  ])
  const { category, title, day, transfer, excluded, ruleNames, ruleTags, transferOf } = details
  const rules = ruleNames.map((name) => t('quoted', { name }))
  const byRule = { count: Math.max(1, rules.length), rules: listFormat(locale).format(rules) }
  const ruleSays = (what: string) =>
    rules.length > 0 ? t('ruleSays', { ...byRule, what }) : t('someRuleSays', { what })
  const yesOrNo = (said: boolean) => t(said ? 'yes' : 'no')

  /** What the bank says where a rule or the person says something else, and what a rule says. */
  function linesOf<Value>(said: Said<Value>, say: (value: Value) => string, same = Object.is): SayingLines {
    const now = holds(said)
    const isOther = (value: Value | null): value is Value => value !== null && !same(value, now)
    const lines = [
      ...(isOther(said.bank) ? [t('bankSays', { what: say(said.bank) })] : []),
      ...(said.rule !== null && (said.own === null || isOther(said.rule)) ? [ruleSays(say(said.rule))] : []),
    ]
    const back = said.own === null ? null : t(said.rule === null ? 'backToBank' : 'backToRule')
    return { lines, back }
  }
  const field = <Value, Shown>(
    said: Said<Value>,
    sayings: SayingLines,
    shown: (value: Value) => Shown,
    nothing: Shown,
  ): SaidField<Shown> => {
    const others = said.rule ?? said.bank
    return {
      own: said.own === null ? null : shown(said.own),
      others: others === null ? nothing : shown(others),
      sayings,
    }
  }

  const uncertain = category.bank !== null && details.categoryConfidence === 'LOW'
  const categoryLines = linesOf(
    category,
    ({ name }) => name,
    (a, b) => a?.code === b?.code,
  )
  if (category.bank === null) categoryLines.lines.unshift(t('bankSaysNoCategory'))
  else if (uncertain) categoryLines.lines.push(t('bankUncertain'))
  const detected = transferOf.confirmed !== null || (transfer.rule ?? transfer.bank ?? false)
  const transferLines: SayingLines = {
    lines: [
      ...(transferOf.confirmed ? [t('transferByPair')] : []),
      ...(transfer.rule === null ? [] : [ruleSays(yesOrNo(transfer.rule))]),
      ...(transfer.own === null ? [] : [t('categorySays', { what: yesOrNo(transfer.bank ?? false) })]),
    ],
    back: null,
  }
  const excludedLines: SayingLines = {
    lines: excluded.rule === null ? [] : [ruleSays(yesOrNo(excluded.rule))],
    back: excluded.own !== null && excluded.rule !== null ? t('backToRule') : null,
  }

  return (
    <OpenedForm
      transactionId={details.id}
      category={field<{ code: string; name: string }, string | null>(
        category,
        categoryLines,
        ({ code }) => code,
        null,
      )}
      title={field(
        title,
        linesOf(title, (value) => t('quoted', { name: value })),
        String,
        details.name,
      )}
      day={field(
        day,
        linesOf(day, (value) => dayText(value, locale)),
        String,
        details.postedOn,
      )}
      transfer={{ own: transfer.own, others: detected, sayings: transferLines }}
      excluded={{ own: excluded.own, others: excluded.rule ?? false, sayings: excludedLines }}
      note={details.note}
      tags={details.tags}
      knownTags={details.knownTags}
      categories={details.categories}
      ruleTags={ruleTags.length > 0 ? ruleSays(listFormat(locale).format(ruleTags)) : null}
      limits={{
        note: NOTE_MAX,
        tag: TAG_MAX,
        tags: TAGS_MAX,
        title: TITLE_MAX,
        firstDay: details.firstDay,
        lastDay: details.lastDay,
      }}
      words={{
        ...words,
        choice,
        category: t('category'),
        title: t('name'),
        day: t('day'),
        tags: t('tags'),
        tagsHint: t('tagsHint'),
        removeTag: t('removeTag'),
        note: t('note'),
        noteHint: t('noteHint'),
        saveNote: t('saveNote'),
        transfer: t('isTransfer'),
        transferDetected: t(detected ? 'transferDetected' : 'noTransferDetected'),
        transferYes: t('transferYes'),
        transferNo: t('transferNo'),
        excluded: t('excluded'),
        excludedHint: t('excludedHint'),
      }}
    />
  )
}
