import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { moneyText } from '@/lib/money/format'
import type { WaterlinePoint } from './waterline-scale'

const DAYS = 120
const LAST = toCalendarDate('2026-11-27')

/** Whole dollars spent a day on ordinary things, in a pattern of eleven days. */
const SPENT = [41, 64, 18, 0, 122, 37, 55, 0, 210, 26, 83]

/**
 * Four months of somebody: a salary twice a month, rent on the first, everyday spending, half of it on a card that is
 * paid off on the twelfth, and a loan that shrinks. Counted in whole dollars; the cents are the same every day.
 */
export function examplePoints(locale: string): WaterlinePoint[] {
  const text = (dollars: number, cents: string) =>
    moneyText({ amount: `${dollars}.${cents}`, currency: 'USD' }, locale, { sign: 'never' })
  let cash = 24_900
  let card = 1_240
  let loan = 9_800
  return Array.from({ length: DAYS }, (_, index) => {
    const day = addDays(LAST, index - DAYS + 1)
    const date = Number(day.slice(8))
    const spent = SPENT[index % SPENT.length] ?? 0
    if (index % 2 === 0) card += spent
    else cash -= spent
    if (date === 5 || date === 20) cash += 2_915
    if (date === 1) cash -= 1_850
    if (date === 12) {
      cash -= card
      card = 0
    }
    if (date === 15) {
      cash -= 420
      loan -= 385
    }
    const owed = card + loan
    return {
      day,
      owned: cash,
      owed: -owed,
      net: cash - owed,
      ownedText: text(cash, '60'),
      owedText: text(owed, '22'),
      netText: text(cash - owed, '38'),
      estimated: false,
    }
  })
}
