import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import {
  findHomeCurrency,
  type ImportedPair,
  listAccountCurrencies,
  listEnteredRates,
  listImportedPairs,
} from '@/lib/db/exchange-rates'
import type { DatedRate } from '@/lib/finance/conversion'
import { isIsoCurrency } from '@/lib/money/exponents'
import { runtime } from '@/lib/runtime'
import { ECB_BASE, KEPT_DAYS } from './schema'

/** More than these, entered by hand, nobody reads through. */
const MOST_ENTERED = 200

export interface RatesOverview {
  today: CalendarDate
  homeCurrency: string | null
  /** Those of the household's accounts, the most used first. */
  currencies: string[]
  /** Entered by hand, newest first. */
  entered: DatedRate[]
  imported: ImportedPair[]
  /** Of a file: from which day on, and against the euro for which currencies, rates are kept. */
  kept: { from: CalendarDate; currencies: string[] }
}

/** Everything that the page on exchange rates shows. */
export async function getRates(): Promise<RatesOverview> {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const today = dayInZone(clock.now(), timeZone)
  const [homeCurrency, currencies, entered, imported] = await Promise.all([
    findHomeCurrency(db, householdId),
    listAccountCurrencies(db, householdId),
    listEnteredRates(db, householdId, MOST_ENTERED),
    listImportedPairs(db, householdId),
  ])
  return {
    today,
    homeCurrency,
    currencies,
    entered,
    imported,
    kept: {
      from: addDays(today, -KEPT_DAYS),
      // A wallet's rate is often known in a currency that no account has: that one must lead on to the others.
      currencies: [
        ...new Set([
          ...currencies,
          ...(homeCurrency === null ? [] : [homeCurrency]),
          ...entered.flatMap(({ base, quote }) => [base, quote]),
        ]),
      ].filter((code) => code !== ECB_BASE && isIsoCurrency(code)),
    },
  }
}

/** What the settings ask: the home currency, and which currencies the household has. */
export async function getHomeCurrency(): Promise<{ homeCurrency: string | null; currencies: string[] }> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [homeCurrency, currencies] = await Promise.all([
    findHomeCurrency(db, householdId),
    listAccountCurrencies(db, householdId),
  ])
  return { homeCurrency, currencies }
}
