import type { CustomUser, OverrideAccount } from '../custom-user'
import { dateParts, dayNumber, firstDayOfYear } from '../day'
import { dynamicUser, type Login } from '../logins'
import { randomFor } from '../random'
import { keepUp } from './bills'
import { type Books, openBooks } from './books'
import { createCustomWorld } from './custom/custom-world'
import { customKey } from './custom/plan'
import type { Entry } from './entry'
import { keepPending, shop } from './habits'
import { type Household, householdOf } from './household'
import type { AccountPlan, Institution, StoryPart } from './institution'
import { keepQuiet, quietDays } from './quiet'
import { createStoryWorld } from './story/story-world'
import { type VolumeBooks, volumeBooks, volumeOf } from './volume'
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
  /** Also those that can be opened later: `history.knownAccounts` tells which there are. */
  accounts: readonly AccountPlan[]
  /** What a custom user's JSON says of its accounts, by account key; empty for other users. */
  customAccounts: ReadonlyMap<string, OverrideAccount>
  /** The very many movements of a `user_volume_<n>`, or null. */
  volume: VolumeBooks | null
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
  const plans = [...institution.accounts, ...institution.toOpen]
  if (username === 'user_good') return plans
  const random = randomFor(institution.id, username, 'accounts')
  return plans.map((plan) => ({
    ...plan,
    mask:
      institution.unofficialCurrency === null
        ? String(random.between(1000, 9999))
        : random.between(4096, 65_535).toString(16),
    openingMinor: Math.round((plan.openingMinor * random.between(82, 145)) / 100),
  }))
}

/** The world behind a login. `foundOn` is the day number on which a quiet household is found; null for all others. */
export function createWorld(
  institution: Institution,
  { username }: Login,
  firstYear: number,
  foundOn: number | null = null,
): World {
  const seed = `${institution.id}/${username}`
  const accounts = accountsOf(institution, username)
  const books: Books = openBooks(accounts)
  const household = institution.region && householdOf(seed, institution, institution.region, firstYear)
  const count = volumeOf(username)
  let next = firstDayOfYear(firstYear)
  return {
    institution,
    seed,
    household,
    accounts,
    customAccounts: new Map(),
    volume: count === null ? null : volumeBooks(count, seed, accounts, household),
    entries: books.entries,
    get toldUntil() {
      return next
    },
    tellUntil: (last) => {
      if (count !== null) next = Math.max(next, last + 1)
      for (; next <= last; next += 1) {
        const date = dateParts(next)
        const random = randomFor(seed, next)
        if (household === null) {
          if (foundOn === null || next >= foundOn - quietDays) keepWallet(books, next, date, random)
          continue
        }
        if (foundOn !== null) {
          keepQuiet({ household, books, day: next, date, random }, foundOn)
          continue
        }
        keepUp(household, books, next, date, random)
        shop(household, books, next, date, random)
        keepPending(household, books, next, date, random)
      }
    },
  }
}

/** The day on which the dynamic user's quiet household is found; null for other logins. */
const foundOnOf = ({ username }: Login, createdAt: number) =>
  username === dynamicUser ? dayNumber(createdAt) : null

/** The part of a story that a login finds at a bank, or null: the users of a particular kind find what they ask for. */
function storyOf({ story }: Institution, { username }: Login): StoryPart | null {
  return story === undefined || username === dynamicUser || volumeOf(username) !== null ? null : story
}

/** The day that a login's world turns on besides the year, where it does. */
const turningOn = (institution: Institution, login: Login, createdAt: number) =>
  storyOf(institution, login) === null ? foundOnOf(login, createdAt) : dayNumber(createdAt)

/** The world of a login that asks for nothing in particular, as an Item created at a moment finds it. */
function plainWorld(institution: Institution, login: Login, createdAt: number): World {
  const part = storyOf(institution, login)
  if (part === null) {
    return createWorld(institution, login, firstYearFor(createdAt), foundOnOf(login, createdAt))
  }
  const accounts = accountsOf(institution, login.username)
  return createStoryWorld(institution, part, login.username, accounts, createdAt)
}

/** The login that stands for a custom user who says nothing of accounts: the household follows from the seed. */
function unspecified({ seed }: CustomUser): Login {
  return { username: `user_custom ${seed ?? ''}`, custom: null }
}

/** The keys of the accounts that a login shows at first. */
export function accountsAtFirst(institution: Institution, { custom }: Login): string[] {
  const overrides = custom?.override_accounts ?? []
  return overrides.length > 0
    ? overrides.map((_, index) => customKey(index))
    : institution.accounts.map(({ key }) => key)
}

/** Keeps the worlds told lately, so that pages of one history do not tell it anew. */
export function worldCache(limit = 24): (institution: Institution, login: Login, createdAt: number) => World {
  const worlds = new Map<string, World>()
  const make = (institution: Institution, login: Login, createdAt: number) => {
    const { custom } = login
    if (custom === null) return plainWorld(institution, login, createdAt)
    return (custom.override_accounts ?? []).length > 0
      ? createCustomWorld(institution, custom, createdAt)
      : plainWorld(institution, unspecified(custom), createdAt)
  }
  return (institution, login, createdAt) => {
    const { username, custom } = login
    const key =
      custom === null
        ? `${institution.id}/${username}/${firstYearFor(createdAt)}/${turningOn(institution, login, createdAt)}`
        : `${institution.id}/${createdAt}/${JSON.stringify(custom)}`
    const world = worlds.get(key) ?? make(institution, login, createdAt)
    worlds.delete(key)
    worlds.set(key, world)
    const [oldest] = worlds.keys()
    if (worlds.size > limit && oldest !== undefined) worlds.delete(oldest)
    return world
  }
}
