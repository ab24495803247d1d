import { type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'

/** In which order a file writes year, month and day. */
export const DATE_ORDERS = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof DATE_ORDERS)[number]

const TIME = String.raw`(?:[T\s,]+\d{1,2}[:.]\d{2}.*)?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})\.?${TIME}$`)
const NUMBERS = new RegExp(String.raw`^(\d{1,2})[-/. ]\s?(\d{1,2})[-/. ]\s?(\d{4}|\d{2})\.?${TIME}$`)
const DIGITS = /^\d{8}$/
const DAY_NAME = new RegExp(String.raw`^(\d{1,2})[-/. ]*(\p{L}+)[-/., ]*(\d{4}|\d{2})${TIME}$`, 'u')
const NAME_DAY = new RegExp(String.raw`^(\p{L}+)[-/. ]*(\d{1,2})[-/., ]+(\d{4}|\d{2})${TIME}$`, 'u')
const WEEKDAY = /^\p{L}{2,12}[.,]+\s*(?=\d|\p{L})/u

/** The languages whose names of months are known. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'pl', 'sv', 'da']

const bare = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}|\./gu, '')
    .toLowerCase()

let months: Map<string, number> | undefined

function monthNames(): Map<string, number> {
  if (months) return months
  months = new Map()
  for (const language of LANGUAGES) {
    for (const style of ['long', 'short'] as const) {
      for (const withDay of [true, false]) {
        const format = new Intl.DateTimeFormat(language, {
          month: style,
          ...(withDay ? { day: 'numeric' } : {}),
          timeZone: 'UTC',
        })
        for (let month = 1; month <= 12; month += 1) {
          const parts = format.formatToParts(Date.UTC(2026, month - 1, 1))
          const name = bare(parts.find(({ type }) => type === 'month')?.value ?? '')
          if (name !== '' && !months.has(name)) months.set(name, month)
        }
      }
    }
  }
  months.set('sept', 9)
  return months
}

/** Two digits are of this century up to 79, and of the one before from there. */
function fullYear(year: string): string {
  if (year.length === 4) return year
  return `${Number(year) < 80 ? '20' : '19'}${year}`
}

function toDay(year: string, month: string | number, day: string): CalendarDate | null {
  return parseCalendarDate(`${fullYear(year)}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`)
}

function namedMonth(day: string, name: string, year: string): CalendarDate | null {
  const month = monthNames().get(bare(name))
  return month === undefined ? null : toDay(year, month, day)
}

/**
 * Reads a day as files write it: in numbers in the order that is given (a year of four digits that stands first is always
 * one), in eight digits, or with the month's name; a time after it is passed over. Null for anything else.
 */
export function readFileDate(text: string, order: DateOrder): CalendarDate | null {
  const written = text.normalize('NFKC').trim()
  const [, y = '', m = '', d = ''] = YEAR_FIRST.exec(written) ?? []
  if (y) return toDay(y, m, d)
  if (DIGITS.test(written)) {
    const cut = (from: number, to: number) => written.slice(from, to)
    if (order === 'ymd') return toDay(cut(0, 4), cut(4, 6), cut(6, 8))
    return order === 'dmy' ? toDay(cut(4, 8), cut(2, 4), cut(0, 2)) : toDay(cut(4, 8), cut(0, 2), cut(2, 4))
  }
  const [, a = '', b = '', c = ''] = NUMBERS.exec(written) ?? []
  if (a) {
    if (order === 'ymd') return c.length === 2 ? toDay(a, b, c) : null
    return order === 'dmy' ? toDay(c, b, a) : toDay(c, a, b)
  }
  const plainText = written.replace(WEEKDAY, '')
  const [, day = '', name = '', year = ''] = DAY_NAME.exec(plainText) ?? []
  if (day) return namedMonth(day, name, year)
  const [, name2 = '', day2 = '', year2 = ''] = NAME_DAY.exec(plainText) ?? []
  return day2 ? namedMonth(day2, name2, year2) : null
}

export interface GuessedOrder {
  order: DateOrder
  /** Another order reads all of it as well, and as other days: a person must say. */
  isAmbiguous: boolean
}

/** In which order these days are written: the one that reads most of them. */
export function guessDateOrder(values: readonly string[]): GuessedOrder {
  const written = values.filter((value) => value.trim() !== '')
  const tries = DATE_ORDERS.map((order) => {
    const days = written.map((value) => readFileDate(value, order))
    return { order, days, count: days.filter((day) => day !== null).length }
  })
  const best = tries.reduce((a, b) => (b.count > a.count ? b : a))
  const isAmbiguous =
    best.count > 0 &&
    tries.some(
      ({ count, days }) => count === best.count && days.some((day, index) => day !== best.days[index]),
    )
  return { order: best.order, isAmbiguous }
}
