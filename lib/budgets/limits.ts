import { toCalendarDate } from '@/lib/calendar/calendar-date'

/** Nobody looks back further. */
export const FIRST_MONTH = toCalendarDate('2000-01-01')
/** How many months after this one can be planned. */
export const MONTHS_AHEAD = 12
