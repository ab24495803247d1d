import { randomBytes } from 'node:crypto'
import { newId } from '@/lib/crypto/id'
import { type SealingKey, seal } from '@/lib/crypto/seal'
import { listEntries } from '@/lib/db/entry-reads'
import { createItem } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'
import { createUser } from '@/lib/db/users'
import type { Logger } from '@/lib/logger'
import { LedgerBank } from './ledger-bank'
import { type SyncContext, syncItem } from './sync-item'

/** A household of its own with one connection at a bank that a test can make do anything. */
export interface SyncWorld {
  db: Database
  bank: LedgerBank
  key: ItemKey
  plaidItemId: string
  /** The present moment; a test moves it. */
  now: Date
  context: SyncContext
  /** What was logged, level first. */
  logged: [level: 'info' | 'warn' | 'error', entry: unknown][]
}

export async function syncWorld(db: Database, start = new Date('2026-03-03T12:00:00Z')): Promise<SyncWorld> {
  const tokenKeys: SealingKey[] = [{ id: 'k1', key: randomBytes(32) }]
  const user = { email: `${newId(start)}@example.org`, name: 'P', passwordHash: 'x', timeZone: 'UTC' }
  const created = await createUser(db, user, start)
  if (!created) throw new Error('The person is there already')
  const key: ItemKey = { householdId: created.householdId, itemId: newId(start) }
  const plaidItemId = `plaid-${key.itemId}`
  await db.prisma.$transaction((tx) =>
    createItem(
      tx,
      {
        ...key,
        plaidItemId,
        institution: { plaidInstitutionId: 'ins_1', name: 'Test Bank', url: null, primaryColor: null },
        institutionIsPlaids: true,
        sealedAccessToken: seal('access-sandbox-1', key.itemId, tokenKeys),
        webhookUrl: null,
      },
      start,
    ),
  )
  const logged: SyncWorld['logged'] = []
  const log: Logger = {
    info: (entry: unknown) => void logged.push(['info', entry]),
    warn: (entry: unknown) => void logged.push(['warn', entry]),
    error: (entry: unknown) => void logged.push(['error', entry]),
  }
  const bank = new LedgerBank()
  const world: SyncWorld = {
    db,
    bank,
    key,
    plaidItemId,
    now: start,
    logged,
    context: {
      bank,
      db,
      clock: { now: () => world.now },
      tokenKeys,
      webhookUrl: null,
      log,
      sleep: async (ms) => pass(world, ms),
    },
  }
  return world
}

export const itemOf = ({ db, key }: Pick<SyncWorld, 'db' | 'key'>) =>
  db.prisma.item.findUniqueOrThrow({
    where: { householdId_id: { householdId: key.householdId, id: key.itemId } },
  })

export const runsOf = ({ db, key }: Pick<SyncWorld, 'db' | 'key'>) =>
  db.prisma.syncRun.findMany({ where: { householdId: key.householdId }, orderBy: { startedAt: 'asc' } })

/** The transactions that a person sees, the newest first. */
export const visibleOf = ({ db, key }: Pick<SyncWorld, 'db' | 'key'>) =>
  listEntries(db, key.householdId, { all: [] }, null, 1_000)

/** The id here of a transaction that the bank knows by another. */
export async function idOf({ db, key }: Pick<SyncWorld, 'db' | 'key'>, plaidTransactionId: string) {
  const { householdId } = key
  const { id } = await db.prisma.transaction.findUniqueOrThrow({
    where: { householdId_plaidTransactionId: { householdId, plaidTransactionId } },
  })
  return id
}

/** Lets time go by. */
export function pass(world: Pick<SyncWorld, 'now'>, ms: number): void {
  world.now = new Date(world.now.getTime() + ms)
}

export const syncNow = ({ context, key }: Pick<SyncWorld, 'context' | 'key'>) =>
  syncItem(context, key, 'person')

/** A sync at a moment of its own, so that what it changed can be told from what came before. */
export function syncAMinuteLater(world: SyncWorld) {
  pass(world, 60_000)
  return syncNow(world)
}
