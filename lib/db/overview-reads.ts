import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { Prisma } from './generated/client'
import type { Database } from './open'

/**
 * How many transactions of each account posted after `from` in another currency than the account's: by how much they
 * have moved its balance, nobody says.
 */
export async function countPostedAbroad(
  db: Database,
  householdId: string,
  from: CalendarDate,
): Promise<{ accountId: string; count: number }[]> {
  const rows = await db.prisma.$queryRaw<{ accountId: string; count: bigint }[]>(Prisma.sql`
    SELECT t.account_id AS "accountId", count(*) AS count
    FROM transactions t
    JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id AND a.currency <> t.currency
    WHERE t.household_id = ${householdId}::uuid AND t.removed_at IS NULL AND NOT t.pending
      AND t.posted_on > ${from}::date
    GROUP BY t.account_id`)
  return rows.map(({ accountId, count }) => ({ accountId, count: Number(count) }))
}

/** What a household has done of what everybody does first. */
export interface FirstStepFacts {
  connected: boolean
  reviewed: boolean
  budgeted: boolean
  ruled: boolean
  /** When the person was done with them, or put them away; null before. */
  endedAt: Date | null
}

export async function readFirstSteps(
  db: Database,
  { householdId, userId }: { householdId: string; userId: string },
): Promise<FirstStepFacts> {
  const household = Prisma.sql`household_id = ${householdId}::uuid`
  const [row] = await db.prisma.$queryRaw<FirstStepFacts[]>(Prisma.sql`
    SELECT EXISTS (SELECT FROM accounts WHERE ${household}) AS connected,
      EXISTS (SELECT FROM transaction_edits WHERE ${household} AND reviewed_at IS NOT NULL) AS reviewed,
      EXISTS (SELECT FROM budgets WHERE ${household} AND amount IS NOT NULL) AS budgeted,
      EXISTS (SELECT FROM rules WHERE ${household}) AS ruled,
      (SELECT first_steps_end_at FROM preferences
        WHERE ${household} AND user_id = ${userId}::uuid) AS "endedAt"`)
  if (!row) throw new Error('A query without FROM has one row')
  return row
}

/** Notes that a person is done with the first steps. */
export async function endFirstSteps(
  db: Database,
  { householdId, userId }: { householdId: string; userId: string },
  now: Date,
): Promise<void> {
  await db.prisma.preference.upsert({
    where: { householdId_userId: { householdId, userId } },
    create: { householdId, userId, firstStepsEndAt: now, updatedAt: now },
    update: { firstStepsEndAt: now, updatedAt: now },
  })
}
