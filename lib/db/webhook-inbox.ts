import { newId } from '@/lib/crypto/id'
import type { Prisma } from './generated/client'
import type { Database } from './open'
import type { ItemKey } from './sync-store'

export interface StoredWebhook {
  id: string
  type: string
  code: string
  body: unknown
  /** Whose Item it speaks of; null when nobody here has it. */
  item: ItemKey | null
}

/** Keeps a verified webhook. @returns false when this very delivery is here already. */
export async function storeWebhook(
  db: Database,
  webhook: {
    deliveryKey: string
    type: string
    code: string
    plaidItemId: string | null
    body: Prisma.InputJsonValue
  },
  now: Date,
): Promise<boolean> {
  const { count } = await db.prisma.webhookInbox.createMany({
    data: {
      id: newId(now),
      deliveryKey: webhook.deliveryKey,
      webhookType: webhook.type,
      webhookCode: webhook.code,
      plaidItemId: webhook.plaidItemId,
      body: webhook.body,
      receivedAt: now,
    },
    skipDuplicates: true,
  })
  return count === 1
}

/** The oldest that nobody has worked on, with whose Item each speaks of. */
export async function listUnhandledWebhooks(db: Database, limit: number): Promise<StoredWebhook[]> {
  const rows = await db.prisma.webhookInbox.findMany({
    where: { handledAt: null },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  const plaidItemIds = rows.flatMap(({ plaidItemId }) => (plaidItemId === null ? [] : [plaidItemId]))
  const lookups = await db.prisma.itemLookup.findMany({ where: { plaidItemId: { in: plaidItemIds } } })
  const items = new Map(
    lookups.map(({ plaidItemId, householdId, itemId }) => [plaidItemId, { householdId, itemId }]),
  )
  return rows.map((row) => ({
    id: row.id,
    type: row.webhookType,
    code: row.webhookCode,
    body: row.body,
    item: (row.plaidItemId && items.get(row.plaidItemId)) || null,
  }))
}

export async function markHandled(db: Database, id: string, outcome: string, now: Date): Promise<void> {
  await db.prisma.webhookInbox.updateMany({
    where: { id, handledAt: null },
    data: { handledAt: now, outcome },
  })
}

/** Clears away what was handled before a moment. */
export async function forgetWebhooks(db: Database, handledBefore: Date): Promise<void> {
  await db.prisma.webhookInbox.deleteMany({ where: { handledAt: { lt: handledBefore } } })
}
