import { dateParts, dayMs, dayNumber } from '../day'
import { randomFor } from '../random'
import { at } from './books'
import type { Entry } from './entry'
import { priceOf } from './habits'
import type { AccountPlan } from './institution'
import { chooseShop, purchase } from './purposes'
import type { SlotName } from './slots'
import type { World } from './world'

const arriving: readonly SlotName[] = [
  'groceries',
  'coffee',
  'lunch',
  'taxi',
  'marketplace',
  'pharmacy',
  'books',
  'restaurant',
  'cinema',
]

/** The accounts that purchases can arrive on, of those a person shares. */
function spendingAccounts(world: World, shared: readonly string[]): AccountPlan[] {
  const plans = world.accounts.filter(({ key }) => shared.includes(key))
  const usual = plans.filter(({ role }) => role === 'everyday' || role === 'card' || role === 'wallet')
  const fallback = plans.filter(({ type }) => type === 'depository' || type === 'credit')
  return usual.length > 0 ? usual : fallback
}

/**
 * New pending movements that somebody made happen from outside: number `first` and the following of the login's own
 * endless sequence. The first of each batch is a restaurant, whose amount grows by the tip. Empty where no shared
 * account can be paid from.
 */
export function arrivals(
  world: World,
  shared: readonly string[],
  first: number,
  count: number,
  arrivedAt: number,
): Entry[] {
  const accounts = spendingAccounts(world, shared)
  if (accounts.length === 0) return []
  return Array.from({ length: count }, (_, index): Entry => {
    const number = first + index
    const random = randomFor(world.seed, 'arrival', number)
    const day = dayNumber(arrivedAt)
    const settlesAt = at(day + random.between(2, 3), 6 + random.next())
    const { key: account, currency } = random.pick(accounts)
    const common = {
      key: `arrival.${number}`,
      account,
      occurredAt: Math.max(day * dayMs, arrivedAt - random.between(1, 40) * 60_000),
      settlesAt,
      pends: true,
      fate: 'posts' as const,
      enrichedAt: null,
      timed: true,
      ...(currency === undefined ? {} : { currency }),
    }
    if (world.household === null) {
      const minor = random.between(5_120, 48_800)
      return {
        ...common,
        pendingMinor: minor,
        postedMinor: minor,
        purpose: {
          name: 'SATHOUSE COFFEE',
          pendingName: 'SATHOUSE COFFEE (UNCONFIRMED)',
          merchant: 'Sathouse Coffee',
          category: 'FOOD_AND_DRINK_COFFEE',
          channel: 'online',
          place: null,
          code: null,
          counterparty: { name: 'Sathouse Coffee', type: 'merchant' },
        },
      }
    }
    const slot = index === 0 ? 'restaurant' : random.pick(arriving)
    const price = priceOf(world.household, slot, dateParts(day).year, random)
    // Prices are in cents, and an account of a custom user's may count in other units.
    const minor =
      currency === undefined ? price : Math.max(1, Math.round(price * 10 ** (currency.decimals - 2)))
    const tip = slot === 'restaurant' ? Math.max(1, Math.round((minor * random.between(12, 22)) / 100)) : 0
    return {
      ...common,
      pendingMinor: minor,
      postedMinor: minor + tip,
      purpose: purchase(world.household, slot, chooseShop(world.household, slot, random), random),
    }
  })
}
