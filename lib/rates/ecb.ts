import Papa from 'papaparse'
import { type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'

/** A day of the European Central Bank's reference rates: what one euro was worth. */
export interface EcbRate {
  quote: string
  day: CalendarDate
  /** Exact and positive. */
  rate: string
}

/** As the file of one day writes it: "20 November 2026". */
const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

function readDay(text: string): CalendarDate | null {
  const [, date = '', month = '', year = ''] = /^(\d{1,2}) ([a-z]+) (\d{4})$/i.exec(text) ?? []
  const index = MONTHS.indexOf(month.toLowerCase())
  if (index < 0) return parseCalendarDate(text)
  return parseCalendarDate(`${year}-${String(index + 1).padStart(2, '0')}-${date.padStart(2, '0')}`)
}

/**
 * Reads eurofxref.csv, of one day, or eurofxref-hist.csv, of all since 1999. Cells without a rate (N/A, or nothing) are
 * left out, and so are lines that cannot be read.
 *
 * @returns the rates, newest day first as in the file; null when it is no such file.
 */
export function readEcbRates(text: string): EcbRate[] | null {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    skipEmptyLines: 'greedy',
  })
  const [head, ...lines] = data.map((line) => line.map((cell) => cell.trim()))
  if (head?.[0] !== 'Date' || !head.slice(1).some((code) => /^[A-Z]{3}$/.test(code))) return null
  const rates = lines.flatMap((line): EcbRate[] => {
    const day = readDay(line[0] ?? '')
    if (day === null) return []
    return line.slice(1).flatMap((cell, index): EcbRate[] => {
      const quote = head[index + 1] ?? ''
      const isRate = /^[A-Z]{3}$/.test(quote) && /^\d{1,12}(\.\d{1,12})?$/.test(cell) && /[1-9]/.test(cell)
      return isRate ? [{ quote, day, rate: cell }] : []
    })
  })
  return rates.length > 0 ? rates : null
}
