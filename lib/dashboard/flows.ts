import type { Route } from 'next'
import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { daysOfMonth, type Month, monthOf, monthsLater } from '@/lib/calendar/months'
import type { EntrySum } from '@/lib/db/entry-reads'
import { exact, plain } from '@/lib/money/money'
import { type EntryFilter, entriesHref, NO_CATEGORY } from '@/lib/transactions/schema'

/** What posted in a month as income or as spending of a currency: the question behind a bar, and its address. */
export function flowFilter(currency: string, month: Month, flow: 'income' | 'spending') {
  return {
    state: 'posted',
    flow,
    currency,
    ...daysOfMonth(month),
  } satisfies Partial<EntryFilter>
}

/** One month of one currency; structurally what the chart of bars draws. */
export interface FlowOfMonth {
  month: Month
  income: string
  spending: string
  incomeHref: Route
  spendingHref: Route
  partial: boolean
}

export interface CurrencyFlow {
  currency: string
  /** From the first month in which anything posted to this one; at most as many as were asked for. */
  months: FlowOfMonth[]
}

/**
 * Income and spending month by month, each currency by itself; a currency without either is left out.
 *
 * @param sums by month and flow, of posted entries.
 */
export function flowsByCurrency(
  sums: readonly EntrySum[],
  { from, today }: { from: Month; today: CalendarDate },
): CurrencyFlow[] {
  const found = new Map<string, Map<Month, { income: string; spending: string }>>()
  for (const { currency, month, flow, net } of sums) {
    if (month === null || (flow !== 'income' && flow !== 'spending')) continue
    const months = found.get(currency) ?? new Map<Month, { income: string; spending: string }>()
    found.set(currency, months)
    months.set(monthOf(month), {
      ...(months.get(monthOf(month)) ?? { income: '0', spending: '0' }),
      [flow]: net,
    })
  }
  const now = monthOf(today)
  return [...found].map(([currency, months]) => {
    const earliest = [...months.keys()].sort()[0] ?? now
    const drawn: FlowOfMonth[] = []
    for (let month = earliest < from ? from : earliest; month <= now; month = monthsLater(month, 1)) {
      drawn.push({
        month,
        ...(months.get(month) ?? { income: '0', spending: '0' }),
        incomeHref: entriesHref(flowFilter(currency, month, 'income')),
        spendingHref: entriesHref(flowFilter(currency, month, 'spending')),
        partial: month === now,
      })
    }
    return { currency, months: drawn }
  })
}

/** What was spent on one of the wider categories. */
export interface SpentOn {
  /** Its code; null for what nobody has put anywhere. */
  code: string | null
  /** Signed: money out is negative. */
  amount: string
  previous: string
  href: Route
}

export interface CurrencySpending {
  currency: string
  month: Month
  previousMonth: Month
  /** The month is not over. */
  partial: boolean
  total: string
  totalHref: Route
  previousTotal: string
  previousHref: Route
  /** Most first. */
  rows: SpentOn[]
}

/** The address of what was spent on some of the categories in a month. */
export function spentHref(currency: string, month: Month, codes: readonly (string | null)[]): Route {
  return entriesHref({
    ...flowFilter(currency, month, 'spending'),
    categories: codes.map((code) => code ?? NO_CATEGORY),
  })
}

/**
 * Spending by wider category in this month beside the one before; in the last one where this month has none yet. Each
 * currency by itself; a currency without any is left out.
 *
 * @param sums by month, category and group, of posted spending in the last three months.
 */
export function spendingByCurrency(sums: readonly EntrySum[], today: CalendarDate): CurrencySpending[] {
  const now = monthOf(today)
  const currencies = [...new Set(sums.map(({ currency }) => currency))]
  return currencies.flatMap((currency): CurrencySpending[] => {
    const own = sums.filter((sum) => sum.currency === currency)
    const has = (month: Month) => own.some((sum) => sum.month !== null && monthOf(sum.month) === month)
    const month = has(now) ? now : monthsLater(now, -1)
    if (!has(month)) return []
    const previous = monthsLater(month, -1)
    const spent = new Map<string | null, { amount: string; previous: string }>()
    for (const sum of own) {
      if (sum.month === null) continue
      const at = monthOf(sum.month)
      if (at !== month && at !== previous) continue
      const code = sum.group ?? sum.category
      const known = spent.get(code) ?? { amount: '0', previous: '0' }
      const part = at === month ? 'amount' : 'previous'
      spent.set(code, { ...known, [part]: plain(exact(known[part]).plus(sum.net)) })
    }
    const rows = [...spent].map(([code, amounts]) => ({
      code,
      ...amounts,
      href: spentHref(currency, month, [code]),
    }))
    const total = (part: 'amount' | 'previous') =>
      plain(rows.reduce((sum, row) => sum.plus(row[part]), exact(0)))
    return [
      {
        currency,
        month,
        previousMonth: previous,
        partial: month === now,
        total: total('amount'),
        totalHref: entriesHref(flowFilter(currency, month, 'spending')),
        previousTotal: total('previous'),
        previousHref: entriesHref(flowFilter(currency, previous, 'spending')),
        rows: rows.sort((a, b) => exact(a.amount).comparedTo(b.amount)),
      },
    ]
  })
}
