import type { Health } from '@/lib/bank/health'
import { Prisma } from './generated/client'
import type { Database } from './open'

// Across households, for whoever runs the installation: counts, ids and codes, and nothing that is somebody's own.

export interface HealthCount {
  health: string
  count: number
  /** Since when the one is that has been so for the longest. */
  since: Date
}

/** How many connections there are in each state, the most first. */
export async function countHealths(db: Database): Promise<HealthCount[]> {
  return db.prisma.$queryRaw<HealthCount[]>(Prisma.sql`
    SELECT health, count(*)::int AS count, min(health_changed_at) AS since FROM items
    GROUP BY health ORDER BY count DESC, health`)
}

export interface Trouble {
  itemId: string
  health: string
  errorCode: string | null
  errorType: string | null
  errorRequestId: string | null
  since: Date
}

/** Connections in some states with what Plaid said last, those that have been so for the longest first. */
export async function listTroubles(
  db: Database,
  healths: readonly Health[],
  limit: number,
): Promise<Trouble[]> {
  const items = await db.prisma.item.findMany({
    where: { health: { in: [...healths] } },
    select: {
      id: true,
      health: true,
      errorCode: true,
      errorType: true,
      errorRequestId: true,
      healthChangedAt: true,
    },
    orderBy: [{ healthChangedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return items.map(({ id, healthChangedAt, ...rest }) => ({ itemId: id, since: healthChangedAt, ...rest }))
}

export interface TokenAges {
  /** When the oldest access token was had; null where there is none. */
  oldest: Date | null
  /** How many are older than a moment, and may be replaced. */
  old: number
  /** How many are to be replaced. */
  wanted: number
  /** How many are being replaced, or were when a process died. */
  underWay: number
}

/** How old the access tokens are of connections whose access has not ended. */
export async function readTokenAges(db: Database, oldBefore: Date): Promise<TokenAges> {
  const [row] = await db.prisma.$queryRaw<TokenAges[]>(Prisma.sql`
    SELECT min(token_since) FILTER (WHERE health <> 'relink') AS oldest,
      (count(*) FILTER (WHERE health <> 'relink' AND token_since < ${oldBefore}))::int AS old,
      (count(*) FILTER (WHERE rotation_wanted_at IS NOT NULL))::int AS wanted,
      (count(*) FILTER (WHERE rotation_started_at IS NOT NULL))::int AS "underWay"
    FROM items`)
  return row ?? { oldest: null, old: 0, wanted: 0, underWay: 0 }
}

export interface LostIntents {
  /** Exchanges of which an Item at Plaid is left that nobody has. */
  lost: number
  lastLostAt: Date | null
  /** Exchanges that began before a moment and have not ended. */
  forsaken: number
}

export async function countLostIntents(db: Database, forsakenBefore: Date): Promise<LostIntents> {
  const [row] = await db.prisma.$queryRaw<LostIntents[]>(Prisma.sql`
    SELECT (count(*) FILTER (WHERE state = 'lost'))::int AS lost,
      max(finished_at) FILTER (WHERE state = 'lost') AS "lastLostAt",
      (count(*) FILTER (WHERE finished_at IS NULL AND created_at < ${forsakenBefore}))::int AS forsaken
    FROM link_intents`)
  return row ?? { lost: 0, lastLostAt: null, forsaken: 0 }
}
