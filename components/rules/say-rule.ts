import type { getTranslations } from 'next-intl/server'
import type { CategoryBook } from '@/lib/categories/category-book'
import { listFormat, numberFormat } from '@/lib/i18n/formatters'
import type { RuleAccount } from '@/lib/rules/queries'
import type { RuleChanges, RuleCondition, RuleTerm } from '@/lib/rules/schema'

/** What a rule is said with: words, names and how the language writes numbers. */
export interface Saying {
  t: Awaited<ReturnType<typeof getTranslations<'rules.say'>>>
  locale: string
  book: CategoryBook
  accounts: readonly RuleAccount[]
}

/** An amount without a currency: a rule may ask any for it. */
function sayAmount(amount: string, locale: string): string {
  const decimals = amount.split('.')[1]?.length ?? 0
  return numberFormat(locale, { minimumFractionDigits: decimals, maximumFractionDigits: 20 }).format(
    amount as Intl.StringNumericLiteral,
  )
}

function sayTerm(term: RuleTerm, saying: Saying): string {
  const { t, locale, book, accounts } = saying
  const amount = (value: string | undefined) => sayAmount(value ?? '0', locale)
  const either = (names: readonly string[]) => listFormat(locale, { type: 'disjunction' }).format(names)
  if ('not' in term)
    return term.not.is === 'text'
      ? t('notText', { text: term.not.text })
      : t('notMerchant', { text: term.not.key })
  if ('all' in term) return t('between', { from: amount(term.all[0]?.value), to: amount(term.all[1]?.value) })
  switch (term.is) {
    case 'text':
      return t('text', { text: term.text })
    case 'merchant':
      return t('merchant', { text: term.key })
    case 'amount':
      return t(term.compare === '=' ? 'equals' : term.compare === '>' ? 'over' : 'under', {
        amount: amount(term.value),
      })
    case 'direction':
      return t(term.direction)
    case 'state':
      return t(term.state)
    case 'account':
      return t('account', {
        names: either(term.ids.map((id) => accounts.find((one) => one.id === id)?.name ?? t('goneAccount'))),
      })
    case 'currency':
      return t('currency', { currency: term.currency })
    case 'category':
      return t('category', { names: either(term.codes.map((code) => book.nameOf(code) ?? code)) })
    case 'uncategorised':
      return t('uncategorised')
  }
}

/** When a rule holds, as a sentence without its end: "When the text contains “uber” and money goes out". */
export function sayCondition(condition: RuleCondition, saying: Saying): string {
  const [terms, type] =
    'all' in condition ? ([condition.all, 'conjunction'] as const) : ([condition.any, 'disjunction'] as const)
  const conditions = listFormat(saying.locale, { type }).format(terms.map((term) => sayTerm(term, saying)))
  return saying.t('when', { conditions })
}

/** What a rule does: "category Taxis, tag work". */
export function sayChanges(changes: RuleChanges, { t, locale, book }: Saying): string {
  const { category, title, tags, transfer, excluded, reviewed } = changes
  const said = [
    category === undefined ? null : t('setCategory', { name: book.fullNameOf(category) ?? category }),
    title === undefined ? null : t('setTitle', { text: title }),
    tags === undefined ? null : t('setTags', { count: tags.length, tags: tags.join(', ') }),
    transfer === undefined ? null : t(transfer ? 'setTransfer' : 'setNoTransfer'),
    excluded === undefined ? null : t(excluded ? 'setExcluded' : 'setCounted'),
    reviewed ? t('setReviewed') : null,
  ].filter((text) => text !== null)
  return listFormat(locale, { type: 'conjunction', style: 'long' }).format(said)
}
