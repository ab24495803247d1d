import type { CustomUser, OverrideAccount } from '../../custom-user'
import { dateParts, dayMs, dayNumber, dayOf } from '../../day'
import { derivedId } from '../../ids'
import type { Entry } from '../entry'
import { householdOf } from '../household'
import type { AccountPlan, Institution } from '../institution'
import type { World } from '../world'
import { customAccountBooks, settledOut } from './account-books'
import { customKey, planFor } from './plan'

/** How far back a custom user's random and regular movements reach. */
const historyDays = 730

/** The days in an account's JSON that something happens on. */
function daysOf({ transactions, holdings, investment_transactions }: OverrideAccount): string[] {
  return [
    ...(transactions ?? []).map(({ date_transacted, date_posted }) => date_posted ?? date_transacted),
    ...(holdings ?? []).flatMap(({ institution_price_as_of }) => institution_price_as_of ?? []),
    ...(investment_transactions ?? []).map(({ date }) => date),
  ]
}

/** The accounts with every day moved so that the newest of all is the day on which the Item is made. */
function rolledForward(accounts: readonly OverrideAccount[], createdDay: number): OverrideAccount[] {
  const newest = accounts.flatMap(daysOf).sort().at(-1)
  const shift = newest === undefined ? 0 : createdDay - dayNumber(Date.parse(newest))
  const move = (day: string) => dayOf(Date.parse(day) + shift * dayMs)
  const moveIfAny = (day: string | null | undefined) => (typeof day === 'string' ? move(day) : day)
  return accounts.map((account) => ({
    ...account,
    transactions: account.transactions?.map((row) => ({
      ...row,
      date_transacted: move(row.date_transacted),
      date_posted: moveIfAny(row.date_posted),
    })),
    holdings: account.holdings?.map((holding) => ({
      ...holding,
      institution_price_as_of: moveIfAny(holding.institution_price_as_of),
    })),
    investment_transactions: account.investment_transactions?.map((row) => ({
      ...row,
      date: move(row.date),
    })),
  }))
}

/**
 * What a custom user finds at a bank: the accounts of the JSON, with the movements listed there, or random ones where
 * an account lists none at all, and those of its inflow model. An account has its starting balance when the Item is
 * made; what has posted by then is already in it, what posts later moves it.
 */
export function createCustomWorld(institution: Institution, custom: CustomUser, createdAt: number): World {
  const listed = custom.override_accounts ?? []
  const createdDay = dayNumber(createdAt)
  const overrides = custom.roll_dates_forward === true ? rolledForward(listed, createdDay) : listed
  const seed = `${institution.id}/user_custom/${custom.seed ?? derivedId(JSON.stringify(custom))}`
  const { region } = institution
  const household = region && householdOf(seed, institution, region, dateParts(createdDay).year - 3)
  const entries: Entry[] = []
  const accounts: AccountPlan[] = []
  const books = overrides.map((override, index) => {
    const plan = planFor(institution, override, index, seed)
    const book = customAccountBooks({ plan, override, household, seed, createdAt, entries })
    for (let day = createdDay - historyDays + 1; day <= createdDay; day += 1) book.tell(day)
    const opened = { ...plan, openingMinor: plan.openingMinor + settledOut(plan, entries, createdAt) }
    book.open(opened.openingMinor)
    accounts.push(opened)
    return book
  })
  let next = createdDay + 1
  return {
    institution,
    seed,
    household,
    accounts: [...accounts, ...institution.toOpen],
    customAccounts: new Map(overrides.map((override, index) => [customKey(index), override])),
    volume: null,
    entries,
    get toldUntil() {
      return next
    },
    tellUntil: (last) => {
      for (; next <= last; next += 1) for (const book of books) book.tell(next)
    },
  }
}
