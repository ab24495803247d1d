import { BankFailure } from '@/lib/bank/failure'
import { toHealth } from '@/lib/bank/health'
import { type BankAccount, UNKNOWN_INSTITUTION } from '@/lib/bank/reports'
import type { Clock } from '@/lib/clock'
import { newId } from '@/lib/crypto/id'
import { type SealingKey, seal, unseal } from '@/lib/crypto/seal'
import { allowRevokedAccounts } from '@/lib/db/account-rows'
import {
  createItem,
  deleteItem,
  findItemSecret,
  type KnownLogin,
  listLoginsAt,
  markNewAccounts,
  setItemHealth,
} from '@/lib/db/items'
import {
  createIntent,
  endIntent,
  listForsakenIntents,
  markExchanged,
  type OpenIntent,
} from '@/lib/db/link-intents'
import { judgeLogin } from '@/lib/db/login-change'
import type { Database } from '@/lib/db/open'
import type { ItemKey } from '@/lib/db/sync-store'
import type { JobQueue } from '@/lib/jobs/queue'
import type { Logger } from '@/lib/logger'
import type { Plaid } from '@/lib/plaid/client'
import { recoverRotation } from './rotation'
import type { ConnectInput } from './schema'

export interface LinkContext {
  db: Database
  plaid: Plaid
  clock: Clock
  queue: JobQueue
  tokenKeys: readonly SealingKey[]
  log: Logger
}

/** An intent this old belongs to a process that is no more; a public token lives for thirty minutes. */
const FORSAKEN_MS = 5 * 60_000

/**
 * The login that these accounts belong to already, if the household has it: the same institution, and an account of
 * the same name and mask. Asked before the exchange, because each exchange makes an Item of its own, with ids of its
 * own, and everything would stand twice. A connection whose access has ended does not count: update mode cannot mend
 * it, and a new one is what it needs.
 */
export async function findDuplicate(
  db: Database,
  householdId: string,
  input: ConnectInput,
): Promise<KnownLogin | null> {
  if (!input.institution) return null
  const logins = await listLoginsAt(db, householdId, input.institution.id)
  const keyOf = ({ name, mask }: { name: string; mask: string | null }) => JSON.stringify([name, mask])
  const offered = new Set(input.accounts.map(keyOf))
  const living = logins.filter(({ health }) => toHealth(health) !== 'relink')
  return living.find(({ accounts }) => accounts.some((account) => offered.has(keyOf(account)))) ?? null
}

/**
 * Exchanges a public token and stores the Item that comes of it, with its first sync asked for in the same
 * transaction. An intent is stored before, and the access token noted in it at once: a crash at any point leaves
 * something by which the Item is found and ended.
 *
 * @throws BankFailure
 */
export async function connectItem(
  context: LinkContext,
  person: { userId: string; householdId: string },
  input: ConnectInput,
): Promise<ItemKey> {
  const { db, plaid, clock, tokenKeys, queue } = context
  const { userId, householdId } = person
  const intentId = newId(clock.now())
  const intent = {
    householdId,
    id: intentId,
    userId,
    plaidInstitutionId: input.institution?.id ?? null,
    linkSessionId: input.linkSessionId,
    sealedPublicToken: seal(input.publicToken, intentId, tokenKeys),
  }
  await createIntent(db, intent, clock.now())
  const { accessToken, plaidItemId } = await exchangeOrEnd(context, intent, input.publicToken)
  await markExchanged(db, householdId, intentId, seal(accessToken, intentId, tokenKeys))

  const itemId = newId(clock.now())
  const { institution, institutionIsPlaids } = await institutionOf(plaid, input)
  await db.prisma.$transaction(async (tx) => {
    const item = {
      householdId,
      itemId,
      plaidItemId,
      institution,
      institutionIsPlaids,
      sealedAccessToken: seal(accessToken, itemId, tokenKeys),
      webhookUrl: plaid.webhookUrl,
    }
    await createItem(tx, item, clock.now())
    await queue.sendSync({ householdId, itemId, trigger: 'connected' }, { tx })
    // Slept through by this process, the intent may have been cleaned up, and its Item ended: then nothing is stored.
    const intent = { householdId, id: intentId, state: 'exchanged' }
    if (!(await endIntent(tx, intent, 'completed', clock.now(), itemId))) {
      throw new Error('The connection took too long and was ended')
    }
  })
  context.log.info({ event: 'connected', itemId, plaidItemId, linkSessionId: input.linkSessionId })
  return { householdId, itemId }
}

async function exchangeOrEnd(
  context: LinkContext,
  intent: { householdId: string; id: string },
  publicToken: string,
) {
  try {
    return await context.plaid.exchange(publicToken)
  } catch (error) {
    // A refusal is the end of it. Without an answer nobody knows, and the intent stays for the clean-up to find out.
    if (error instanceof BankFailure && !error.retryable) {
      await endIntent(context.db.prisma, { ...intent, state: 'started' }, 'abandoned', context.clock.now())
    }
    throw error
  }
}

async function institutionOf(plaid: Plaid, { institution }: ConnectInput) {
  const told = {
    plaidInstitutionId: institution?.id ?? UNKNOWN_INSTITUTION,
    name: institution?.name || 'Bank',
    url: null,
    primaryColor: null,
  }
  const fallback = { institution: told, institutionIsPlaids: false }
  if (!institution) return fallback
  try {
    return { institution: await plaid.institution(institution.id), institutionIsPlaids: true }
  } catch (error) {
    // Link has said the name already; colour and address can wait.
    if (error instanceof BankFailure) return fallback
    throw error
  }
}

/**
 * A link token in update mode for a connection of the household; null when it has none of that id. Nothing of the
 * connection changes by it: who closes Link again leaves everything as it was. Where Plaid says that the access has
 * ended for good, that is noted, because then only a new connection helps.
 *
 * @throws BankFailure
 */
export async function reconnectToken(
  context: LinkContext,
  person: { userId: string; language: string },
  key: ItemKey,
  selectAccounts: boolean,
): Promise<string | null> {
  const secret = await findItemSecret(context.db, key)
  if (!secret) return null
  const accessToken = unseal(secret.sealedAccessToken, key.itemId, context.tokenKeys)
  try {
    return await context.plaid.createUpdateLinkToken(person, accessToken, selectAccounts)
  } catch (error) {
    // A token that is being replaced is refused for a moment: whether it is for good, the next sync finds out.
    if (error instanceof BankFailure && error.kind === 'relink' && error.code !== 'INVALID_ACCESS_TOKEN') {
      const { code, type, requestId } = error
      const state = { health: 'relink', errorCode: code, errorType: type, errorRequestId: requestId } as const
      await setItemHealth(context.db.prisma, key, state, context.clock.now())
    }
    throw error
  }
}

/**
 * After Link's update mode: asks Plaid whether the Item is well again and whose accounts it has, and has it synced.
 * Nothing is exchanged; the Item and its token are the same as before. Accounts that the bank has announced count as
 * seen only where the person could choose them.
 *
 * @returns `still_broken` when the bank still wants something of the person, `other_login` when the accounts are none
 * of those from before. @throws BankFailure
 */
export async function finishReconnect(
  context: LinkContext,
  key: ItemKey,
  selectedAccounts: boolean,
): Promise<'mended' | 'other_login' | 'still_broken' | 'not_found'> {
  const { db, plaid, clock, queue } = context
  const secret = await findItemSecret(db, key)
  if (!secret) return 'not_found'
  const accessToken = unseal(secret.sealedAccessToken, key.itemId, context.tokenKeys)
  const item = await plaid.item(accessToken)
  if (item.error !== null) return 'still_broken'
  const listed = await accountsNow(plaid, accessToken)
  const { consentExpiresAt } = item
  const isOther = await db.prisma.$transaction(async (tx) => {
    await setItemHealth(tx, key, { health: 'healthy', errorCode: null, consentExpiresAt }, clock.now())
    if (selectedAccounts) await markNewAccounts(tx, key, false)
    await allowRevokedAccounts(tx, key)
    await queue.sendSync({ ...key, trigger: 'reconnected' }, { tx })
    return judgeLogin(tx, key, listed, clock.now())
  })
  return isOther ? 'other_login' : 'mended'
}

/** The accounts that the Item has now; none where Plaid cannot say yet: the sync that follows looks again. */
async function accountsNow(plaid: Plaid, accessToken: string): Promise<BankAccount[]> {
  try {
    return (await plaid.accounts(accessToken)).accounts
  } catch (error) {
    if (error instanceof BankFailure) return []
    throw error
  }
}

/**
 * Ends the access at Plaid and deletes the connection with everything that came of it. If Plaid says that the access
 * is gone already, it is gone; if Plaid cannot be reached, nothing is deleted.
 *
 * @throws BankFailure
 */
export async function removeConnection(context: LinkContext, key: ItemKey): Promise<boolean> {
  const secret = await findItemSecret(context.db, key)
  if (!secret) return false
  await endItem(context, key, secret.sealedAccessToken)
  const removed = await deleteItem(context.db, key)
  context.log.info({ event: 'removed', itemId: key.itemId, plaidItemId: secret.plaidItemId })
  return removed
}

/** Also where the access token is being replaced: then the refused one says nothing of the access. */
async function endItem(context: LinkContext, key: ItemKey, sealedAccessToken: string): Promise<void> {
  const { db, plaid, tokenKeys } = context
  try {
    return await plaid.removeItem(unseal(sealedAccessToken, key.itemId, tokenKeys))
  } catch (error) {
    if (!(error instanceof BankFailure) || error.kind !== 'relink') throw error
    if (error.code !== 'INVALID_ACCESS_TOKEN' || !(await recoverRotation(context, key))) return
  }
  const stored = await findItemSecret(db, key)
  if (stored) await endAccess(plaid, unseal(stored.sealedAccessToken, key.itemId, tokenKeys))
}

async function endAccess(plaid: Plaid, accessToken: string): Promise<void> {
  try {
    await plaid.removeItem(accessToken)
  } catch (error) {
    if (!(error instanceof BankFailure) || error.kind !== 'relink') throw error
  }
}

/**
 * Ends what crashed exchanges left behind, so that no Item is paid for that nobody has: one whose access token is
 * known is removed at Plaid; one whose exchange may not have happened is exchanged now, and removed; one that was
 * exchanged with its token lost is said to the operator.
 */
export async function cleanUpIntents(context: LinkContext, until = Number.POSITIVE_INFINITY): Promise<void> {
  const before = new Date(context.clock.now().getTime() - FORSAKEN_MS)
  for (const intent of await listForsakenIntents(context.db, before, 20)) {
    if (Date.now() > until) return
    await cleanUpIntent(context, intent)
  }
}

/** The same for one. @returns false when it is kept for another try. */
export async function cleanUpIntent(context: LinkContext, intent: OpenIntent): Promise<boolean> {
  const { db, clock, log } = context
  const { id: intentId, linkSessionId } = intent
  try {
    const state = await cleanUp(context, intent)
    if (state === 'lost') {
      // Another process may have got further with it meanwhile: then it is not lost.
      const lost = await endIntent(db.prisma, intent, 'lost', clock.now())
      if (lost) log.error({ event: 'item_without_owner', intentId, linkSessionId })
    } else {
      await endIntent(db.prisma, { ...intent, state: 'exchanged' }, 'abandoned', clock.now())
      log.warn({ event: 'intent_cleaned_up', intentId, linkSessionId })
    }
    return true
  } catch (error) {
    // Plaid cannot be reached, or the key that sealed it is gone: the next tick tries again, and the others have their turn.
    log.warn({
      event: 'intent_kept',
      intentId,
      cause: error instanceof BankFailure ? error.code : 'INTERNAL',
    })
    return false
  }
}

async function cleanUp(
  { db, plaid, tokenKeys }: LinkContext,
  intent: OpenIntent,
): Promise<'abandoned' | 'lost'> {
  if (intent.sealedAccessToken !== null) {
    await endAccess(plaid, unseal(intent.sealedAccessToken, intent.id, tokenKeys))
    return 'abandoned'
  }
  if (intent.sealedPublicToken === null) return 'lost'
  let accessToken: string
  try {
    accessToken = (await plaid.exchange(unseal(intent.sealedPublicToken, intent.id, tokenKeys))).accessToken
  } catch (error) {
    if (error instanceof BankFailure && error.code === 'INVALID_PUBLIC_TOKEN') return 'lost'
    throw error
  }
  // Noted before it is used: should the removal fail, the next try has it.
  await markExchanged(db, intent.householdId, intent.id, seal(accessToken, intent.id, tokenKeys))
  await endAccess(plaid, accessToken)
  return 'abandoned'
}
