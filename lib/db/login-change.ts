import type { ClosedBecause } from '@/lib/bank/closing'
import { haveAccountInCommon, isOtherLogin, type KnownAccount } from '@/lib/bank/other-login'
import type { Prisma } from './generated/client'
import type { ItemKey } from './sync-store'

/**
 * Compares the accounts that the bank lists for an Item with those that are stored, before the former are stored too.
 * An Item that shared accounts, and of which none that it ever had is listed though others are, is marked: somebody
 * has signed in as somebody else. The mark goes when an account from before is back.
 *
 * @returns whether the Item is marked now.
 */
export async function judgeLogin(
  tx: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
  listed: readonly KnownAccount[],
  now: Date,
): Promise<boolean> {
  const where = { householdId_id: { householdId, id: itemId } }
  const { loginChangedAt } = await tx.item.findUniqueOrThrow({ where, select: { loginChangedAt: true } })
  const stored = await tx.account.findMany({
    where: { householdId, itemId },
    select: {
      plaidAccountId: true,
      persistentAccountId: true,
      name: true,
      mask: true,
      closedAt: true,
      createdAt: true,
    },
  })
  if (loginChangedAt === null) {
    // Against closed ones too: a login that is back brings accounts that went with it.
    if (stored.every(({ closedAt }) => closedAt !== null) || !isOtherLogin(stored, listed)) return false
    await tx.item.update({ where, data: { loginChangedAt: now } })
    return true
  }
  const fromBefore = stored.filter(({ createdAt }) => createdAt < loginChangedAt)
  if (!haveAccountInCommon(fromBefore, listed)) return true
  await tx.item.update({ where, data: { loginChangedAt: null } })
  return false
}

/**
 * Takes the login that an Item has now as the right one: the mark goes, and the accounts from before are closed, with
 * their history, should the next sync not have done that yet.
 *
 * @returns false when the household has no such Item, or it is not marked.
 */
export async function acceptLogin(
  tx: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
  now: Date,
): Promise<boolean> {
  const item = await tx.item.findUnique({
    where: { householdId_id: { householdId, id: itemId } },
    select: { loginChangedAt: true },
  })
  if (!item?.loginChangedAt) return false
  await tx.account.updateMany({
    where: { householdId, itemId, closedAt: null, createdAt: { lt: item.loginChangedAt } },
    data: { closedAt: now, closedBecause: 'not_shared' satisfies ClosedBecause },
  })
  await tx.item.updateMany({ where: { householdId, id: itemId }, data: { loginChangedAt: null } })
  return true
}
