import type { Prisma } from './generated/client'
import type { Database } from './open'

/**
 * An exchange that is about to happen. `started`: the public token is known; `exchanged`: the access token too;
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
 * Ends an intent that is still in the state in which it was seen; its tokens are forgotten.
 *
 * @returns false when somebody else has moved it on.
 */
export async function endIntent(
  client: Prisma.TransactionClient,
  { householdId, id, state: seen }: { householdId: string; id: string; state: string },
  state: Extract<IntentState, 'completed' | 'abandoned' | 'lost'>,
  now: Date,
): Promise<boolean> {
  const { count } = await client.linkIntent.updateMany({
    where: { householdId, id, state: seen, finishedAt: null },
    data: { state, sealedAccessToken: null, sealedPublicToken: null, finishedAt: now },
  })
  return count === 1
}

/** Intents that began before a moment and never ended: the process died under them. Across households. */
export async function listForsakenIntents(db: Database, before: Date, limit: number): Promise<OpenIntent[]> {
  return db.prisma.linkIntent.findMany({
    where: { finishedAt: null, createdAt: { lt: before } },
    select: {
      householdId: true,
      id: true,
      state: true,
      sealedPublicToken: true,
      sealedAccessToken: true,
      linkSessionId: true,
    },
    orderBy: { createdAt: 'asc' },
    take: limit,
  })
}

/** How many connections a household has ever made. */
export async function countCompletedIntents(db: Database, householdId: string): Promise<number> {
  return db.prisma.linkIntent.count({ where: { householdId, state: 'completed' } })
}
