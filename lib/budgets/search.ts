import type { Route } from 'next'
import { type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'
import { lastOfMonth } from '@/lib/calendar/months'
import { entriesHref, NO_CATEGORY } from '@/lib/transactions/schema'

/** What the address of the budgets says. Anything else in it is passed over. */
export interface BudgetSearch {
  /** The first day of the month; null: this month. */
  month: CalendarDate | null
  /** Null: the one that is used most. */
  currency: string | null
  /** Budgets are being suggested. */
  suggest: boolean
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

const CURRENCY = /^[A-Za-z0-9]{1,20}$/

export function readBudgetSearch(params: SearchParams): BudgetSearch {
  const one = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value : (value?.[0] ?? '')
  }
  const currency = one('currency')
  return {
    month: parseCalendarDate(`${one('month')}-01`),
    currency: CURRENCY.test(currency) ? currency : null,
    suggest: one('suggest') === '1',
  }
}

/** The address of the budgets of a month, or of one of them there. @param code of a category or a group. */
export function budgetsHref(
  search: { month: CalendarDate; currency: string; suggest?: boolean },
  code: string | null = null,
): Route {
  const params = new URLSearchParams({ month: search.month.slice(0, 7), currency: search.currency })
  if (search.suggest) params.set('suggest', '1')
  return `/budgets${code === null ? '' : `/${encodeURIComponent(code)}`}?${params}` as Route
}

/** The transactions that a figure of a month is the sum of. @param codes null among them: uncategorised. */
export function spendingHref(
  { month, currency }: { month: CalendarDate; currency: string },
  codes: readonly (string | null)[],
  state: 'posted' | 'pending',
): Route {
  return entriesHref({
    state,
    flow: 'spending',
    categories: codes.map((code) => code ?? NO_CATEGORY),
    currency,
    from: month,
    to: lastOfMonth(month),
  })
}
