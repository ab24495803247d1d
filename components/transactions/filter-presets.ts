import { addDays, type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'
import { type TransactionSearch, transactionsHref } from '@/lib/transactions/schema'
import type { FilterPreset } from './filter-panel'

/** The names of the periods, in their order. */
export const PRESETS = ['month', 'lastMonth', 'days90', 'year', 'lastYear', 'all'] as const
export type PresetName = (typeof PRESETS)[number]

type Period = Pick<TransactionSearch, 'from' | 'to'>

/** What the periods mean on a day. */
export function periodsOn(today: CalendarDate): Record<PresetName, Period> {
  const month = parseCalendarDate(`${today.slice(0, 7)}-01`) ?? today
  const monthBefore = addDays(month, -1)
  const year = parseCalendarDate(`${today.slice(0, 4)}-01-01`) ?? today
  const yearBefore = addDays(year, -1)
  return {
    month: { from: month, to: null },
    lastMonth: { from: parseCalendarDate(`${monthBefore.slice(0, 7)}-01`), to: monthBefore },
    days90: { from: addDays(today, -89), to: null },
    year: { from: year, to: null },
    lastYear: { from: parseCalendarDate(`${yearBefore.slice(0, 4)}-01-01`), to: yearBefore },
    all: { from: null, to: null },
  }
}

/** The periods to choose with one press, each with its address. */
export function presetsOf(
  search: TransactionSearch,
  today: CalendarDate,
  say: (name: PresetName) => string,
): FilterPreset[] {
  const periods = periodsOn(today)
  return PRESETS.map((name) => {
    const { from, to } = periods[name]
    return {
      label: say(name),
      href: transactionsHref(search, { from, to }),
      current: search.from === from && search.to === to,
    }
  })
}
