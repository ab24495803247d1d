import { newId } from '@/lib/crypto/id'
import { isIsoCurrency } from '@/lib/money/exponents'
import { plain } from '@/lib/money/money'
import type { AccountEditChange } from './account-edits'
import { relistWhere } from './entries'
import { Prisma } from './generated/client'
import { lockManualAccount, reckonBalance, type Today } from './manual-balance'
import type { Database } from './open'

/** What a person says of an account that they keep by hand. */
export interface ManualAccount {
  name: string
  /** Where it is; '' where that is not said. */
  institutionName: string
  type: string
  subtype: string
  /** Positive; null without one. */
  creditLimit: string | null
}

const columnsOf = ({ name, institutionName, type, subtype, creditLimit }: ManualAccount) => ({
  name,
  manualInstitution: institutionName || null,
  type,
  subtype,
  creditLimit,
})

/**
 * Makes an account that is kept by hand, with a balance that is noted for today.
 *
 * @param balance signed: what is owed is negative. @returns its id.
 */
export async function createManualAccount(
  db: Database,
  householdId: string,
  account: ManualAccount & { currency: string; balance: string },
  moment: Today,
): Promise<string> {
  const { currency, balance } = account
  const isIso = isIsoCurrency(currency)
  const id = newId(moment.now)
  await db.prisma.$transaction(async (tx) => {
    await tx.account.create({
      data: {
        ...columnsOf(account),
        householdId,
        id,
        currency,
        isoCurrencyCode: isIso ? currency : null,
        unofficialCurrencyCode: isIso ? null : currency,
        openingBalance: balance,
        createdAt: moment.now,
      },
    })
    await reckonBalance(tx, householdId, id, moment)
  })
  return id
}

/**
 * Changes what an account that is kept by hand is called and is. A name that was given to it elsewhere gives way.
 *
 * @param listing where it is listed, and whether at all; what is left out stays. @returns false when the household keeps no such account by hand.
 */
export async function saveManualAccount(
  db: Database,
  householdId: string,
  accountId: string,
  account: ManualAccount,
  moment: Today,
  listing: Omit<AccountEditChange, 'name'> = {},
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    if (!(await lockManualAccount(tx, householdId, accountId))) return false
    await tx.account.update({
      where: { householdId_id: { householdId, id: accountId } },
      data: columnsOf(account),
    })
    const key = { householdId, accountId }
    const edit = { ...listing, name: null, updatedAt: moment.now }
    await tx.accountEdit.upsert({
      where: { householdId_accountId: key },
      create: { ...key, ...edit },
      update: edit,
    })
    await reckonBalance(tx, householdId, accountId, moment)
    // In a loan, what comes and goes is no income and no spending.
    await relistWhere(tx, householdId, Prisma.sql`t.account_id = ${accountId}::uuid`)
    return true
  })
}

/** How much goes with an account. */
export interface AccountContents {
  transactions: number
  imports: number
  balances: number
}

/** What an account that is kept by hand holds, for the question before it goes; null where there is none. */
export async function findAccountContents(
  db: Database,
  householdId: string,
  accountId: string,
): Promise<AccountContents | null> {
  const where = { householdId, accountId }
  const [account, transactions, imports, balances] = await Promise.all([
    db.prisma.account.findFirst({
      where: { householdId, id: accountId, itemId: null },
      select: { id: true },
    }),
    db.prisma.transaction.count({ where }),
    db.prisma.import.count({ where: { ...where, undoneAt: null } }),
    db.prisma.balanceSnapshot.count({ where }),
  ])
  return account && { transactions, imports, balances }
}

/**
 * Deletes an account that is kept by hand, with all that was entered or imported. What moved money between it and
 * another account moves it alone from then on.
 *
 * @returns false when the household keeps no such account by hand.
 */
export async function removeManualAccount(
  db: Database,
  householdId: string,
  accountId: string,
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    if (!(await lockManualAccount(tx, householdId, accountId))) return false
    await forgetPairs(tx, householdId, Prisma.sql`t.account_id = ${accountId}::uuid`)
    await tx.account.delete({ where: { householdId_id: { householdId, id: accountId } } })
    return true
  })
}

/**
 * Forgets what was said of some transactions and others as one movement, before the first go.
 *
 * @param which a condition on the rows `t` of transactions that go.
 */
export async function forgetPairs(
  tx: Prisma.TransactionClient,
  householdId: string,
  which: Prisma.Sql,
): Promise<void> {
  const pairs = await tx.$queryRaw<{ outId: string; inId: string }[]>(Prisma.sql`
    DELETE FROM transfer_pairs p USING transactions t
    WHERE p.household_id = ${householdId}::uuid AND t.household_id = p.household_id
      AND (p.out_id = t.id OR p.in_id = t.id) AND ${which}
    RETURNING p.out_id AS "outId", p.in_id AS "inId"`)
  const ids = pairs.flatMap(({ outId, inId }) => [outId, inId])
  if (ids.length > 0) await relistWhere(tx, householdId, Prisma.sql`t.id = ANY(${ids}::uuid[])`)
}

/** The opening balance and the day of the first note: by what a test or a form reads what is stored. */
export async function findManualAccount(db: Database, householdId: string, accountId: string) {
  const found = await db.prisma.account.findFirst({ where: { householdId, id: accountId, itemId: null } })
  return (
    found && {
      id: found.id,
      name: found.name,
      institutionName: found.manualInstitution ?? '',
      type: found.type,
      subtype: found.subtype,
      currency: found.currency,
      openingBalance: plain(found.openingBalance ?? 0),
      balance: plain(found.current ?? 0),
      creditLimit: found.creditLimit === null ? null : plain(found.creditLimit),
    }
  )
}
