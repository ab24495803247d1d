import { newId } from '@/lib/crypto/id'
import { plain } from '@/lib/money/money'
import { fail, ok, type Result } from '@/lib/result'
import { checkSplit, type PartWish, type SplitPart, type SplitProblem } from '@/lib/transactions/splits'
import { relist } from './entries'
import { Prisma } from './generated/client'
import type { Database } from './open'
import { lockHeir } from './transaction-edits'

/**
 * Splits a transaction, or splits it anew: a part keeps its id while there is one at its place. It is held against the
 * amount that the transaction has at this moment; one that has posted meanwhile is split in its place.
 *
 * @param parts the first one's amount is passed over: it takes the rest. None: the transaction is whole again.
 */
export async function saveSplit(
  db: Database,
  householdId: string,
  transactionId: string,
  parts: readonly PartWish[],
  now: Date,
): Promise<Result<{ transactionId: string }, SplitProblem | 'NOT_FOUND'>> {
  return db.prisma.$transaction(async (tx) => {
    const heirId = await lockHeir(tx, householdId, transactionId)
    if (heirId === null) return fail('NOT_FOUND')
    const { amount, currency } = await tx.transaction.findUniqueOrThrow({
      where: { householdId_id: { householdId, id: heirId } },
      select: { amount: true, currency: true },
    })
    if (parts.length > 0) {
      const checked = checkSplit({ amount: plain(amount), currency }, parts)
      if (!checked.ok) return checked
    }
    await storeParts(tx, householdId, heirId, parts, now)
    await relist(tx, householdId, [heirId])
    return ok({ transactionId: heirId })
  })
}

async function storeParts(
  tx: Prisma.TransactionClient,
  householdId: string,
  transactionId: string,
  parts: readonly SplitPart[],
  now: Date,
): Promise<void> {
  await tx.transactionSplit.deleteMany({
    where: { householdId, transactionId, position: { gte: parts.length } },
  })
  if (parts.length === 0) return
  const rows = parts.map(({ amount, category, note }, position) => ({
    id: newId(now),
    position,
    amount: position === 0 ? null : amount,
    category,
    note,
  }))
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO transaction_splits (household_id, id, transaction_id, position, amount, category, note)
    SELECT ${householdId}::uuid, r.id, ${transactionId}::uuid, r.position, r.amount, r.category, r.note
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r (id uuid, position int, amount numeric(28,10), category text, note text)
    ON CONFLICT (household_id, transaction_id, position) DO UPDATE
    SET amount = EXCLUDED.amount, category = EXCLUDED.category, note = EXCLUDED.note`)
}
