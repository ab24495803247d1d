'use server'

import { refresh } from 'next/cache'
import type { z } from 'zod'
import { requireUser } from '@/lib/auth/session'
import { type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { saveAccountEdit as storeEdit, orderAccounts as storeOrder } from '@/lib/db/account-edits'
import { listAccounts } from '@/lib/db/account-reads'
import { isCategory } from '@/lib/db/categories'
import {
  createManualAccount,
  findManualAccount,
  removeManualAccount,
  saveManualAccount,
} from '@/lib/db/manual-accounts'
import { noteBalance, removeNotedBalance } from '@/lib/db/manual-balance'
import { removeManualTransaction, saveManualTransaction } from '@/lib/db/manual-transactions'
import type { Database } from '@/lib/db/open'
import { exact, plain } from '@/lib/money/money'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { factsOfKind, isDebtType } from './manual-kinds'
import {
  accountEditSchema,
  accountSchema,
  balanceDaySchema,
  balanceSchema,
  createAccountSchema,
  manualTransactionSchema,
  orderSchema,
  saveAccountSchema,
  transactionKeySchema,
} from './schema'

/** `INVALID`: not what a form of ours sends. `NOT_FOUND`: not there any more. `FUTURE`: a day that has not come. */
export type AccountFailure = 'INVALID' | 'NOT_FOUND' | 'FUTURE'

interface Asking {
  db: Database
  householdId: string
  moment: { now: Date; today: CalendarDate }
}

async function asking(): Promise<Asking> {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const now = clock.now()
  return { db, householdId, moment: { now, today: dayInZone(now, timeZone) } }
}

/**
 * Reads what was sent, does it, and shows the page anew, unless the person leaves it for being about what is gone.
 * `null` of the work is not found.
 */
async function change<Schema extends z.ZodType, Value>(
  schema: Schema,
  input: unknown,
  work: (read: z.output<Schema>, asking: Asking) => Promise<Result<Value, AccountFailure> | null>,
  { isLeaving = false } = {},
): Promise<Result<Value, AccountFailure>> {
  const who = await asking()
  const read = schema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const done = (await work(read.data, who)) ?? fail('NOT_FOUND')
  if (done.ok && !isLeaving) refresh()
  return done
}

const foundOr = (isFound: boolean) => (isFound ? ok(null) : null)

/** What is owed is positive to the person, and negative in the books. */
const signed = (balance: string, isDebt: boolean) => (isDebt ? plain(exact(balance).negated()) : balance)

/** What is said of where an account is listed, as it is stored. */
const listingOf = ({
  hidden,
  groupName,
}: {
  hidden?: boolean | undefined
  groupName?: string | undefined
}) => ({
  ...(hidden === undefined ? {} : { hidden }),
  ...(groupName === undefined ? {} : { groupName: groupName || null }),
})

/** Renames an account, hides or shows it, or puts it into a group. */
export async function saveAccountEdit(input: unknown): Promise<Result<null, AccountFailure>> {
  return change(accountEditSchema, input, async (read, { db, householdId, moment }) => {
    const { accountId, name } = read
    const edit = { ...listingOf(read), ...(name === undefined ? {} : { name: name || null }) }
    return foundOr(await storeEdit(db, householdId, accountId, edit, moment.now))
  })
}

/** Puts some accounts into this order, in the places that they have among all. */
export async function orderAccounts(input: unknown): Promise<Result<null, AccountFailure>> {
  return change(orderSchema, input, async ({ accountIds }, { db, householdId, moment }) => {
    const current = (await listAccounts(db, householdId)).map(({ id }) => id)
    return foundOr(await storeOrder(db, householdId, accountIds, current, moment.now))
  })
}

/** Makes an account that is kept by hand. */
export async function createAccount(input: unknown): Promise<Result<{ accountId: string }, AccountFailure>> {
  return change(createAccountSchema, input, async (read, { db, householdId, moment }) => {
    const { kind, balance, ...account } = read
    const { type, subtype, isDebt } = factsOfKind(kind)
    const made = { ...account, type, subtype, balance: signed(balance, isDebt) }
    return ok({ accountId: await createManualAccount(db, householdId, made, moment) })
  })
}

/** Changes what an account that is kept by hand is called and is, and where it is listed. */
export async function saveAccount(input: unknown): Promise<Result<null, AccountFailure>> {
  return change(saveAccountSchema, input, async (read, { db, householdId, moment }) => {
    const { accountId, kind, name, institutionName, creditLimit } = read
    const { type, subtype } = factsOfKind(kind)
    const account = { name, institutionName, creditLimit, type, subtype }
    return foundOr(await saveManualAccount(db, householdId, accountId, account, moment, listingOf(read)))
  })
}

/** Deletes an account that is kept by hand, with everything in it. */
export async function removeAccount(input: unknown): Promise<Result<null, AccountFailure>> {
  return change(
    accountSchema,
    input,
    async ({ accountId }, { db, householdId }) =>
      foundOr(await removeManualAccount(db, householdId, accountId)),
    { isLeaving: true },
  )
}

/** Notes what an account that is kept by hand held at the end of a day. */
export async function setBalance(input: unknown): Promise<Result<null, AccountFailure>> {
  return change(balanceSchema, input, async ({ accountId, day, balance }, { db, householdId, moment }) => {
    if (day > moment.today) return fail('FUTURE')
    const account = await findManualAccount(db, householdId, accountId)
    if (!account) return null
    const note = { day, balance: signed(balance, isDebtType(account.type)) }
    return foundOr(await noteBalance(db, householdId, accountId, note, moment))
  })
}

/** Takes back what was noted of a day. */
export async function removeBalance(input: unknown): Promise<Result<null, AccountFailure>> {
  return change(balanceDaySchema, input, async ({ accountId, day }, { db, householdId, moment }) =>
    foundOr(await removeNotedBalance(db, householdId, accountId, day, moment)),
  )
}

/** Enters a transaction in an account that is kept by hand, or changes one that was entered. */
export async function saveTransaction(
  input: unknown,
): Promise<Result<{ transactionId: string }, AccountFailure>> {
  return change(manualTransactionSchema, input, async (read, { db, householdId, moment }) => {
    const { accountId, transactionId, ...transaction } = read
    if (transaction.day > moment.today) return fail('FUTURE')
    const { category } = transaction
    if (category !== null && !(await isCategory(db, householdId, category))) return fail('INVALID')
    const id = await saveManualTransaction(db, householdId, accountId, transactionId, transaction, moment)
    return id === null ? null : ok({ transactionId: id })
  })
}

/** Deletes a transaction of an account that is kept by hand. */
export async function removeTransaction(input: unknown): Promise<Result<null, AccountFailure>> {
  return change(
    transactionKeySchema,
    input,
    async ({ accountId, transactionId }, { db, householdId, moment }) =>
      foundOr(await removeManualTransaction(db, householdId, accountId, transactionId, moment)),
    { isLeaving: true },
  )
}
