import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { addDays, type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { type Connection, listConnections } from '@/lib/connections/queries'
import { listSnapshots, type StoredAccount, sumPostedByDay } from '@/lib/db/account-reads'
import { balanceNow } from '@/lib/finance/balance-history'
import { exact } from '@/lib/money/money'
import { runtime } from '@/lib/runtime'
import { accountHistory } from './history'
import { kindOf } from './manual-kinds'
import { listStoredAccounts } from './stored'

/** What a small line beside a balance shows. */
const LINE_DAYS = 90
const LINE_STEP = 3

export interface ListedAccount extends StoredAccount {
  /** For pixels only, oldest first; empty where no balance is known. */
  line: number[]
}

/** What one owns and owes in a currency, hidden and closed accounts left out. */
export interface CurrencyTotal {
  currency: string
  /** ≥ 0, ≤ 0 and their sum. */
  owned: string
  owed: string
  net: string
  count: number
}

export interface AccountList {
  accounts: ListedAccount[]
  /** The currency with the most accounts first. Never added up. */
  totals: CurrencyTotal[]
  connections: Connection[]
  /** The person's own groups, by name. */
  groupNames: string[]
  today: CalendarDate
}

/** Every account of the person's household, in their order. */
export async function listOwnAccounts(): Promise<AccountList> {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const today = dayInZone(clock.now(), timeZone)
  const from = addDays(today, -LINE_DAYS)
  const [accounts, snapshots, posted, connections] = await Promise.all([
    listStoredAccounts(),
    listSnapshots(db, householdId, from),
    sumPostedByDay(db, householdId, from),
    listConnections(),
  ])
  const span = { from, today, step: LINE_STEP, timeZone }
  const names = accounts.flatMap(({ groupName }) => groupName ?? [])
  return {
    accounts: accounts.map((account) => ({
      ...account,
      line: accountHistory(account, { snapshots, posted }, span).map(({ amount }) =>
        exact(amount).toNumber(),
      ),
    })),
    totals: totalsOf(accounts),
    connections,
    groupNames: [...new Set(names)].sort((a, b) => a.localeCompare(b)),
    today,
  }
}

function totalsOf(accounts: readonly StoredAccount[]): CurrencyTotal[] {
  const balances = new Map<string, string[]>()
  for (const { currency, balance, hidden, closedAt } of accounts) {
    if (balance === null || hidden || closedAt !== null) continue
    balances.set(currency, [...(balances.get(currency) ?? []), balance])
  }
  return [...balances]
    .map(([currency, own]) => ({ currency, ...balanceNow(own), count: own.length }))
    .sort((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1))
}

/** What helps to fill in a new account: the currencies, the most used first, and places that the household has already. */
export async function getNewAccountHints(): Promise<{ currencies: string[]; institutionNames: string[] }> {
  const accounts = await listStoredAccounts()
  const manual = accounts.filter(({ itemId, type, subtype }) => itemId === null && kindOf(type, subtype))
  const uses = new Map<string, number>()
  for (const { currency } of accounts) uses.set(currency, (uses.get(currency) ?? 0) + 1)
  return {
    currencies: [...uses].sort(([, a], [, b]) => b - a).map(([currency]) => currency),
    institutionNames: [...new Set(manual.flatMap(({ institutionName }) => institutionName || []))],
  }
}
