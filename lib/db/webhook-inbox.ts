import { newId } from '@/lib/crypto/id'
import { Prisma } from './generated/client'
import type { Database } from './open'
import type { ItemKey } from './sync-store'

/** What became of a webhook that could not be handled, however often it was tried. */
export const STUCK = 'failed'

export interface StoredWebhook {
  id: string
  type: string
  code: string
  body: unknown
  receivedAt: Date
  /** Tries to handle it that failed. */
  attempts: number
  plaidItemId: string | null
  /** Whose Item it speaks of; null when nobody here has it. */
  item: ItemKey | null
}

/**
 * Keeps a verified webhook. The same delivery again is counted, and nothing else happens.
 *
 * @returns false when this very delivery is here already.
 */
export async function storeWebhook(
  db: Database,
  webhook: {
    deliveryKey: string
    type: string
    code: string
    plaidItemId: string | null
    body: object
  },
  now: Date,
): Promise<boolean> {
  const [row] = await db.prisma.$queryRaw<{ deliveries: number }[]>(Prisma.sql`
    INSERT INTO webhook_inbox AS w (id, delivery_key, webhook_type, webhook_code, plaid_item_id, body, received_at)
    VALUES (${newId(now)}::uuid, ${webhook.deliveryKey}, ${webhook.type}, ${webhook.code}, ${webhook.plaidItemId},
      ${JSON.stringify(webhook.body)}::jsonb, ${now})
    ON CONFLICT (delivery_key) DO UPDATE SET deliveries = w.deliveries + 1
    RETURNING deliveries`)
  return row?.deliveries === 1
}

/** The oldest that nobody has worked on and whose time has come, with whose Item each speaks of. */
export async function listUnhandledWebhooks(
  db: Database,
  now: Date,
  limit: number,
): Promise<StoredWebhook[]> {
  const rows = await db.prisma.webhookInbox.findMany({
    where: { handledAt: null, OR: [{ dueAt: null }, { dueAt: { lte: now } }] },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  const plaidItemIds = rows.flatMap(({ plaidItemId }) => (plaidItemId === null ? [] : [plaidItemId]))
  const lookups = await db.prisma.itemLookup.findMany({ where: { plaidItemId: { in: plaidItemIds } } })
  const items = new Map(
    lookups.map(({ plaidItemId, householdId, itemId }) => [plaidItemId, { householdId, itemId }]),
  )
  return rows.map(({ id, webhookType, webhookCode, body, receivedAt, attempts, plaidItemId }) => ({
    id,
    type: webhookType,
    code: webhookCode,
    body,
    receivedAt,
    attempts,
    plaidItemId,
    item: (plaidItemId && items.get(plaidItemId)) || null,
  }))
}

/**
 * Holds webhooks until the transaction ends, so that two processes that worked on the same ones say so one after the
 * other. @returns those that nobody has said anything of yet.
 */
export async function holdUnhandled(
  tx: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT id FROM webhook_inbox WHERE id = ANY(${[...ids]}::uuid[]) AND handled_at IS NULL
    ORDER BY id FOR UPDATE`)
  return new Set(rows.map(({ id }) => id))
}

/** Says what became of webhooks. */
export async function markHandled(
  tx: Prisma.TransactionClient,
  ids: readonly string[],
  outcome: string,
  now: Date,
): Promise<void> {
  await tx.webhookInbox.updateMany({
    where: { id: { in: [...ids] }, handledAt: null },
    data: { handledAt: now, outcome, ...(outcome === STUCK ? { attempts: { increment: 1 } } : {}) },
  })
}

/** Has webhooks looked at again later. @param failed whether this counts as a try. */
export async function putOff(
  tx: Prisma.TransactionClient,
  ids: readonly string[],
  dueAt: Date,
  failed: boolean,
): Promise<void> {
  await tx.webhookInbox.updateMany({
    where: { id: { in: [...ids] }, handledAt: null },
    data: { dueAt, ...(failed ? { attempts: { increment: 1 } } : {}) },
  })
}

export interface WebhookCount {
  type: string
  code: string
  /** What became of them; null while nobody has worked on them. */
  outcome: string | null
  count: number
  /** How often they were delivered, the same one again included. */
  deliveries: number
  lastAt: Date
}

/** What has come in, by code and by what became of it. Across households, counts alone: for the operator. */
export async function countWebhooks(db: Database): Promise<WebhookCount[]> {
  return db.prisma.$queryRaw<WebhookCount[]>(Prisma.sql`
    SELECT webhook_type AS type, webhook_code AS code, outcome, count(*)::int AS count,
      sum(deliveries)::int AS deliveries, max(received_at) AS "lastAt"
    FROM webhook_inbox GROUP BY webhook_type, webhook_code, outcome
    ORDER BY webhook_type, webhook_code, outcome NULLS FIRST`)
}

export interface StuckWebhook {
  id: string
  type: string
  code: string
  plaidItemId: string | null
  attempts: number
  receivedAt: Date
  /** When the last try failed. */
  stuckAt: Date | null
}

/** Those that could not be handled, newest first. Across households, without their bodies: for the operator. */
export async function listStuckWebhooks(db: Database, limit: number): Promise<StuckWebhook[]> {
  const rows = await db.prisma.webhookInbox.findMany({
    where: { outcome: STUCK },
    orderBy: { receivedAt: 'desc' },
    take: limit,
    select: {
      id: true,
      webhookType: true,
      webhookCode: true,
      plaidItemId: true,
      attempts: true,
      receivedAt: true,
      handledAt: true,
    },
  })
  return rows.map(({ webhookType, webhookCode, handledAt, ...row }) => ({
    ...row,
    type: webhookType,
    code: webhookCode,
    stuckAt: handledAt,
  }))
}

/** Has a stuck webhook worked on anew, from its first try. @returns false when it is not stuck, or not there. */
export async function replayWebhook(db: Database, id: string): Promise<boolean> {
  const { count } = await db.prisma.webhookInbox.updateMany({
    where: { id, outcome: STUCK },
    data: { handledAt: null, outcome: null, attempts: 0, dueAt: null },
  })
  return count === 1
}

/** Clears away what was handled before a moment. */
export async function forgetWebhooks(db: Database, handledBefore: Date): Promise<void> {
  await db.prisma.webhookInbox.deleteMany({ where: { handledAt: { lt: handledBefore } } })
}
