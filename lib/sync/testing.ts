import { randomBytes } from 'node:crypto'
import { newId } from '@/lib/crypto/id'
import { type SealingKey, seal } from '@/lib/crypto/seal'
import { createItem } from '@/lib/db/items'
import type { Database } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'
import { createUser } from '@/lib/db/users'
import type { Logger } from '@/lib/logger'
import { LedgerBank } from './ledger-bank'
import type { SyncContext } from './sync-item'

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
      sleep: async (ms) => {
        world.now = new Date(world.now.getTime() + ms)
      },
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
