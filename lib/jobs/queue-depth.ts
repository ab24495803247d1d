import { Prisma } from '@/lib/db/generated/client'
import type { Database } from '@/lib/db/open'

export interface QueueDepth {
  /** Jobs whose time has come, and that nobody has begun. */
  waiting: number
  /** Planned for later. */
  later: number
  /** At work. */
  active: number
  /** Of those that wait: since when the oldest could have begun. */
  oldestDueAt: Date | null
}

/** How much the queue of syncs holds. By the database's clock, as pg-boss goes. */
export async function readQueueDepth(db: Database): Promise<QueueDepth> {
  const [row] = await db.prisma.$queryRaw<QueueDepth[]>(Prisma.sql`
    SELECT (count(*) FILTER (WHERE state IN ('created', 'retry') AND start_after <= now()))::int AS waiting,
      (count(*) FILTER (WHERE state IN ('created', 'retry') AND start_after > now()))::int AS later,
      (count(*) FILTER (WHERE state = 'active'))::int AS active,
      min(start_after) FILTER (WHERE state IN ('created', 'retry') AND start_after <= now()) AS "oldestDueAt"
    FROM pgboss.job WHERE name = 'sync-item'`)
  return row ?? { waiting: 0, later: 0, active: 0, oldestDueAt: null }
}
