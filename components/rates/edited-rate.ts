import type { Route } from 'next'
import { type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'
import { CURRENCY } from '@/lib/rates/schema'

/** Which rate the address says is being changed. */
export interface EditedRate {
  base: string
  quote: string
  day: CalendarDate
}

type Parameter = string | string[] | undefined

/** The address at which a rate is changed. */
export function editHref({ base, quote, day }: EditedRate): Route {
  return `/settings/rates?edit=${base}_${quote}_${day}` as Route
}

/** Reads `?edit=EUR_USD_2026-11-20`; null for anything else. */
export function readEdited(value: Parameter): EditedRate | null {
  const [base = '', quote = '', text = ''] = typeof value === 'string' ? value.split('_') : []
  const day = parseCalendarDate(text)
  return CURRENCY.test(base) && CURRENCY.test(quote) && day ? { base, quote, day } : null
}

/** Reads `?base=BTC`, for which a rate is wanted; null for anything else. */
export function readWanted(value: Parameter): string | null {
  return typeof value === 'string' && CURRENCY.test(value) ? value : null
}
