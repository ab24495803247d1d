import { dateParts, dayNumber, firstDayOfYear } from '../day'
import type { Login } from '../logins'
import { randomFor } from '../random'
import { keepUp } from './bills'
import { type Books, openBooks } from './books'
import type { Entry } from './entry'
import { keepPending, shop } from './habits'
import { type Household, householdOf } from './household'
import type { AccountPlan, Institution } from './institution'
import { keepWallet } from './wallet'

/**
 * What one login finds at one bank: its accounts and all their movements, told day after day from the first of
 * January three years back. It follows from institution, username and that year alone,
 * so it is never stored.
 */
export interface World {
  institution: Institution
  /** What its chance follows from. */
  seed: string
  /** Null for a wallet: nobody shops by neighbourhood there. */
  household: Household | null
  accounts: readonly AccountPlan[]
  /** Everything told so far; `tellUntil` appends. */
  entries: readonly Entry[]
  /** The day number after the last one told. */
  readonly toldUntil: number
  /** Tells the world up to and including a day number. */
  tellUntil(day: number): void
}

/** The first year of the books for an Item created at a moment: three whole years stand before it. */
export function firstYearFor(createdAt: number): number {
  return dateParts(dayNumber(createdAt)).year - 3
}

/** The accounts of a login: `user_good` sees Plaid's masks, other logins their own masks and balances. */
function accountsOf(institution: Institution, username: string): AccountPlan[] {
  if (username === 'user_good') return [...institution.accounts]
  const random = randomFor(institution.id, username, 'accounts')
  return institution.accounts.map((plan) => ({
    ...plan,
    mask:
      institution.unofficialCurrency === null
        ? String(random.between(1000, 9999))
        : random.between(4096, 65_535).toString(16),
    openingMinor: Math.round((plan.openingMinor * random.between(82, 145)) / 100),
  }))
}

/** The world behind a login. */
export function createWorld(institution: Institution, { username }: Login, firstYear: number): World {
  const seed = `${institution.id}/${username}`
  const accounts = accountsOf(institution, username)
  const books: Books = openBooks(accounts)
  const household = institution.region && householdOf(seed, institution, institution.region, firstYear)
  let next = firstDayOfYear(firstYear)
  return {
    institution,
    seed,
    household,
    accounts,
    entries: books.entries,
    get toldUntil() {
      return next
    },
    tellUntil: (last) => {
      for (; next <= last; next += 1) {
        const date = dateParts(next)
        const random = randomFor(seed, next)
        if (household === null) {
          keepWallet(books, next, date, random)
          continue
        }
        keepUp(household, books, next, date, random)
        shop(household, books, next, date, random)
        keepPending(household, books, next, date, random)
      }
    },
  }
}

/** Keeps the worlds told lately, so that pages of one history do not tell it anew. */
export function worldCache(limit = 24): (institution: Institution, login: Login, createdAt: number) => World {
  const worlds = new Map<string, World>()
  return (institution, login, createdAt) => {
    const firstYear = firstYearFor(createdAt)
    const key = `${institution.id}/${login.username}/${firstYear}`
    const world = worlds.get(key) ?? createWorld(institution, login, firstYear)
    worlds.delete(key)
    worlds.set(key, world)
    const [oldest] = worlds.keys()
    if (worlds.size > limit && oldest !== undefined) worlds.delete(oldest)
    return world
  }
}
