import type { Route } from 'next'
import type { EntrySum } from '@/lib/db/entry-reads'
import type { ColourName, IconName } from '@/lib/finance/colours'
import { exact, plain } from '@/lib/money/money'
import {
  type EntryFilter,
  entriesHref,
  NO_CATEGORY,
  readTransactionSearch,
  searchQuery,
} from '@/lib/transactions/schema'
import { calendarPeriodOf, monthsOf, type Range } from './period'

export type ReportFlow = 'income' | 'spending'

/** What a report counts: posted in one currency, or pending as well. */
export interface Counted {
  currency: string
  pending: boolean
}

/** What a number of a report is made of, as a filter of the list of transactions. */
export function countedFilter(
  { currency, pending }: Counted,
  range: Range,
  flow: EntryFilter['flow'],
): Partial<EntryFilter> {
  return { currency, state: pending ? null : 'posted', flow, from: range.from, to: range.to }
}

/** How a report calls what it adds up. */
export interface ReportNames {
  /** Of a category or a group; of neither: that nobody says. */
  category: (code: string | null, group: string | null) => string
  mark: (code: string | null, group: string | null) => { colour: ColourName; icon: IconName }
  account: (id: string) => string
}

/** Exact and signed: money in is positive, money out negative. */
export interface Totals {
  income: string
  spending: string
  /** Their sum: what was kept. */
  kept: string
}

/** Income and spending of sums that were asked for by flow; those of other flows count nowhere. */
export function totalsOf(sums: readonly EntrySum[]): Totals {
  const of = (flow: ReportFlow) => sumOf(sums.filter((sum) => sum.flow === flow).map(({ net }) => net))
  const [income, spending] = [of('income'), of('spending')]
  return { income, spending, kept: sumOf([income, spending]) }
}

/** The exact sum of amounts of one currency. */
export function sumOf(amounts: Iterable<string>): string {
  let sum = exact(0)
  for (const amount of amounts) sum = sum.plus(amount)
  return plain(sum)
}

/** The part of income that was kept, as an exact decimal with four digits (0.1234 is 12.34 %); null without income. */
export function savingsRate({ income, kept }: Totals): string | null {
  return exact(income).greaterThan(0) ? plain(exact(kept).dividedBy(income).toDecimalPlaces(4)) : null
}

/** How much more or less an amount is than another, as a part of that one's size; null where that is nothing. */
export function changeOf(amount: string, previous: string): string | null {
  const before = exact(previous)
  if (before.isZero()) return null
  return plain(exact(amount).minus(before).dividedBy(before.abs()).toDecimalPlaces(4))
}

/** A month of a report, or the days of it that are in the range. */
export interface MonthRow extends Totals, Range {
  /** YYYY-MM */
  month: string
  incomeHref: Route
  spendingHref: Route
  /** Only some of its days are in the range. */
  cut: boolean
  /** It is not over. */
  soFar: boolean
}

/**
 * Income and spending month by month, oldest first, from the first month with either to today's or the last with either.
 *
 * @param sums by month and flow, of the range.
 */
export function monthRows(
  sums: readonly EntrySum[],
  counted: Counted,
  range: Range,
  today: string,
): MonthRow[] {
  const own = sums.filter(({ flow }) => flow === 'income' || flow === 'spending')
  const monthOf = (sum: EntrySum) => sum.month?.slice(0, 7) ?? ''
  const known = own.map(monthOf).sort()
  const now = today.slice(0, 7)
  const [first] = known
  const [, last] = [known.at(-1) ?? now, now].sort()
  if (first === undefined || last === undefined) return []
  return monthsOf(range)
    .filter(({ month }) => month >= first && month <= last)
    .map(({ month, from, to }) => {
      const days = { from, to }
      return {
        month,
        ...days,
        ...totalsOf(own.filter((sum) => monthOf(sum) === month)),
        incomeHref: entriesHref(countedFilter(counted, days, 'income')),
        spendingHref: entriesHref(countedFilter(counted, days, 'spending')),
        cut: calendarPeriodOf(days) !== 'month',
        soFar: month === now,
      }
    })
}

/** By what the rows of a report are told apart. */
export type PartKey = 'group' | 'category' | 'merchant' | 'account'

/** A category, a merchant or an account with its sum. */
export interface PartRow {
  id: string
  label: string
  /** Signed: money in is positive. */
  amount: string
  /** The same of the days it is compared with. */
  previous: string
  count: number
  /** The rows of the list that add up to it; null where no filter finds just these. */
  href: Route | null
  previousHref: Route | null
  mark: { colour: ColourName; icon: IconName } | null
}

interface Part {
  narrowed: Partial<EntryFilter>
  label: string
  mark: PartRow['mark']
}

/** What nobody has put into a category, and a merchant without a name. */
const NONE = ''

function idOf({ group, category, merchant, accountId }: EntrySum, key: PartKey): string {
  if (key === 'merchant') return merchant?.key ?? NONE
  if (key === 'account') return accountId ?? NONE
  return (key === 'group' ? (group ?? category) : category) ?? NONE
}

function partOf(sum: EntrySum, key: PartKey, names: ReportNames): Part {
  const id = idOf(sum, key)
  if (key === 'merchant')
    return { narrowed: { merchantKey: id }, label: sum.merchant?.title ?? id, mark: null }
  if (key === 'account') return { narrowed: { accountIds: [id] }, label: names.account(id), mark: null }
  const code = id === NONE ? null : id
  const group = key === 'group' ? null : sum.group
  return {
    narrowed: { categories: [code ?? NO_CATEGORY] },
    label: names.category(code, group),
    mark: names.mark(code, group),
  }
}

export interface PartsOf {
  key: PartKey
  flow: ReportFlow
  counted: Counted
  range: Range
  compared: Range
  names: ReportNames
}

/**
 * One row for each category, merchant or account of either range, largest first.
 *
 * @param sums by the key and by flow, of the range; `previous` of the days that it is compared with. By group they are
 * by category too: a category whose group nobody knows stands for itself.
 */
export function partRows(
  sums: readonly EntrySum[],
  previous: readonly EntrySum[],
  { key, flow, counted, range, compared, names }: PartsOf,
): PartRow[] {
  const own = sums.filter((sum) => sum.flow === flow)
  const before = previous.filter((sum) => sum.flow === flow)
  const found = new Map<string, { current: EntrySum[]; earlier: EntrySum[]; first: EntrySum }>()
  const place = (sum: EntrySum) => {
    const id = idOf(sum, key)
    const known = found.get(id) ?? { current: [], earlier: [], first: sum }
    found.set(id, known)
    return known
  }
  for (const sum of own) place(sum).current.push(sum)
  for (const sum of before) place(sum).earlier.push(sum)

  /** A filter by the code of a group finds all that is in it. */
  const groups = new Set(
    [...own, ...before].flatMap(({ group, category }) => (group !== category ? group : []) ?? []),
  )
  const isExact = (id: string) => key !== 'category' || !groups.has(id)

  return [...found]
    .map(([id, { current, earlier, first }]): PartRow => {
      const { narrowed, label, mark } = partOf(first, key, names)
      const hrefOf = (days: Range) =>
        isExact(id) ? exactHref({ ...countedFilter(counted, days, flow), ...narrowed }) : null
      return {
        id: id === NONE ? NO_CATEGORY : id,
        label,
        mark,
        amount: sumOf(current.map(({ net }) => net)),
        previous: sumOf(earlier.map(({ net }) => net)),
        count: current.reduce((count, sum) => count + sum.count, 0),
        href: hrefOf(range),
        previousHref: hrefOf(compared),
      }
    })
    .sort((a, b) => {
      const sizes = exact(b.amount).comparedTo(a.amount)
      return (flow === 'income' ? sizes : -sizes) || compareTexts(a.label, b.label)
    })
}

const compareTexts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** How many rows a picture names, where it does not show all of them. */
export const NAMED_ROWS = 12

/**
 * The address of all that a picture folds into one, as it stands after `limit` named ones; null where no filter finds
 * just these.
 */
export function othersHref(
  rows: readonly PartRow[],
  limit: number,
  { key, flow, counted, range }: Pick<PartsOf, 'key' | 'flow' | 'counted' | 'range'>,
): Route | null {
  const rest = rows.length > limit + 1 ? rows.slice(limit) : []
  if (rest.length === 0 || key === 'merchant' || rest.some(({ href }) => href === null)) return null
  const ids = rest.map(({ id }) => id)
  const narrowed = key === 'account' ? { accountIds: ids } : { categories: ids }
  return exactHref({ ...countedFilter(counted, range, flow), ...narrowed })
}

/** The address of what a filter finds; null where an address cannot say it to the letter, such as a merchant of no name. */
function exactHref(filter: Partial<EntryFilter>): Route | null {
  const understood = readTransactionSearch(new URLSearchParams(searchQuery(filter)))
  return understood.merchantKey === (filter.merchantKey ?? null) &&
    understood.categories.join() === (filter.categories ?? []).join() &&
    understood.accountIds.join() === (filter.accountIds ?? []).join()
    ? entriesHref(filter)
    : null
}
