'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { getLocale } from 'next-intl/server'
import { requireUser } from '@/lib/auth/session'
import { BankFailure } from '@/lib/bank/failure'
import { hasItem } from '@/lib/db/item-reads'
import { markNewAccounts } from '@/lib/db/items'
import { acceptLogin } from '@/lib/db/login-change'
import { env } from '@/lib/env'
import { languageOf } from '@/lib/i18n/locales'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'
import { type Runtime, runtime } from '@/lib/runtime'
import { connectOnce, findConnected } from './connect-once'
import { findDuplicate, finishReconnect, type LinkContext, reconnectToken, removeConnection } from './link'
import { connectSchema, itemSchema, reconnectSchema, removeSchema } from './schema'

/**
 * `TRY_LATER`: Plaid or the bank cannot answer now. `LINK_AGAIN`: what Link gave is used up or too old. `OPERATOR`:
 * this installation's keys or products are wrong. `ACCESS_ENDED`: only a new connection helps. `INVALID`: not what a
 * form of ours sends.
 */
export type LinkFailure = 'INVALID' | 'NOT_FOUND' | 'TRY_LATER' | 'LINK_AGAIN' | 'OPERATOR' | 'ACCESS_ENDED'

async function contextOf(opened: Runtime): Promise<LinkContext> {
  const { db, plaid, clock, queue } = opened
  return { db, plaid, clock, queue, tokenKeys: env().tokenKeys, log: logger }
}

/** Runs what speaks to Plaid; a refusal becomes a code, anything else is a surprise. */
async function guarded<Value, Code extends string>(
  work: (context: LinkContext, opened: Runtime) => Promise<Result<Value, Code>>,
): Promise<Result<Value, Code | LinkFailure>> {
  const opened = await runtime()
  try {
    return await work(await contextOf(opened), opened)
  } catch (error) {
    if (!(error instanceof BankFailure)) throw error
    logger.warn({ event: 'link', code: error.code, kind: error.kind, requestId: error.requestId })
    if (error.kind === 'operator') return fail('OPERATOR', error.code)
    if (error.code === 'INVALID_PUBLIC_TOKEN') return fail('LINK_AGAIN', error.code)
    return fail(error.kind === 'relink' ? 'ACCESS_ENDED' : 'TRY_LATER', error.code)
  }
}

/** Begins to work at once; whatever does not finish stays queued. */
function startWork({ worker }: Runtime): void {
  after(() => worker.drain(Date.now() + 50_000))
}

/** A link token for a new connection. */
export async function createLinkToken(): Promise<Result<{ linkToken: string }, LinkFailure>> {
  const { userId } = await requireUser()
  const language = languageOf(await getLocale())
  return guarded(async ({ plaid }) => ok({ linkToken: await plaid.createLinkToken({ userId, language }) }))
}

/** A link token in update mode: for a new login, and with `selectAccounts` to choose which accounts are shared. */
export async function createReconnectToken(
  input: unknown,
): Promise<Result<{ linkToken: string }, LinkFailure>> {
  const { userId, householdId } = await requireUser()
  const read = reconnectSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { itemId, selectAccounts } = read.data
  const language = languageOf(await getLocale())
  return guarded(async (context) => {
    const linkToken = await reconnectToken(
      context,
      { userId, language },
      { householdId, itemId },
      selectAccounts,
    )
    return linkToken === null ? fail('NOT_FOUND') : ok({ linkToken })
  })
}

/** What became of a visit to Link: a connection, or the one that the person had already. */
export type Connected =
  | { kind: 'connected'; itemId: string }
  | { kind: 'duplicate'; itemId: string; institutionName: string }

/**
 * Takes what Link gave: says so when the person has this login already, else exchanges it and begins the import. Safe to
 * be asked again when no answer came.
 */
export async function connectBank(input: unknown): Promise<Result<Connected, LinkFailure>> {
  const person = await requireUser()
  const read = connectSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  return guarded<Connected, LinkFailure>(async (context, opened) => {
    // Asked before all else: what an earlier try has made would look like a duplicate.
    const earlier = await findConnected(context, person.householdId, read.data)
    if (earlier !== null) {
      refresh()
      return ok({ kind: 'connected', itemId: earlier })
    }
    const duplicate = read.data.anotherLogin
      ? null
      : await findDuplicate(context.db, person.householdId, read.data)
    if (duplicate) {
      const { itemId, institutionName } = duplicate
      return ok({ kind: 'duplicate', itemId, institutionName })
    }
    const outcome = await connectOnce(context, person, read.data)
    if (outcome.kind === 'under_way') return fail('TRY_LATER')
    startWork(opened)
    refresh()
    return ok(outcome)
  })
}

/**
 * After Link's update mode. `STILL_BROKEN`: the bank still wants something of the person. `OTHER_LOGIN`: it is mended,
 * with none of the accounts from before, because somebody signed in as somebody else.
 */
export async function completeReconnect(
  input: unknown,
): Promise<Result<null, LinkFailure | 'STILL_BROKEN' | 'OTHER_LOGIN'>> {
  const { householdId } = await requireUser()
  const read = reconnectSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  return guarded(async (context, opened) => {
    const { itemId, selectAccounts } = read.data
    const outcome = await finishReconnect(context, { householdId, itemId }, selectAccounts)
    if (outcome === 'not_found') return fail('NOT_FOUND')
    if (outcome === 'still_broken') return fail('STILL_BROKEN')
    startWork(opened)
    refresh()
    return outcome === 'other_login' ? fail('OTHER_LOGIN') : ok(null)
  })
}

/** Keeps the login that a connection has now, where somebody signed in as somebody else. */
export async function acceptOtherLogin(input: unknown): Promise<Result<null, LinkFailure>> {
  const { householdId } = await requireUser()
  const read = itemSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const key = { householdId, itemId: read.data.itemId }
  const { db, clock } = await runtime()
  if (!(await hasItem(db, key))) return fail('NOT_FOUND')
  await db.prisma.$transaction((tx) => acceptLogin(tx, key, clock.now()))
  refresh()
  return ok(null)
}

/** Declines the accounts that a bank has announced, until it announces others. */
export async function declineNewAccounts(input: unknown): Promise<Result<null, LinkFailure>> {
  const { householdId } = await requireUser()
  const read = itemSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const key = { householdId, itemId: read.data.itemId }
  const { db } = await runtime()
  if (!(await hasItem(db, key))) return fail('NOT_FOUND')
  await markNewAccounts(db.prisma, key, false)
  refresh()
  return ok(null)
}

/** Asks for a sync of one connection. */
export async function refreshConnection(input: unknown): Promise<Result<null, LinkFailure>> {
  const { householdId } = await requireUser()
  const read = itemSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  return guarded(async ({ db, queue }, opened) => {
    const key = { householdId, itemId: read.data.itemId }
    if (!(await hasItem(db, key))) return fail('NOT_FOUND')
    await queue.sendSync({ ...key, trigger: 'person' })
    startWork(opened)
    return ok(null)
  })
}

/** Ends a connection at Plaid and deletes its accounts, transactions and notes. */
export async function removeBank(input: unknown): Promise<Result<null, LinkFailure>> {
  const { householdId } = await requireUser()
  const read = removeSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  return guarded(async (context) => {
    const removed = await removeConnection(context, { householdId, itemId: read.data.itemId })
    if (!removed) return fail('NOT_FOUND')
    if (!read.data.leaving) refresh()
    return ok(null)
  })
}
