import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { type EntrySum, type SumKey, sumEntriesBy } from '@/lib/db/entry-reads'
import type { Database } from '@/lib/db/open'
import type { Flow } from '@/lib/finance/category-kinds'
import type { EntryCondition } from '@/lib/finance/entry-condition'
import { conditionOf } from '@/lib/transactions/conditions'
import { type EntryFilter, NO_FILTER } from '@/lib/transactions/schema'
import { comparedRange, type Range, rangeOf } from './period'
import {
  type Counted,
  countedFilter,
  type MonthRow,
  monthRows,
  type PartKey,
  type PartRow,
  partRows,
  type ReportFlow,
  type ReportNames,
  type Totals,
  totalsOf,
} from './report'
import type { ReportSearch } from './schema'

/** The question of a filter of the list, so that a number and the rows it leads to are the same. */
const conditionFor = (filter: Partial<EntryFilter>): EntryCondition =>
  conditionOf({ ...NO_FILTER, ...filter })

/** What a report leaves out. */
export interface LeftOut {
  /** Only moves money about. */
  transfers: number
  /** Somebody wants it in no report. */
  excluded: number
  /** Income and spending that are pending, where these are not counted. */
  pending: number
}

export type ReportBody =
  | { kind: 'months'; months: MonthRow[] }
  | {
      kind: 'parts'
      flow: ReportFlow
      key: PartKey
      /** Those that were looked for. */
      rows: PartRow[]
      /** How many there are in all. */
      of: number
    }
  /** Income by category, spending by group. */
  | { kind: 'sides'; income: PartRow[]; spending: PartRow[] }

/** A report of one currency. */
export interface Report {
  search: ReportSearch
  today: CalendarDate
  /** Whether there is anything to report of at all. */
  hasAccounts: boolean
  /** There to choose from, most used first; the one that the report is of among them. */
  currencies: string[]
  counted: Counted
  range: Range
  compared: Range
  totals: Totals
  comparedTotals: Totals
  leftOut: LeftOut
  body: ReportBody
}

/** Of what one household is made, as reports need it. */
export interface ReportHousehold {
  db: Database
  householdId: string
  today: CalendarDate
  /** Of its accounts, one for each. */
  currencies: readonly string[]
  names: ReportNames
}

/** Most used first; those that are used alike in the order of their codes. */
function byUse(currencies: readonly string[]): string[] {
  const uses = (currency: string) => currencies.filter((one) => one === currency).length
  return [...new Set(currencies)].sort((a, b) => uses(b) - uses(a) || (a < b ? -1 : 1))
}

const KEYS: Readonly<Record<PartKey, readonly SumKey[]>> = {
  group: ['group', 'category'],
  category: ['category', 'group'],
  merchant: ['merchant'],
  account: ['account'],
}

function keyOf({ view, level }: ReportSearch): PartKey | null {
  if (view === 'flow') return null
  if (view === 'merchants') return 'merchant'
  if (view === 'accounts') return 'account'
  return view === 'categories' ? level : 'group'
}

/** Adds up what a search asks for: the same few queries however much there is. */
export async function buildReport(household: ReportHousehold, search: ReportSearch): Promise<Report> {
  const { db, householdId, today, names } = household
  const own = byUse(household.currencies)
  const currency = search.currency ?? own[0] ?? 'USD'
  const counted = { currency, pending: search.pending }
  const range = rangeOf(search, today)
  const compared = comparedRange(range, search.compare, today)
  const key = keyOf(search)

  const either = (days: Range): EntryCondition => ({
    all: [
      conditionFor(countedFilter(counted, days, null)),
      {
        any: [
          { is: 'flow', flow: 'income' },
          { is: 'flow', flow: 'spending' },
        ],
      },
    ],
  })
  const sum = (condition: EntryCondition, keys: readonly SumKey[]) =>
    sumEntriesBy(db, householdId, condition, keys)
  const keys: readonly SumKey[] = key ? ['flow', ...KEYS[key]] : ['flow']
  const { from, to } = range
  const [everything, pending, sums, previous] = await Promise.all([
    sum(conditionFor({ state: search.pending ? null : 'posted', from, to }), ['flow']),
    search.pending ? [] : sum(conditionFor({ currency, state: 'pending', from, to }), ['flow']),
    sum(either(range), key ? keys : ['flow', 'month']),
    sum(either(compared), keys),
  ])
  const ofCurrency = everything.filter((one) => one.currency === currency)
  return {
    search,
    today,
    hasAccounts: own.length > 0 || everything.length > 0,
    currencies: [...new Set([...own, ...everything.map((one) => one.currency).sort(), currency])],
    counted,
    range,
    compared,
    totals: totalsOf(sums),
    comparedTotals: totalsOf(previous),
    leftOut: {
      transfers: countOf(ofCurrency, 'transfer'),
      excluded: countOf(ofCurrency, 'excluded'),
      pending: countOf(pending, 'income') + countOf(pending, 'spending'),
    },
    body: bodyOf(),
  }

  function bodyOf(): ReportBody {
    const { view } = search
    if (key === null || view === 'flow')
      return { kind: 'months', months: monthRows(sums, counted, range, today) }
    const rowsOf = (flow: ReportFlow, by: PartKey) =>
      partRows(sums, previous, { key: by, flow, counted, range, compared, names })
    if (view === 'sankey' || view === 'compare')
      return { kind: 'sides', income: rowsOf('income', 'category'), spending: rowsOf('spending', 'group') }
    const { flow, text } = search
    const all = rowsOf(flow, key)
    const wanted = text?.toLowerCase() ?? null
    const rows = wanted === null ? all : all.filter(({ label }) => label.toLowerCase().includes(wanted))
    return { kind: 'parts', flow, key, rows, of: all.length }
  }
}

function countOf(sums: readonly EntrySum[], flow: Flow): number {
  return sums.filter((sum) => sum.flow === flow).reduce((count, sum) => count + sum.count, 0)
}
