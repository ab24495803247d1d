import 'server-only'
import { cache } from 'react'
import { listStoredAccounts } from '@/lib/accounts/stored'
import { requireUser } from '@/lib/auth/session'
import { type ClosedBecause, toClosedBecause } from '@/lib/bank/closing'
import { type Health, needsPerson, toHealth } from '@/lib/bank/health'
import { dayInZone, daysBetween } from '@/lib/calendar/calendar-date'
import type { StoredAccount } from '@/lib/db/account-reads'
import { countPending } from '@/lib/db/entry-reads'
import type { StoredItem } from '@/lib/db/item-reads'
import { runtime } from '@/lib/runtime'
import { listStoredItems } from './stored'
import { connectionTitles } from './titles'

export interface ConnectionAccount {
  id: string
  name: string
  mask: string | null
  type: string
  subtype: string | null
  currency: string
  /** Signed; what one owes is negative. Null when the bank says nothing. */
  balance: string | null
  available: string | null
  creditLimit: string | null
  /** Out of lists, totals and reports, as the person said. */
  hidden: boolean
  closedAt: Date | null
  /** Why it is closed; null while it is open, and where that was not noted. */
  closedBecause: ClosedBecause | null
}

/** A run that is at work, or the last one. */
export interface ConnectionRun {
  phase: 'fetching' | 'waiting' | 'storing' | 'done' | 'failed'
  /** Transactions received so far. */
  rowsFetched: number
  startedAt: Date
  finishedAt: Date | null
}

export interface Connection {
  itemId: string
  /** The institution's name, with what tells it apart where one institution stands twice. No two are alike. */
  title: string
  institutionName: string
  /** `#rrggbb`, where the institution has one. */
  color: string | null
  health: Health
  /** Plaid's code, where a call failed. */
  errorCode: string | null
  /** Plaid's type of that code. */
  errorType: string | null
  /** When the next sync is planned; null while none is. */
  nextTryAt: Date | null
  healthChangedAt: Date
  /** The last sync that was good. */
  lastSyncedAt: Date | null
  /** When Plaid last heard from the bank. */
  bankUpdatedAt: Date | null
  consentExpiresAt: Date | null
  /** Days from today, where the person is, to the one on which the consent ends; 0 is today. Null without an end. */
  daysLeft: number | null
  /** The bank has accounts that the person has neither shared nor declined. */
  newAccountsAvailable: boolean
  /** Since when somebody else is signed in to it than before. */
  loginChangedAt: Date | null
  /** Of one whose access has ended: a newer one at the same bank was not clearly the same, and did not take its place. */
  passedOver: boolean
  accounts: ConnectionAccount[]
  run: ConnectionRun | null
  /** Whether a sync is at work, or its first is about to be. */
  busy: boolean
  createdAt: Date
}

/** A run that has said nothing for this long is dead; nothing shows as busy beyond it. */
const SILENT_MS = 10 * 60_000

const PHASES: ReadonlySet<string> = new Set<ConnectionRun['phase']>([
  'fetching',
  'waiting',
  'storing',
  'done',
  'failed',
])

function toAccount({ itemId: _, officialName: __, ...account }: StoredAccount): ConnectionAccount {
  return { ...account, closedBecause: toClosedBecause(account.closedBecause) }
}

function daysLeft({ consentExpiresAt }: StoredItem, now: Date, timeZone: string): number | null {
  if (!consentExpiresAt) return null
  return Math.max(0, daysBetween(dayInZone(now, timeZone), dayInZone(consentExpiresAt, timeZone)))
}

/** Whether one was connected at the same bank after another's access had ended, and has been synced since. */
function hasFollowed(newer: StoredItem, ended: StoredItem): boolean {
  return (
    newer.id !== ended.id &&
    newer.plaidInstitutionId === ended.plaidInstitutionId &&
    newer.createdAt > ended.healthChangedAt &&
    toHealth(newer.health) === 'healthy'
  )
}

interface Surroundings {
  title: string
  others: readonly StoredItem[]
  now: Date
  timeZone: string
}

function toConnection(
  item: StoredItem,
  own: readonly StoredAccount[],
  { title, others, now, timeZone }: Surroundings,
): Connection {
  const { lastRun } = item
  const run: ConnectionRun | null = lastRun && {
    ...lastRun,
    phase: PHASES.has(lastRun.phase) ? (lastRun.phase as ConnectionRun['phase']) : 'failed',
  }
  const recent = (moment: Date) => now.getTime() - moment.getTime() < SILENT_MS
  const running = run !== null && run.finishedAt === null && recent(run.startedAt)
  const health = toHealth(item.health)
  return {
    itemId: item.id,
    title,
    institutionName: item.institutionName,
    color: item.color,
    health,
    errorCode: item.errorCode,
    errorType: item.errorType,
    nextTryAt: item.nextTryAt,
    healthChangedAt: item.healthChangedAt,
    lastSyncedAt: item.lastSyncedAt,
    bankUpdatedAt: item.bankUpdatedAt,
    consentExpiresAt: item.consentExpiresAt,
    daysLeft: daysLeft(item, now, timeZone),
    newAccountsAvailable: item.newAccountsAvailable,
    loginChangedAt: item.loginChangedAt,
    passedOver: health === 'relink' && others.some((other) => hasFollowed(other, item)),
    accounts: own.map(toAccount),
    run,
    busy: running || (health === 'importing' && recent(item.createdAt)),
    createdAt: item.createdAt,
  }
}

/** The end of an account's number; of one that is shared still, if there is any. */
function maskOf(accounts: readonly StoredAccount[]): string | null {
  const numbered = accounts.filter(({ mask }) => mask !== null)
  return (numbered.find(({ closedAt }) => closedAt === null) ?? numbered[0])?.mask ?? null
}

/** The accounts that the person keeps by hand, in their order; the hidden ones too. */
export async function listAccountsByHand(): Promise<ConnectionAccount[]> {
  return (await listStoredAccounts()).filter(({ itemId }) => itemId === null).map(toAccount)
}

/** Every connection of the person's household, by name; those of one institution side by side. Asked once per request. */
export const listConnections = cache(async (): Promise<Connection[]> => {
  const { timeZone } = await requireUser()
  const { clock } = await runtime()
  const [items, accounts] = await Promise.all([listStoredItems(), listStoredAccounts()])
  const now = clock.now()
  const own = items.map((item) => ({ item, accounts: accounts.filter(({ itemId }) => itemId === item.id) }))
  const titles = connectionTitles(
    own.map(({ item: { id, institutionName }, accounts }) => ({
      itemId: id,
      institutionName,
      mask: maskOf(accounts),
    })),
  )
  return own.map(({ item, accounts }) =>
    toConnection(item, accounts, {
      title: titles.get(item.id) ?? item.institutionName,
      others: items,
      now,
      timeZone,
    }),
  )
})

/** Whether a connection waits for the person: to mend it, or to say whose login it is to be. */
function needsAnswer({ health, loginChangedAt }: StoredItem): boolean {
  return needsPerson(toHealth(health)) || loginChangedAt !== null
}

/** What the navigation shows beside its names, and in its line on all connections. */
export async function shellCounts() {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [pendingCount, items] = await Promise.all([countPending(db, householdId), listStoredItems()])
  const others = items.filter((item) => !needsAnswer(item)).map(({ health }) => toHealth(health))
  const importingCount = others.filter((health) => health === 'importing').length
  const fineCount = others.filter((health) => health === 'healthy').length
  return {
    pendingCount,
    connectionCount: items.length,
    needsAttention: items.length - others.length,
    importingCount,
    /** Neither fine nor importing, and nothing that the person could do. */
    behindCount: others.length - importingCount - fineCount,
  }
}

/** How far a connection's sync has come, and by what a page knows that it shows something old; small, to be asked often. */
export interface ConnectionProgress {
  itemId: string
  busy: boolean
  phase: ConnectionRun['phase'] | null
  rowsFetched: number
  health: Health
  /** ISO 8601: the last sync that was good. */
  lastSyncedAt: string | null
  /** ISO 8601: the end of the last run, good or not; null while one is at work. */
  runEndedAt: string | null
}

export function toProgress({ itemId, busy, run, health, lastSyncedAt }: Connection): ConnectionProgress {
  return {
    itemId,
    busy,
    phase: run?.phase ?? null,
    rowsFetched: run?.rowsFetched ?? 0,
    health,
    lastSyncedAt: lastSyncedAt?.toISOString() ?? null,
    runEndedAt: run?.finishedAt?.toISOString() ?? null,
  }
}

export async function listProgress(): Promise<ConnectionProgress[]> {
  return (await listConnections()).map(toProgress)
}
