import { type ItemDocument, keys } from './documents'
import { newPublicToken } from './handlers/items'
import { publicTokenOfSession } from './hosted/hosted-token'
import { itemSeed } from './item-seed'
import { repairItem } from './item-states'
import { changeItem } from './items'
import { chosenAccounts, type OpenedLogin } from './link-accounts'
import { type LinkAccount, linkKeys } from './link-documents'
import { type Session, sessionGone, toLinkAccount } from './link-visit'
import { tellOfSuccess } from './link-webhooks'
import type { DocumentChange } from './store'

/** What a session ends with: the fields of `onSuccess`. */
export interface Finished {
  public_token: string
  accounts: LinkAccount[]
  institution: { name: string; institution_id: string }
}

/** Lets an Item have the products that update mode asked a consent for. */
async function addConsent({ context, token }: Session, { item, institution }: OpenedLogin): Promise<void> {
  const added = token.productsConsented.filter((product) => institution.products.includes(product))
  if (added.length === 0) return
  await changeItem(context, item.itemId, (current) => ({
    item: { ...current, consented: [...new Set([...current.consented, ...added])] },
  }))
}

/** Hands an Item of update mode over to the login that it was opened with, where that is another than it had. */
async function letIn({ context }: Session, { item }: OpenedLogin): Promise<void> {
  await changeItem(context, item.itemId, (current) => {
    if (current.username === item.username) return null
    const { username, firstUsername, custom, logins, accounts, events, arrived, announced } = item
    const taken = { username, firstUsername, custom, logins, accounts, events, arrived, announced }
    return { item: { ...current, ...taken } }
  })
}

/**
 * Makes or repairs the Item of a session, which is over then, as is its link token. `accountIds` null keeps the
 * accounts as they are (update mode without selection). `also` is stored in the same step, or nothing is.
 */
export async function finishSession(
  current: Session,
  opened: OpenedLogin,
  accountIds: readonly string[] | null,
  also: readonly DocumentChange[] = [],
): Promise<Finished> {
  const { context, token, tokenHash, tokenVersion, now, linkToken } = current
  const { item, institution, world, history, position, isNew } = opened
  const shared = new Set(history.sharedAccounts(position))
  const chosen =
    accountIds === null
      ? world.accounts.filter(({ key }) => shared.has(key))
      : chosenAccounts(current, opened, accountIds)
  const keysChosen = chosen.map(({ key }) => key)
  const stored: ItemDocument = isNew ? { ...item, accounts: keysChosen } : item
  const publicToken = publicTokenOfSession(linkToken, current.id)
  const success = {
    accounts: chosen.map((plan) => toLinkAccount(itemSeed(item), plan)),
    institution: { name: institution.name, institution_id: institution.id },
  }
  const isOurs = await context.store.write([
    {
      key: linkKeys.session(current.id),
      value: {
        ...current.session,
        institutionId: institution.id,
        state: 'finished',
        finishedAt: now,
        success,
      },
      expected: current.version,
    },
    { key: linkKeys.token(tokenHash), value: { ...token, usedAt: now }, expected: tokenVersion },
    newPublicToken(stored, now, publicToken).change,
    ...(isNew ? [{ key: keys.item(item.itemId), value: stored, expected: 0 }] : []),
    ...also,
  ])
  if (!isOurs) throw sessionGone()
  if (!isNew) {
    await letIn(current, opened)
    await addConsent(current, opened)
    await repairItem(context, item.itemId, accountIds === null ? null : keysChosen)
  }
  tellOfSuccess(current, publicToken, isNew)
  return { public_token: publicToken, ...success }
}
