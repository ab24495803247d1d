import { type CalendarDate, fromUtcMidnight, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { isIsoCurrency } from '@/lib/money/exponents'
import { plain } from '@/lib/money/money'
import { relist } from './entries'
import { Prisma } from './generated/client'
import { forgetPairs } from './manual-accounts'
import { lockManualAccount, moveSnapshots, reckonBalance, type Today } from './manual-balance'
import type { Database } from './open'

/** A transaction as a person enters it. */
export interface ManualTransaction {
  day: CalendarDate
  payee: string
  /** Money in is positive. */
  amount: string
  /** A code of a category; null where nobody says. */
  category: string | null
  /** '' without one. */
  note: string
  /** Not through yet: it is listed, and counts in the balance once it is. */
  pending: boolean
}

export interface StoredManualTransaction extends ManualTransaction {
  id: string
  accountId: string
  /** The file that it came from; null where a person entered it. */
  importId: string | null
}

const only = (id: string) => Prisma.sql`t.id = ${id}::uuid`

/** A transaction of an account that is kept by hand; null where there is none of that id. */
export async function findManualTransaction(
  db: Database,
  householdId: string,
  accountId: string,
  id: string,
): Promise<StoredManualTransaction | null> {
  const found = await db.prisma.transaction.findFirst({
    where: { householdId, accountId, id, removedAt: null, account: { itemId: null } },
    include: { edit: true },
  })
  return (
    found && {
      id: found.id,
      accountId: found.accountId,
      importId: found.importId,
      day: fromUtcMidnight(found.postedOn),
      payee: found.name,
      amount: plain(found.amount),
      category: found.edit?.category ?? found.categoryDetailed ?? found.categoryPrimary,
      note: found.edit?.note ?? '',
      pending: found.pending,
    }
  )
}

/**
 * Stores a transaction that a person enters, with what they say of it; the account's balance follows. It is reviewed:
 * who entered it has seen it.
 *
 * @param id of the one to change; null for a new one.
 * @returns its id, or null when the household keeps no such account by hand, or it has no such transaction that was
 * entered by a person.
 */
export async function saveManualTransaction(
  db: Database,
  householdId: string,
  accountId: string,
  id: string | null,
  { day, payee, amount, category, note, pending }: ManualTransaction,
  moment: Today,
): Promise<string | null> {
  const { now } = moment
  return db.prisma.$transaction(async (tx) => {
    const account = await lockManualAccount(tx, householdId, accountId)
    if (!account) return null
    const facts = {
      pending,
      amount,
      postedOn: toUtcMidnight(day),
      shownOn: toUtcMidnight(day),
      name: payee,
      updatedAt: now,
    }
    const transactionId = id ?? newId(now)
    if (id === null) {
      const isIso = isIsoCurrency(account.currency)
      await tx.transaction.create({
        data: {
          ...facts,
          householdId,
          id: transactionId,
          accountId,
          currency: account.currency,
          isoCurrencyCode: isIso ? account.currency : null,
          unofficialCurrencyCode: isIso ? null : account.currency,
          paymentChannel: 'other',
          createdAt: now,
        },
      })
    } else {
      await moveSnapshots(tx, householdId, accountId, { which: only(id), sign: -1 })
      const { count } = await tx.transaction.updateMany({
        where: { householdId, accountId, id, importId: null, removedAt: null },
        data: facts,
      })
      if (count === 0) {
        await moveSnapshots(tx, householdId, accountId, { which: only(id), sign: 1 })
        return null
      }
    }
    const key = { householdId, transactionId }
    const said = { category, note, updatedAt: now }
    await tx.transactionEdit.upsert({
      where: { householdId_transactionId: key },
      create: { ...key, ...said, reviewedAt: now },
      // The form is what the person says of it now; a title or day from elsewhere would stand against it.
      update: { ...said, title: null, shownOn: null },
    })
    await moveSnapshots(tx, householdId, accountId, { which: only(transactionId), sign: 1 })
    await reckonBalance(tx, householdId, accountId, moment)
    await relist(tx, householdId, [transactionId])
    return transactionId
  })
}

/**
 * Deletes a transaction of an account that is kept by hand, entered or imported; the balance follows.
 *
 * @returns false when there is none.
 */
export async function removeManualTransaction(
  db: Database,
  householdId: string,
  accountId: string,
  id: string,
  moment: Today,
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    if (!(await lockManualAccount(tx, householdId, accountId))) return false
    const where = { householdId, accountId, id }
    if ((await tx.transaction.count({ where })) === 0) return false
    await moveSnapshots(tx, householdId, accountId, { which: only(id), sign: -1 })
    await forgetPairs(tx, householdId, only(id))
    await tx.transaction.deleteMany({ where })
    await reckonBalance(tx, householdId, accountId, moment)
    return true
  })
}
