import { Prisma } from './generated/client'
import { jsonText } from './json-text'
import type { Database } from './open'

/** What a person says of an account; what is left out stays. */
export interface AccountEditChange {
  /** Null: as the bank calls it. */
  name?: string | null
  hidden?: boolean
  /** Null: as the app groups it. */
  groupName?: string | null
}

/**
 * Writes what a person says of an account.
 *
 * @returns false when the household has no such account.
 */
export async function saveAccountEdit(
  db: Database,
  householdId: string,
  accountId: string,
  change: AccountEditChange,
  now: Date,
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    const key = { householdId, accountId }
    const found = await tx.account.findUnique({
      where: { householdId_id: { householdId, id: accountId } },
      select: { id: true },
    })
    if (!found) return false
    const columns = { ...change, updatedAt: now }
    await tx.accountEdit.upsert({
      where: { householdId_accountId: key },
      create: { ...key, ...columns },
      update: columns,
    })
    return true
  })
}

/**
 * Gives all accounts of a household their places: those of `accountIds` in that order, each of the others where it is
 * among all in `current`.
 *
 * @param current every account, as they are listed now. @returns false when an id is none of them.
 */
export async function orderAccounts(
  db: Database,
  householdId: string,
  accountIds: readonly string[],
  current: readonly string[],
  now: Date,
): Promise<boolean> {
  const moved = new Set(accountIds)
  if (moved.size !== accountIds.length || accountIds.some((id) => !current.includes(id))) return false
  const queue = [...accountIds]
  const ordered = current.map((id) => (moved.has(id) ? (queue.shift() ?? id) : id))
  const places = jsonText(ordered.map((id, position) => ({ id, position })))
  await db.prisma.$executeRaw(Prisma.sql`
    INSERT INTO account_edits AS e (household_id, account_id, position, hidden, updated_at)
    SELECT a.household_id, a.id, p.position, false, ${now}
    FROM jsonb_to_recordset(${places}::jsonb) AS p(id uuid, position int)
    JOIN accounts a ON a.household_id = ${householdId}::uuid AND a.id = p.id
    ON CONFLICT (household_id, account_id) DO UPDATE SET position = EXCLUDED.position, updated_at = EXCLUDED.updated_at
    WHERE e.position IS DISTINCT FROM EXCLUDED.position`)
  return true
}
