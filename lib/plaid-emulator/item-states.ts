import { announce, noteSent, send, type WebhookBody } from './announcements'
import type { Context } from './context'
import { dayMs } from './day'
import { accessSchema, type ItemDocument, type ItemErrorCode, keys } from './documents'
import { failure, invalidField, itemNotFound, PlaidFailure } from './errors'
import { setHealth } from './institution-health'
import {
  accountRevoked,
  automaticallyVerified,
  type DisconnectReason,
  itemError,
  loginRepaired,
  newAccountsAvailable,
  pendingDisconnect,
  permissionRevoked,
  verificationExpired,
  webhookAcknowledged,
} from './item-webhooks'
import { accountKeyOf, changeItem, isRepairable, itemState, listItems, withEvents } from './items'
import type { Institution, InstitutionHealth } from './world/institution'
import { findInstitution } from './world/institutions'

/** What happens to an Item: how it is then, and the webhooks that tell so. Null where it makes no difference. */
type Happening = (
  item: ItemDocument,
  now: number,
) => { item: ItemDocument; bodies: readonly WebhookBody[] } | null

/**
 * Makes something happen to an Item. What is new by then is told before it, and what it brings about after it. Fails
 * with ITEM_NOT_FOUND if there is no such Item.
 */
async function happen(context: Context, itemId: string, happening: Happening): Promise<ItemDocument> {
  await announce(context, itemId)
  const now = await context.now()
  let bodies: readonly WebhookBody[] = []
  const item = await changeItem(context, itemId, (current) => {
    const change = happening(current, now)
    bodies = change?.bodies ?? []
    return change === null ? null : { item: noteSent(change.item, bodies, now) }
  })
  if (item === null) throw itemNotFound()
  send(context, item, bodies)
  await announce(context, itemId)
  return item
}

/** The Item after a good login: nothing is wrong with it, and the bank has just been asked. */
function mended(item: ItemDocument, now: number): ItemDocument {
  const consentDays = findInstitution(item.institutionId)?.consentDays ?? null
  return {
    ...item,
    error: null,
    disconnectsAt: null,
    repairedAt: now,
    polledAt: now,
    consentExpiresAt: consentDays === null ? null : now + consentDays * dayMs,
    expiryAnnounced: false,
  }
}

/**
 * After update mode: the same Item, healthy again where a login can make it so, with the accounts that are shared now;
 * null leaves those as they are.
 */
export async function repairItem(
  context: Context,
  itemId: string,
  accounts: readonly string[] | null,
): Promise<void> {
  await happen(context, itemId, (item, now) => {
    const shown: ItemDocument =
      accounts === null ? item : withEvents(item, { kind: 'accounts', at: now, accounts: [...accounts] })
    if (!isRepairable(item)) return { item: shown, bodies: [] }
    return { item: mended(shown, now), bodies: item.error === null ? [] : [loginRepaired(itemId)] }
  })
}

/** Makes something be wrong with an Item, or nothing any more, as if the bank had come to its senses by itself. */
export async function setItemError(
  context: Context,
  itemId: string,
  code: ItemErrorCode | null,
): Promise<void> {
  await happen(context, itemId, (item, now) => {
    if (code === (item.error?.code ?? null)) return null
    if (code === null) return { item: mended(item, now), bodies: [loginRepaired(itemId)] }
    // Nothing has been learned since the first thing went wrong.
    const since = item.error?.since ?? now
    const isOAuth = findInstitution(item.institutionId)?.oauth ?? false
    const reason = isOAuth && code === 'ITEM_LOGIN_REQUIRED' ? 'OAUTH_INVALID_TOKEN' : null
    const error = { code, since, reason } as const
    const body =
      code === 'USER_PERMISSION_REVOKED' ? permissionRevoked(itemId) : itemError(itemId, code, reason)
    return { item: { ...item, error, lastFailureAt: now }, bodies: [body] }
  })
}

const refuseWhere = (isWrong: boolean, why: string) => {
  if (isWrong) throw invalidField(why)
}

const refuseWhileBroken = ({ error }: ItemDocument) =>
  refuseWhere(error !== null, `this connection does not work any more: it has the error ${error?.code ?? ''}`)

/** Makes the consent to an Item end in some days, at most seven, and says so; at once if 0. */
export async function endConsent(context: Context, itemId: string, days: number): Promise<void> {
  await happen(context, itemId, (item, now) => {
    refuseWhere(
      (findInstitution(item.institutionId)?.consentDays ?? null) === null,
      'only consents at British and continental banks end; other banks end the connection: use pending-disconnect',
    )
    refuseWhileBroken(item)
    return { item: { ...item, consentExpiresAt: now + days * dayMs, expiryAnnounced: false }, bodies: [] }
  })
}

/** Makes the bank end the connection in some days, at most seven, and says so; at once if 0. */
export async function endConnection(
  context: Context,
  itemId: string,
  days: number,
  reason: DisconnectReason,
): Promise<void> {
  await happen(context, itemId, (item, now) => {
    refuseWhere(
      (findInstitution(item.institutionId)?.consentDays ?? null) !== null,
      'only American and Canadian banks end the connection; at other banks the consent ends: use consent-expires',
    )
    refuseWhileBroken(item)
    const disconnectsAt = now + days * dayMs
    return {
      item: { ...item, disconnectsAt },
      bodies: [pendingDisconnect(itemId, disconnectsAt, reason)],
    }
  })
}

const refuseWhileUnreachable = ({ unreachableSince }: ItemDocument) =>
  refuseWhere(
    unreachableSince !== null,
    'the bank does not answer now, so nothing new can be learned from it',
  )

/** Takes one account away from what the person shares. Fails with INVALID_ACCOUNT_ID where it is not shared. */
export async function revokeAccount(context: Context, itemId: string, accountId: string): Promise<void> {
  await happen(context, itemId, (item, now) => {
    refuseWhileUnreachable(item)
    const state = itemState(context, item, now)
    const key = accountKeyOf(state, accountId)
    const accounts = state.history.sharedAccounts(state.position).filter((one) => one !== key)
    return {
      item: withEvents(item, { kind: 'accounts', at: now, accounts }),
      bodies: [accountRevoked(itemId, accountId)],
    }
  })
}

/** The keys of the accounts that the person has opened since linking. */
const openedAccounts = ({ events }: ItemDocument): string[] =>
  events.flatMap((event) => (event.kind === 'open' ? [event.account] : []))

/** The accounts that were opened since and have not been shared yet, by key. */
export function newAccounts(item: ItemDocument): string[] {
  const everShared = new Set(
    item.events.flatMap((event) => (event.kind === 'accounts' ? event.accounts : [])),
  )
  return openedAccounts(item).filter((key) => !everShared.has(key))
}

/** Opens one more account at the bank, which update mode with account selection then offers. Gives its key. */
export async function openAccount(context: Context, itemId: string): Promise<string> {
  let opened = ''
  await happen(context, itemId, (item, now) => {
    refuseWhileUnreachable(item)
    const has = openedAccounts(item)
    const next = findInstitution(item.institutionId)?.toOpen.find(({ key }) => !has.includes(key))
    if (next === undefined) throw invalidField('this bank has no further account to open')
    opened = next.key
    return {
      item: withEvents(item, { kind: 'open', at: now, account: next.key }),
      bodies: item.error === null ? [newAccountsAvailable(itemId)] : [],
    }
  })
  return opened
}

/**
 * Ends the proof of ownership of an account by a small deposit, well or not, and tells so. Fails with
 * SANDBOX_PRODUCT_NOT_ENABLED without Auth and INVALID_ACCOUNT_ID for an account that has no numbers.
 */
export async function setVerification(
  context: Context,
  itemId: string,
  accountId: string,
  status: 'automatically_verified' | 'verification_expired',
): Promise<void> {
  await happen(context, itemId, (item, now) => {
    if (!item.products.includes('auth')) {
      throw failure(
        'SANDBOX_ERROR',
        'SANDBOX_PRODUCT_NOT_ENABLED',
        'product auth is not enabled for this Item',
      )
    }
    const state = itemState(context, item, now)
    const key = accountKeyOf(state, accountId)
    const plan = state.world.accounts.find((account) => account.key === key)
    if (plan?.subtype !== 'checking' && plan?.subtype !== 'savings') {
      throw failure(
        'INVALID_INPUT',
        'INVALID_ACCOUNT_ID',
        'only checking and savings accounts can be verified by a deposit',
      )
    }
    const tell = status === 'automatically_verified' ? automaticallyVerified : verificationExpired
    return {
      item: { ...item, verification: { ...item.verification, [key]: status } },
      bodies: [tell(itemId, accountId)],
    }
  })
}

/** Sends an Item's webhooks somewhere else from now on, or nowhere, and tells the new place so. */
export async function setWebhook(
  context: Context,
  itemId: string,
  webhook: string | null,
): Promise<ItemDocument> {
  return happen(context, itemId, (item) => ({
    item: { ...item, webhook },
    bodies: webhook === null ? [] : [webhookAcknowledged(itemId, webhook)],
  }))
}

/** Removes an Item for good. Its token answers ITEM_NOT_FOUND from then on, and no webhook tells about it. */
export async function removeItem(
  context: Context,
  item: ItemDocument,
  tokenHash: string | null,
): Promise<void> {
  const key = keys.access(tokenHash ?? item.accessTokenHash ?? '')
  const stored = await context.store.get(key)
  const access = accessSchema.safeParse(stored?.value)
  await changeItem(context, item.itemId, () => ({
    item: null,
    also: access.success ? [{ key, value: { ...access.data, isRemoved: true } }] : [],
  }))
}

/**
 * Makes an institution healthy, degraded, down or unsupported. While it is down or unsupported nothing new is learned
 * about its Items; when it is back, the bank is asked at once.
 */
export async function setInstitutionHealth(
  context: Context,
  institution: Institution,
  health: InstitutionHealth,
): Promise<void> {
  const isUnreachable = health === 'DOWN' || health === 'UNSUPPORTED'
  await setHealth(context, institution, health)
  const items = (await listItems(context)).filter(({ institutionId }) => institutionId === institution.id)
  for (const { itemId } of items) {
    try {
      await happen(context, itemId, (item, now) => {
        if (isUnreachable === (item.unreachableSince !== null)) return null
        const changed: ItemDocument = isUnreachable
          ? { ...item, unreachableSince: now, lastFailureAt: now }
          : { ...item, unreachableSince: null, polledAt: now }
        return { item: changed, bodies: [] }
      })
    } catch (error) {
      // Removed in the meantime: there is nothing left to tell it.
      if (!(error instanceof PlaidFailure) || error.body.error_code !== 'ITEM_NOT_FOUND') throw error
    }
  }
}
