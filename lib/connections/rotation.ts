import { BankFailure } from '@/lib/bank/failure'
import type { Clock } from '@/lib/clock'
import { type SealingKey, seal, unseal } from '@/lib/crypto/seal'
import {
  beginRotation,
  endRotation,
  findItemTokens,
  type HeldItem,
  holdItem,
  type ItemTokens,
  listUnfinishedRotations,
  listWantedRotations,
  markTokenLost,
  postponeRotation,
  releaseItem,
  storeAccessToken,
} from '@/lib/db/item-tokens'
import type { Database } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'
import type { Logger } from '@/lib/logger'
import type { Plaid } from '@/lib/plaid/client'

export interface RotationContext {
  db: Database
  plaid: Pick<Plaid, 'item' | 'exchange' | 'removeItem' | 'createPublicToken' | 'invalidateAccessToken'>
  clock: Clock
  tokenKeys: readonly SealingKey[]
  log: Logger
}

/** `busy`: a run or another rotation has the Item. `gone`: there is no such Item. */
export type RotationOutcome = 'rotated' | 'busy' | 'gone'

/**
 * Public tokens by which a lost access token is had back. Each is good for one exchange, and a process may die right
 * after one, so there is more than one.
 */
const RECOVERY_TOKENS = 3
/**
 * By this time the process that began a rotation has ended it, or is dead, and Plaid is no longer at work on a call
 * whose answer was lost: no call lasts longer than 90 seconds. Recovery tokens are good for thirty minutes.
 */
const UNFINISHED_MS = 2 * 60_000
/** At a time; the rest waits for the next tick. */
const MOST_ROTATIONS = 50

/**
 * Replaces an Item's access token; the old one is refused by Plaid from then on.
 *
 * Plaid answers with the new token once, and a process may die before it is stored. Public tokens for the same Item
 * are stored before, sealed, by which `recoverRotation` has the new access token back. The Item's lease is held
 * meanwhile: no run uses a token that ends under it.
 *
 * @throws BankFailure when Plaid refuses or cannot be reached; the Item then has a token that works, or has one again
 * after `recoverRotation`.
 */
export async function rotateAccessToken(context: RotationContext, key: ItemKey): Promise<RotationOutcome> {
  const held = await holdItem(context.db, key, context.clock.now())
  if (held === 'busy' || held === 'gone') return held
  try {
    const outcome = await rotate(context, held)
    context.log.info({ event: 'rotation', itemId: key.itemId, outcome })
    return outcome
  } finally {
    await releaseItem(context.db, held)
  }
}

async function rotate(context: RotationContext, held: HeldItem): Promise<RotationOutcome> {
  const { db, plaid, clock, tokenKeys } = context
  const tokens = await settledTokens(context, held)
  if (tokens === null) return 'gone'
  const accessToken = unseal(tokens.sealedAccessToken, held.itemId, tokenKeys)
  const publicTokens: string[] = []
  while (publicTokens.length < RECOVERY_TOKENS) publicTokens.push(await plaid.createPublicToken(accessToken))
  const recovery = seal(publicTokens.join(' '), held.itemId, tokenKeys)
  const startedAt = clock.now()
  if (!(await beginRotation(db, held, tokens.sealedAccessToken, recovery, startedAt))) return 'busy'
  let next: string
  try {
    next = await plaid.invalidateAccessToken(accessToken)
  } catch (error) {
    if (!(error instanceof BankFailure)) throw error
    // Done with its answer lost, or still to be done: the stored token tells only the first.
    if (isRefusal(error)) await endRotation(db, held, startedAt)
    else if (await hasChanged(context, held, tokens)) return 'rotated'
    throw error
  }
  await keep(context, held, accessToken, next)
  return 'rotated'
}

/** Whether Plaid has said that it did not do it, and why. */
function isRefusal({ requestId, kind, code }: BankFailure): boolean {
  return requestId !== null && kind !== 'wait' && kind !== 'unknown' && code !== REFUSED.code
}

/** The tokens of an Item whose last rotation, if there was any, has ended. */
async function settledTokens(context: RotationContext, key: ItemKey): Promise<ItemTokens | null> {
  const tokens = await findItemTokens(context.db, key)
  if (!tokens?.rotationStartedAt) return tokens
  if (!(await recoverRotation(context, key))) throw new BankFailure('relink', REFUSED.code, null, REFUSED)
  return findItemTokens(context.db, key)
}

async function hasChanged(context: RotationContext, key: ItemKey, before: ItemTokens): Promise<boolean> {
  if (!(await recoverRotation(context, key))) return false
  const after = await findItemTokens(context.db, key)
  return after !== null && after.sealedAccessToken !== before.sealedAccessToken
}

/**
 * Stores an access token in the place of the one that it followed. The sealed text of that may have become another
 * under a new key; a connection that was removed meanwhile could not end what it did not know, so that is done here.
 */
async function keep(context: RotationContext, key: ItemKey, ended: string, accessToken: string) {
  const { db, plaid, clock, tokenKeys } = context
  const sealed = seal(accessToken, key.itemId, tokenKeys)
  for (;;) {
    const stored = await findItemTokens(db, key)
    if (stored === null) return plaid.removeItem(accessToken)
    // Somebody else had it back first.
    if (unseal(stored.sealedAccessToken, key.itemId, tokenKeys) !== ended) return
    if (await storeAccessToken(db, key, stored.sealedAccessToken, sealed, clock.now())) return
  }
}

const REFUSED = { code: 'INVALID_ACCESS_TOKEN', type: 'INVALID_INPUT' } as const

/**
 * Finds out what became of a rotation that did not end. Where the stored access token works, the rotation is over, or
 * has not happened: while it still may, the recovery tokens are kept. Where Plaid refuses it, a recovery token is
 * exchanged for the one that took its place; if all of them are used or too old, the person has to connect anew, and
 * the operator is told.
 *
 * Whoever calls it holds the Item's lease.
 *
 * @returns whether the Item has a token that works, to be read anew. @throws BankFailure when Plaid cannot say now.
 */
export async function recoverRotation(context: RotationContext, key: ItemKey): Promise<boolean> {
  const { db, plaid, clock, tokenKeys, log } = context
  const tokens = await findItemTokens(db, key)
  if (tokens === null) return false
  const { sealedAccessToken, sealedRecoveryToken, rotationStartedAt } = tokens
  if (!(await isRefused(plaid, unseal(sealedAccessToken, key.itemId, tokenKeys)))) {
    const isOver = rotationStartedAt !== null && rotationStartedAt <= unfinishedSince(clock)
    if (isOver) await endRotation(db, key, rotationStartedAt)
    return true
  }
  if (rotationStartedAt === null) return false
  const publicTokens =
    sealedRecoveryToken === null ? [] : unseal(sealedRecoveryToken, key.itemId, tokenKeys).split(' ')
  for (const publicToken of publicTokens) {
    const accessToken = await exchangeIfGood(plaid, publicToken)
    if (accessToken === null) continue
    const sealed = seal(accessToken, key.itemId, tokenKeys)
    // Where another was quicker, it is the same token that stands there now.
    await storeAccessToken(db, key, sealedAccessToken, sealed, clock.now())
    log.warn({ event: 'rotation_recovered', itemId: key.itemId })
    return true
  }
  if (!(await markTokenLost(db, key, tokens, REFUSED, clock.now()))) return true
  log.error({ event: 'access_token_lost', itemId: key.itemId })
  return false
}

const unfinishedSince = (clock: Clock) => new Date(clock.now().getTime() - UNFINISHED_MS)

async function isRefused(plaid: RotationContext['plaid'], accessToken: string): Promise<boolean> {
  try {
    await plaid.item(accessToken)
    return false
  } catch (error) {
    if (!(error instanceof BankFailure)) throw error
    if (error.code === REFUSED.code) return true
    // The Item was removed at Plaid: that token was its last.
    if (error.kind === 'relink') return false
    throw error
  }
}

async function exchangeIfGood(plaid: RotationContext['plaid'], publicToken: string): Promise<string | null> {
  try {
    return (await plaid.exchange(publicToken)).accessToken
  } catch (error) {
    if (error instanceof BankFailure && error.code === 'INVALID_PUBLIC_TOKEN') return null
    throw error
  }
}

/** Ends, one way or the other, the rotations that a process left in the middle. One that fails does not stop the others. */
export async function recoverRotations(
  context: RotationContext,
  until = Number.POSITIVE_INFINITY,
): Promise<void> {
  const { db, clock, log } = context
  for (const key of await listUnfinishedRotations(db, unfinishedSince(clock), MOST_ROTATIONS)) {
    if (Date.now() > until) return
    const held = await holdItem(db, key, clock.now())
    if (held === 'busy' || held === 'gone') continue
    try {
      await recoverRotation(context, key)
    } catch (error) {
      log.warn({ event: 'rotation_kept', itemId: key.itemId, cause: causeOf(error) })
    } finally {
      await releaseItem(db, held)
    }
  }
}

const causeOf = (error: unknown) => (error instanceof BankFailure ? error.code : 'INTERNAL')

/** Replaces the access tokens that the operator wants replaced, some at a time. One that fails does not stop the others. */
export async function rotateWanted(
  context: RotationContext,
  until = Number.POSITIVE_INFINITY,
): Promise<number> {
  const { db, clock, log } = context
  let rotated = 0
  for (const key of await listWantedRotations(db, MOST_ROTATIONS)) {
    if (Date.now() > until) break
    try {
      if ((await rotateAccessToken(context, key)) === 'rotated') rotated += 1
      // Another has it: after the others it is tried again.
      else await postponeRotation(db, key, clock.now())
    } catch (error) {
      const again = !(error instanceof BankFailure) || error.retryable ? clock.now() : null
      log.warn({ event: 'rotation_failed', itemId: key.itemId, cause: causeOf(error) })
      await postponeRotation(db, key, again)
    }
  }
  return rotated
}
