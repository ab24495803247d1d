import type { DateParts } from '../day'
import type { Random } from '../random'
import { at, type Books } from './books'
import type { Household } from './household'
import { localMinor } from './household'
import { chooseShop, purchase, refund } from './purposes'
import type { SlotName } from './slots'
import { returnable, slotNames, slots } from './slots'

/** Which account a purchase of a kind is made from. */
export function payingAccount(household: Household, slot: SlotName, random: Random): string {
  const hasCard = household.institution.accounts.some(({ role }) => role === 'card')
  return hasCard && random.chance(slots[slot].onCard) ? 'card' : 'everyday'
}

/** A plausible price for a purchase of a kind, in minor units; small ones are the likelier. */
export function priceOf(household: Household, slot: SlotName, year: number, random: Random): number {
  const { low, high } = slots[slot]
  const minor = localMinor(household, Math.round(low + (high - low) * random.next() ** 2.1), year)
  return 'priced' in slots[slot] ? Math.max(99, Math.round(minor / 100) * 100 - 1) : minor
}

/** Writes down what the household buys in the shops on a day, and what it sends back. */
export function shop(household: Household, books: Books, day: number, date: DateParts, random: Random): void {
  const isWeekend = date.weekday === 0 || date.weekday === 6
  // December is busy, and everybody is away for some of August.
  const season = date.month === 12 ? 1.05 : date.month === 8 ? 0.72 : 0.86
  for (const slot of slotNames) {
    const { weekday, weekend } = slots[slot]
    if (!random.chance((isWeekend ? weekend : weekday) * season)) continue
    const account = payingAccount(household, slot, random)
    const merchant = chooseShop(household, slot, random)
    const minor = priceOf(household, slot, date.year, random)
    const occurredAt = at(day, 7.5 + random.next() * 13)
    const pends = random.chance(0.16)
    const settlesAt = at(day + (pends && random.chance(0.3) ? 2 : 1), 6 + random.next() * 1.5)
    books.add(day, {
      account,
      minor,
      occurredAt,
      settlesAt,
      pends,
      enrichedAt: random.chance(0.04) ? settlesAt + 30 * 3_600_000 : null,
      timed: random.chance(0.35),
      purpose: purchase(household, slot, merchant, random),
    })
    if (returnable.includes(slot) && random.chance(0.13)) {
      const partial = random.chance(0.3) ? 2 : 1
      const backOn = day + random.between(4, 16)
      books.add(day, {
        account,
        minor: -Math.round(minor / partial),
        occurredAt: at(backOn, 9),
        settlesAt: at(backOn + 1, 6.5),
        purpose: refund(household, slot, merchant),
      })
    }
  }
}

/**
 * Writes down the movements that keep every household with something pending, one of each kind at any moment: a
 * restaurant whose amount grows by the tip, a purchase whose posted row does not name its pending one, and a hold
 * that vanishes.
 */
export function keepPending(
  household: Household,
  books: Books,
  day: number,
  date: DateParts,
  random: Random,
): void {
  if (day % 3 === 0) {
    const minor = priceOf(household, 'restaurant', date.year, random)
    const tip = Math.round((minor * random.between(12, 22)) / 100)
    books.add(day, {
      account: payingAccount(household, 'restaurant', random),
      minor,
      postedMinor: minor + tip,
      occurredAt: at(day, 19.5 + random.next()),
      settlesAt: at(day + 3, 21.5 + random.next()),
      pends: true,
      timed: true,
      purpose: purchase(household, 'restaurant', chooseShop(household, 'restaurant', random), random),
    })
  }
  if (day % 4 === 1) {
    books.add(day, {
      account: payingAccount(household, 'corner', random),
      minor: priceOf(household, 'lunch', date.year, random),
      occurredAt: at(day, 11 + random.next()),
      settlesAt: at(day + 4, 12.5 + random.next()),
      pends: true,
      fate: 'posts-unlinked',
      purpose: purchase(household, 'lunch', chooseShop(household, 'lunch', random), random),
    })
  }
  if (day % 5 === 2) {
    const merchant = chooseShop(household, 'fuel', random)
    books.add(day, {
      account: payingAccount(household, 'fuel', random),
      minor: localMinor(household, random.pick([10_000, 12_500, 17_500]), date.year),
      occurredAt: at(day, 8 + random.next()),
      settlesAt: at(day + 5, 9.5 + random.next()),
      pends: true,
      fate: 'vanishes',
      purpose: {
        ...purchase(household, 'fuel', merchant, random),
        pendingName: `${merchant.toUpperCase()} AUTHORIZATION HOLD`,
      },
    })
  }
}
