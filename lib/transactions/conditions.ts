import type { EntryCondition } from '@/lib/finance/entry-condition'
import { type EntryFilter, NO_CATEGORY } from './schema'
import { parseSearch, resolveSearch, type SearchNames } from './search-query'

const NOTHING_NAMED: SearchNames = { categoriesNamed: () => [], accountsNamed: () => [] }

/**
 * The question that a filter asks of entries: the list, its sums and every number that leads to them ask this one.
 *
 * @param names what the words of the search box may name; without it they are looked for in the texts alone.
 * @param locale in which amounts in the search box are written.
 */
export function conditionOf(
  filter: EntryFilter,
  names: SearchNames = NOTHING_NAMED,
  locale = 'en',
): EntryCondition {
  const { text, state, accountIds, categories, merchantKey, tag, currency, direction, flow, from, to } =
    filter
  const { review, min, max } = filter
  const codes = categories.filter((code) => code !== NO_CATEGORY)
  const parts: (EntryCondition | false | null)[] = [
    state && { is: 'state', state },
    accountIds.length > 0 && { is: 'account', ids: accountIds },
    categories.length > 0 && {
      any: [
        ...(codes.length > 0 ? [{ is: 'category', codes } as const] : []),
        ...(codes.length < categories.length ? [{ is: 'uncategorised' } as const] : []),
      ],
    },
    merchantKey !== null && { is: 'merchant', key: merchantKey },
    tag !== null && { is: 'tag', tag },
    currency !== null && { is: 'currency', currency },
    direction && { is: 'direction', direction },
    flow && { is: 'flow', flow },
    (from !== null || to !== null) && { is: 'listed', from, to },
    review === 'done' && { is: 'reviewed' },
    review === 'open' && { not: { is: 'reviewed' } },
    min !== null && { is: 'amount', compare: '>=', value: min },
    max !== null && { is: 'amount', compare: '<=', value: max },
    text !== null && resolveSearch(parseSearch(text, locale), names),
  ]
  return { all: parts.filter((part) => part !== false && part !== null) }
}
