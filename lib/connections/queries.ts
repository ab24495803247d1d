import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { type Health, needsPerson, toHealth } from '@/lib/bank/health'
import { listAccounts, type StoredAccount } from '@/lib/db/account-reads'
import { listItems, type StoredItem } from '@/lib/db/item-reads'
import { countPending } from '@/lib/db/transaction-reads'
import { runtime } from '@/lib/runtime'
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
  closedAt: Date | null
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
  healthChangedAt: Date
  /** The last sync that was good. */
  lastSyncedAt: Date | null
  /** When Plaid last heard from the bank. */
  bankUpdatedAt: Date | null
  consentExpiresAt: Date | null
  newAccountsAvailable: boolean
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
  return account
}

function toConnection(item: StoredItem, own: readonly StoredAccount[], title: string, now: Date): Connection {
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
    healthChangedAt: item.healthChangedAt,
    lastSyncedAt: item.lastSyncedAt,
    bankUpdatedAt: item.bankUpdatedAt,
    consentExpiresAt: item.consentExpiresAt,
    newAccountsAvailable: item.newAccountsAvailable,
    accounts: own.map(toAccount),
    run,
    busy: running || (health === 'importing' && recent(item.createdAt)),
    createdAt: item.createdAt,
  }
}

/** Every connection of the person's household, by name; those of one institution side by side. Asked once per request. */
export const listConnections = cache(async (): Promise<Connection[]> => {
  const { householdId } = await requireUser()
  const { db, clock } = await runtime()
  const [items, accounts] = await Promise.all([listItems(db, householdId), listAccounts(db, householdId)])
  const now = clock.now()
  const own = items.map((item) => ({ item, accounts: accounts.filter(({ itemId }) => itemId === item.id) }))
  const titles = connectionTitles(
    own.map(({ item: { id, institutionName }, accounts }) => ({
      itemId: id,
      institutionName,
      mask: accounts.find(({ mask }) => mask !== null)?.mask ?? null,
    })),
  )
  return own.map(({ item, accounts }) =>
    toConnection(item, accounts, titles.get(item.id) ?? item.institutionName, now),
  )
})

/** What the navigation shows beside its names. */
export async function shellCounts(): Promise<{ pendingCount: number; needsAttention: number }> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [pendingCount, items] = await Promise.all([countPending(db, householdId), listItems(db, householdId)])
  return { pendingCount, needsAttention: items.filter(({ health }) => needsPerson(toHealth(health))).length }
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
