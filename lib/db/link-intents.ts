import type { Prisma } from './generated/client'
import type { Database } from './open'

/**
 * An exchange that is about to happen, or an access that is to be ended because a newer connection has taken its
 * place (lib/db/adopt.ts). `started`: the public token is known; `exchanged`: the access token too;
 * `completed`: the Item is stored; `abandoned`: cleaned up, the Item removed at Plaid; `lost`: a crash between
 * exchange and storing it, of which Plaid offers no way back.
 */
export type IntentState = 'started' | 'exchanged' | 'completed' | 'abandoned' | 'lost'

export interface OpenIntent {
  householdId: string
  id: string
  state: string
  sealedPublicToken: string | null
  sealedAccessToken: string | null
  linkSessionId: string | null
}

/** What is read of one. */
export const OPEN_INTENT = {
  householdId: true,
  id: true,
  state: true,
  sealedPublicToken: true,
  sealedAccessToken: true,
  linkSessionId: true,
} as const satisfies Record<keyof OpenIntent, true>

export async function createIntent(
  db: Database,
  intent: {
    householdId: string
    id: string
    userId: string
    plaidInstitutionId: string | null
    linkSessionId: string | null
    sealedPublicToken: string
  },
  now: Date,
): Promise<void> {
  await db.prisma.linkIntent.create({ data: { ...intent, state: 'started', createdAt: now } })
}

/** Notes the access token the moment it is had. */
export async function markExchanged(
  db: Database,
  householdId: string,
  id: string,
  sealedAccessToken: string,
): Promise<void> {
  await db.prisma.linkIntent.update({
    where: { householdId_id: { householdId, id } },
    data: { state: 'exchanged', sealedAccessToken, sealedPublicToken: null },
  })
}

/**
 * Ends an intent that is still in the state in which it was seen; its tokens are forgotten. A completed one notes the
 * Item that it made.
 *
 * @returns false when somebody else has moved it on.
 */
export async function endIntent(
  client: Prisma.TransactionClient,
  { householdId, id, state: seen }: { householdId: string; id: string; state: string },
  state: Extract<IntentState, 'completed' | 'abandoned' | 'lost'>,
  now: Date,
  itemId: string | null = null,
): Promise<boolean> {
  const { count } = await client.linkIntent.updateMany({
    where: { householdId, id, state: seen, finishedAt: null },
    data: { state, itemId, sealedAccessToken: null, sealedPublicToken: null, finishedAt: now },
  })
  return count === 1
}

/** Intents that began before a moment and never ended: the process died under them. Across households. */
export async function listForsakenIntents(db: Database, before: Date, limit: number): Promise<OpenIntent[]> {
  return db.prisma.linkIntent.findMany({
    where: { finishedAt: null, createdAt: { lt: before } },
    select: OPEN_INTENT,
    orderBy: { createdAt: 'asc' },
    take: limit,
  })
}

/** What the tries to connect what one session of Link gave have come to, as far as it is known. */
export interface SessionTries {
  /** The Item that came of them and is there still. */
  itemId: string | null
  /** A try that exchanges, or has exchanged and not yet stored what came of it. */
  isUnderWay: boolean
}

/** Looks for earlier tries of the household with the same session of Link. */
export async function findTries(
  db: Database,
  householdId: string,
  linkSessionId: string,
): Promise<SessionTries> {
  const tries = await db.prisma.linkIntent.findMany({
    where: { householdId, linkSessionId },
    select: { itemId: true, finishedAt: true },
  })
  const made = tries.flatMap(({ itemId }) => (itemId === null ? [] : [itemId]))
  const item = await db.prisma.item.findFirst({
    where: { householdId, id: { in: made } },
    select: { id: true },
  })
  return { itemId: item?.id ?? null, isUnderWay: tries.some(({ finishedAt }) => finishedAt === null) }
}

/**
 * Ends the tries of a session that never had an answer, after another one had it: the public token is used, so that
 * nothing can come of them.
 */
export async function endUnanswered(
  db: Database,
  householdId: string,
  linkSessionId: string,
  now: Date,
): Promise<void> {
  await db.prisma.linkIntent.updateMany({
    where: { householdId, linkSessionId, state: 'started', finishedAt: null },
    data: { state: 'abandoned', sealedPublicToken: null, finishedAt: now },
  })
}

/** How many connections a household has ever made. */
export async function countCompletedIntents(db: Database, householdId: string): Promise<number> {
  return db.prisma.linkIntent.count({ where: { householdId, state: 'completed' } })
}
