import { Prisma } from './generated/client'
import type { Database } from './open'

/** What a person says of recurring payments; what is left out stays. */
export interface RecurringChange {
  /** Null: as the bank calls them. */
  title?: string | null
  confirmed?: boolean
  /** They are none, or of no interest. */
  dismissed?: boolean
  /** No more of them come. */
  ended?: boolean
}

/**
 * Writes what a person says of recurring payments, under their key: it outlives being found anew.
 *
 * @returns false when the household has no such stream.
 */
export async function saveRecurringEdit(
  db: Database,
  householdId: string,
  streamId: string,
  change: RecurringChange,
  now: Date,
): Promise<boolean> {
  const moment = (said: boolean | undefined) => (said ? now : null)
  const kept = (said: unknown) => said === undefined
  const written = await db.prisma.$executeRaw(Prisma.sql`
    INSERT INTO recurring_edits AS e (household_id, key, title, confirmed_at, dismissed_at, ended_at, updated_at)
    SELECT s.household_id, s.key, ${change.title ?? null}::text, ${moment(change.confirmed)}::timestamptz,
      ${moment(change.dismissed)}::timestamptz, ${moment(change.ended)}::timestamptz, ${now}
    FROM recurring_streams s WHERE s.household_id = ${householdId}::uuid AND s.id = ${streamId}::uuid
    ON CONFLICT (household_id, key) DO UPDATE SET
      title = CASE WHEN ${kept(change.title)} THEN e.title ELSE EXCLUDED.title END,
      confirmed_at = CASE WHEN ${kept(change.confirmed)} THEN e.confirmed_at ELSE EXCLUDED.confirmed_at END,
      dismissed_at = CASE WHEN ${kept(change.dismissed)} THEN e.dismissed_at ELSE EXCLUDED.dismissed_at END,
      ended_at = CASE WHEN ${kept(change.ended)} THEN e.ended_at ELSE EXCLUDED.ended_at END,
      updated_at = EXCLUDED.updated_at`)
  return written > 0
}
