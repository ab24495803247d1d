import type { EntryCondition } from '@/lib/finance/entry-condition'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** Rows of a household that are worth to be put into fewer. */
const MANY_ROWS = 200

/**
 * Whether a condition can be asked of `derived.entry_sums`, which has the accounts, currencies and states of entries
 * under the names that they have there, and nothing else of them.
 */
export function isSummed(condition: EntryCondition): boolean {
  if ('not' in condition) return isSummed(condition.not)
  if ('all' in condition) return condition.all.every(isSummed)
  if ('any' in condition) return condition.any.every(isSummed)
  return ['account', 'currency', 'state', 'reviewed'].includes(condition.is)
}

/**
 * Puts the changes of households that have many into what they come to. What is added meanwhile is not touched, and
 * nobody waits. Across households: for the schedule.
 */
export async function foldEntrySums(db: Database): Promise<void> {
  await db.prisma.$executeRaw(Prisma.sql`
    WITH parts AS (
      DELETE FROM derived.entry_sums WHERE household_id = ANY (ARRAY(
        SELECT household_id FROM derived.entry_sums GROUP BY household_id HAVING count(*) > ${MANY_ROWS}))
      RETURNING *)
    INSERT INTO derived.entry_sums
    SELECT household_id, account_id, currency, pending, reviewed, sum(count), sum(money_in), sum(money_out)
    FROM parts GROUP BY household_id, account_id, currency, pending, reviewed
    HAVING sum(count) <> 0 OR sum(money_in) <> 0 OR sum(money_out) <> 0`)
}

/** Takes away what is left of a household whose entries are gone. */
export async function forgetEntrySums(tx: Prisma.TransactionClient, householdId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`DELETE FROM derived.entry_sums WHERE household_id = ${householdId}::uuid`)
}
