import { type Context, findDocument } from './context'
import { type ItemDocument, itemSchema, keys } from './documents'
import { failure, invalidInstitution, invalidLinkToken, loginFailure } from './errors'
import { matchingInstitutions } from './handlers/institutions'
import { refuseWhileUnreachable } from './institution-health'
import { itemSeed } from './item-seed'
import { newAccounts } from './item-states'
import { type ItemState, itemState, newItem, refuseBeyondRepair } from './items'
import { passesFilters } from './link-account-filters'
import type { LinkAccount, LinkTokenDocument } from './link-documents'
import { sessionGone, toLinkAccount } from './link-visit'
import type { Login } from './logins'
import { accountId } from './world/account'
import { toAmountText } from './world/amount'
import type { Institution } from './world/institution'
import { findInstitution } from './world/institutions'
import { portfolioMinor } from './world/products/portfolio'
import { accountsAtFirst } from './world/world'

/** What decides which Item a login is about: the link token, and the id that a new one would get. */
export interface LoginSubject {
  context: Context
  token: LinkTokenDocument
  now: number
}

/** An account that a person may share, as the stand-in for Link and a bank's own page show it. */
export interface OfferedAccount extends LinkAccount {
  balance: string
  currency: string
  selected: boolean
  /** Opened at the bank since accounts were last chosen. */
  is_new: boolean
}

/** A login and what stands behind it: the Item as it would be, or as it is in update mode. */
export interface OpenedLogin extends ItemState {
  isNew: boolean
}

/** The Item that update mode is about; null for a new one. Fails with INVALID_LINK_TOKEN if it has been removed. */
export async function updatedItem({ context, token }: LoginSubject): Promise<ItemDocument | null> {
  if (token.itemId === null) return null
  const item = await findDocument(context.store, keys.item(token.itemId), itemSchema)
  if (item === null) throw invalidLinkToken()
  return item.value
}

/**
 * The institution with this id, if the link token lets one connect it and it answers. Fails with
 * INVALID_INSTITUTION, INSTITUTION_DOWN or INSTITUTION_NO_LONGER_SUPPORTED.
 */
export async function reachableInstitution(subject: LoginSubject, id: string): Promise<Institution> {
  const { context, token } = subject
  const item = await updatedItem(subject)
  const institution = findInstitution(id)
  const isOffered =
    institution !== null &&
    (item === null
      ? matchingInstitutions(token.countryCodes, token.products).includes(institution)
      : item.institutionId === institution.id)
  if (!isOffered) throw invalidInstitution()
  await refuseWhileUnreachable(context, institution)
  return institution
}

/**
 * Fails in update mode where no login helps the Item, and for another username's login (INVALID_UPDATED_USERNAME). At
 * an OAuth bank nobody but the bank sees who signs in, so that it may be somebody else.
 */
export function refuseForUpdate(item: ItemDocument | null, login: Login): void {
  if (item === null) return
  const isSeen = findInstitution(item.institutionId)?.oauth !== true
  if (isSeen && item.username !== login.username)
    throw loginFailure('INVALID_UPDATED_USERNAME') ?? sessionGone()
  refuseBeyondRepair(item)
}

/** The same Item with somebody else signed in to it: their accounts, and nothing of what happened to the other's. */
function takenOver(item: ItemDocument, institution: Institution, { username, custom }: Login): ItemDocument {
  return {
    ...item,
    username,
    custom,
    firstUsername: item.firstUsername ?? item.username,
    logins: item.logins + 1,
    accounts: accountsAtFirst(institution, { username, custom }),
    events: [],
    arrived: 0,
    announced: { ...item.announced, e: 0 },
    error: null,
  }
}

/** What a login shows at an institution. `itemId` is the id that a new Item gets. */
export async function openLogin(
  subject: LoginSubject,
  institution: Institution,
  login: Login,
  itemId: string,
): Promise<OpenedLogin> {
  const { context, token, now } = subject
  const existing = await updatedItem(subject)
  if (existing !== null) {
    const item = existing.username === login.username ? existing : takenOver(existing, institution, login)
    return { ...itemState(context, item, now), isNew: false }
  }
  const isOffered = (product: (typeof institution.products)[number]) => institution.products.includes(product)
  const item = newItem({
    itemId,
    clientId: token.clientId,
    institution,
    login,
    products: [...new Set([...token.products, ...token.productsIfSupported.filter(isOffered)])],
    consented: token.productsConsented.filter(isOffered),
    accounts: accountsAtFirst(institution, login),
    daysRequested: token.daysRequested,
    webhook: token.webhook,
    now,
  })
  return { ...itemState(context, item, now), isNew: true }
}

/** The accounts that a person may choose from: those the bank shows now and the link token's filters let through. */
export function visibleAccounts({ token }: LoginSubject, { world, history, position }: ItemState) {
  const known = new Set(history.knownAccounts(position))
  return world.accounts.filter(
    (account) => known.has(account.key) && passesFilters(token.accountFilters, account),
  )
}

/**
 * The accounts to choose from with their balances. For a new Item where several may be chosen, all are preselected;
 * in update mode those that are shared already. Fails with NO_ACCOUNTS where there are none.
 */
export function offeredAccounts(subject: LoginSubject, opened: OpenedLogin): OfferedAccount[] {
  const { item, institution, history, position, isNew } = opened
  const accounts = visibleAccounts(subject, opened)
  if (accounts.length === 0) throw loginFailure('NO_ACCOUNTS') ?? sessionGone()
  const shared = new Set(history.sharedAccounts(position))
  const fresh = new Set(isNew ? [] : newAccounts(item))
  const totals = history.totals(position)
  return accounts.map((plan) => ({
    ...toLinkAccount(itemSeed(item), plan),
    balance: toAmountText(
      portfolioMinor(institution.id, plan, position.t) ?? totals.get(plan.key)?.current ?? 0,
      (plan.currency ?? institution).decimals,
    ),
    currency:
      (plan.currency ?? institution).isoCurrency ?? (plan.currency ?? institution).unofficialCurrency ?? '',
    selected: isNew ? subject.token.selection === 'multiple' : shared.has(plan.key),
    is_new: fresh.has(plan.key),
  }))
}

/** The chosen accounts, by their ids. Fails with INVALID_ACCOUNT_ID for none, too many, or one of another login. */
export function chosenAccounts(subject: LoginSubject, opened: OpenedLogin, accountIds: readonly string[]) {
  const wanted = new Set(accountIds)
  const chosen = visibleAccounts(subject, opened).filter(({ key }) =>
    wanted.has(accountId(itemSeed(opened.item), key)),
  )
  if (chosen.length === 0 || chosen.length < wanted.size) {
    const message = 'one or more of the account IDs is not of this login'
    throw failure('INVALID_INPUT', 'INVALID_ACCOUNT_ID', message, {
      display: 'Please choose at least one account.',
    })
  }
  if (subject.token.selection === 'single' && chosen.length > 1) {
    throw failure('INVALID_INPUT', 'INVALID_ACCOUNT_ID', 'only one account can be chosen', {
      display: 'Please choose one account.',
    })
  }
  return chosen
}
