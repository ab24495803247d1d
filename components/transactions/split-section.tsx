import { getLocale, getTranslations } from 'next-intl/server'
import { Amount } from '@/components/ui/amount'
import { Banner } from '@/components/ui/banner'
import { SLOT } from '@/lib/i18n/client-words'
import { formatMoney, moneyText } from '@/lib/money/format'
import type { TransactionDetails } from '@/lib/transactions/details-queries'
import { NOTE_MAX } from '@/lib/transactions/edit-schema'
import { PARTS_MAX } from '@/lib/transactions/splits'
import { choiceWords } from './edit-words'
import { SplitEditor } from './split-editor'

/** The parts of a transaction that a person has split, what the bank has made of them since, and the form for both. */
export async function SplitSection({ details }: { details: TransactionDetails }) {
  const [t, locale, choice] = await Promise.all([getTranslations('details'), getLocale(), choiceWords()])
  const { parts, amount, isSplitOdd, category } = details
  const [first] = parts
  const own = category.own ?? category.rule ?? category.bank
  const goesOut = amount.amount.startsWith('-')

  return (
    <section aria-labelledby="transaction-split" className="grid gap-3">
      <h3 id="transaction-split" className="text-17">
        {t('split.title')}
      </h3>
      {first && isSplitOdd ? (
        <Banner title={t('split.oddTitle', { rest: moneyText(first.amount, locale, { sign: 'always' }) })}>
          {t('split.oddBody')}
        </Banner>
      ) : null}
      {first ? (
        <ul aria-label={t('split.parts')} className="border-t border-line-2">
          {parts.map((part) => (
            <li
              key={part.id}
              className="flex items-baseline justify-between gap-3 border-b border-line-2 py-2"
            >
              <span className="min-w-0 wrap-anywhere">
                {part.categoryName ?? t('noCategory')}
                {part.note ? <span className="block text-13 text-ink-2">{part.note}</span> : null}
              </span>
              <Amount parts={formatMoney(part.amount, locale, { sign: 'always' })} quiet={details.pending} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-13 text-ink-2">{t('split.lead')}</p>
      )}
      <SplitEditor
        transactionId={details.id}
        total={amount}
        category={own?.code ?? null}
        groups={details.categories}
        locale={locale}
        parts={parts.map((part, place) => ({
          id: part.id,
          amount: part.amount.amount,
          otherWay: place > 0 && part.amount.amount.startsWith('-') !== goesOut,
          category: part.category,
          note: part.note,
        }))}
        words={{
          title: t('split.title'),
          part: t('split.part', { number: SLOT }),
          rest: t('split.rest'),
          amount: t('split.amount'),
          amountHint: t('split.amountHint'),
          unreadable: t('split.unreadable'),
          category: t('split.category'),
          note: t('split.note'),
          add: t('split.add'),
          remove: t('split.remove', { number: SLOT }),
          save: t('split.save'),
          saving: t('saving'),
          cancel: t('cancel'),
          choice,
          split: t('split.open'),
          change: t('split.change'),
          whole: t('split.whole'),
          wholeDone: t('split.wholeDone'),
          undo: t('undo'),
          undoFailed: t('undoFailed'),
          errors: {
            TOO_FEW_PARTS: t('split.tooFew'),
            TOO_MANY_PARTS: t('split.tooMany', { maximum: PARTS_MAX }),
            EMPTY_PART: t('split.empty'),
            TOO_MANY_DIGITS: t('split.tooManyDigits', { currency: amount.currency }),
            WRONG_WAY: t('split.changed'),
            NOTHING_LEFT: t('split.nothingLeft'),
            TOO_MUCH: t('split.tooMuch'),
            UNREADABLE: t('split.unreadable'),
            NOTE_TOO_LONG: t('noteTooLong', { maximum: NOTE_MAX }),
            UNKNOWN_CATEGORY: t('unknownCategory'),
            NOT_FOUND: t('gone'),
            INVALID: t('invalid'),
            unreachable: t('unreachable'),
          },
        }}
      />
    </section>
  )
}
