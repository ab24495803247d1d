import { at } from '../books'
import type { Category } from '../categories'
import { pay } from '../funds'
import { priceOf } from '../habits'
import { householdOf } from '../household'
import { banking, chooseShop, payment, purchase, refund } from '../purposes'
import type { SlotName } from '../slots'
import { journeyOn, journeysOf, type StoryDay } from './calendar'
import { canalTown } from './regions'

/** What is sent to the bank abroad before each journey, and what sending it costs, in cents. */
const wireMinor = 180_000
const wireFeeMinor = 2500

/** What a day abroad brings on the card. */
const abroad: readonly (readonly [slot: SlotName, chance: number])[] = [
  ['restaurant', 0.9],
  ['museum', 0.5],
  ['taxi', 0.35],
  ['clothing', 0.25],
  ['gifts', 0.3],
  ['bar', 0.3],
]

/**
 * Writes down what a journey costs on the card, which pays in the currency of home: flight and hotel booked long
 * before, a seat given back after, and each day's shops abroad with the fee that the bank takes for each of them.
 */
export function goAbroad(context: StoryDay): void {
  const { household, books, day, date, random, today } = context
  const charge = (name: string, category: Category, minor: number, hour = 10) =>
    books.add(day, {
      account: 'card',
      minor,
      occurredAt: at(day, hour),
      settlesAt: at(day + 1, 6.5),
      purpose: payment(household, name, category, { code: 'purchase' }),
    })
  const [lately] = journeysOf(today)
  for (const journey of journeysOf(today)) {
    const isLately = journey.from === lately.from
    if (day === journey.from - 58) charge('Skylark Airways', 'TRAVEL_FLIGHTS', isLately ? 148_520 : 96_340)
    if (day === journey.from - 40) charge('Pension Seerose', 'TRAVEL_LODGING', isLately ? 62_400 : 41_800, 11)
    if (day === journey.from - 39)
      charge('Keystone Travel Cover', 'GENERAL_SERVICES_INSURANCE', isLately ? 8900 : 6400)
    if (day === journey.from - 9) {
      const line = 'INTL WIRE TO NOORDERKADE BANK'
      pay(context, {
        minor: wireMinor,
        purpose: banking(household, line, 'TRANSFER_OUT_ACCOUNT_TRANSFER', 'transfer'),
      })
      pay(context, {
        minor: wireFeeMinor,
        purpose: banking(household, 'INTL WIRE FEE', 'BANK_FEES_OTHER_BANK_FEES', 'bank charge'),
      })
    }
    if (day === journey.from) charge('Hopalong Rides', 'TRANSPORTATION_TAXIS_AND_RIDE_SHARES', 4260, 5)
    if (day === journey.to) charge('ParkWell', 'TRANSPORTATION_PARKING', 1900, 21)
    if (day === journey.to + 7) {
      books.add(day, {
        account: 'card',
        minor: -11_800,
        occurredAt: at(day, 9),
        settlesAt: at(day + 1, 6.5),
        purpose: { ...refund(household, 'taxi', 'Skylark Airways'), category: 'TRAVEL_FLIGHTS' },
      })
    }
  }
  if (journeyOn(today, day) === null) return
  const away = householdOf(`${household.seed}/away`, household.institution, canalTown, household.firstYear)
  for (const [slot, chance] of abroad) {
    if (!random.chance(chance)) continue
    const minor = priceOf(household, slot, date.year, random)
    const occurredAt = at(day, 10 + random.next() * 10)
    const settlesAt = at(day + 2, 6.5)
    const merchant = chooseShop(away, slot, random)
    books.add(day, {
      account: 'card',
      minor,
      occurredAt,
      settlesAt,
      purpose: purchase(away, slot, merchant, random),
    })
    books.add(day, {
      account: 'card',
      minor: Math.max(1, Math.round(minor * 0.03)),
      occurredAt,
      settlesAt,
      purpose: banking(
        household,
        'FOREIGN TRANSACTION FEE',
        'BANK_FEES_FOREIGN_TRANSACTION_FEES',
        'bank charge',
      ),
    })
  }
}
