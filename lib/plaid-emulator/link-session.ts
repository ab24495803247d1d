import { z } from 'zod'
import { type Context, findDocument } from './context'
import { type ItemDocument, keys, type LinkSessionDocument, linkSessionSchema } from './documents'
import { failure, invalidInstitution, invalidLinkToken, loginFailure } from './errors'
import { matchingInstitutions } from './handlers/institutions'
import { newPublicToken, repairItem } from './handlers/items'
import { freshId, hashToken } from './ids'
import { findItem, itemState, newItem } from './items'
import {
  resume,
  type Session,
  save,
  sessionGone,
  toLinkAccount,
  toLinkInstitution,
  type Visit,
  visit,
} from './link-visit'
import { answersAreRight, type Login, mfaRounds, signIn } from './logins'
import { parseRequest } from './validation'
import { accountId } from './world/account'
import { toAmountText } from './world/amount'
import type { Institution } from './world/institution'
import { findInstitution } from './world/institutions'
import type { World } from './world/world'

const keepSessionsMs = 24 * 3_600_000

const text = z.string().min(1)
const base = { link_token: text }
const inSession = { ...base, link_session_id: text }

/** The Item that update mode is about; null for a new one. */
async function updatedItem({ context, token }: Visit): Promise<ItemDocument | null> {
  if (token.itemId === null) return null
  const item = await findItem(context, token.itemId)
  if (item === null) throw invalidLinkToken()
  return item
}

const loginOf = ({ session: { username, custom } }: Session): Login => ({ username: username ?? '', custom })

/** What a login shows: the accounts that the link token's filters let through. */
function visibleAccounts({ token }: Visit, world: World) {
  const { accountSubtypes } = token
  return world.accounts.filter(({ type, subtype }) => {
    if (accountSubtypes === null) return true
    const subtypes = accountSubtypes[type]
    return subtypes !== undefined && (subtypes.includes('all') || subtypes.includes(subtype))
  })
}

/** The Item as it would be, or is, for the login of a session: what its accounts and balances are read from. */
async function sessionItem(
  current: Session,
): Promise<{ item: ItemDocument; institution: Institution; isNew: boolean }> {
  const { token, session, now } = current
  const institution = findInstitution(session.institutionId ?? '')
  if (institution === null || session.username === null) throw sessionGone()
  const existing = await updatedItem(current)
  if (existing !== null) return { item: existing, institution, isNew: false }
  const supported = token.productsIfSupported.filter((product) => institution.products.includes(product))
  const item = newItem({
    itemId: session.itemId,
    clientId: token.clientId,
    institution,
    login: { username: session.username, custom: session.custom },
    products: [...new Set([...token.products, ...supported])],
    consented: token.productsConsented.filter((product) => institution.products.includes(product)),
    accounts: institution.accounts.map(({ key }) => key),
    daysRequested: token.daysRequested,
    webhook: token.webhook,
    now,
  })
  return { item, institution, isNew: true }
}

async function accountStep(current: Session) {
  const { item, institution, isNew } = await sessionItem(current)
  const { world, history, position } = itemState(current.context, item, current.now)
  const accounts = visibleAccounts(current, world)
  if (accounts.length === 0) throw loginFailure('NO_ACCOUNTS') ?? sessionGone()
  const shared = new Set(history.sharedAccounts(position))
  const totals = history.totals(position)
  const saved = await save(current, { ...current.session, state: 'accounts' })
  if (!current.token.selectsAccounts) return { step: 'done' as const, ...(await finish(saved, null)) }
  const { selection } = current.token
  return {
    step: 'accounts' as const,
    selection,
    accounts: accounts.map((plan) => ({
      ...toLinkAccount(item.itemId, plan),
      balance: toAmountText(totals.get(plan.key)?.current ?? 0, institution.decimals),
      currency: institution.isoCurrency ?? institution.unofficialCurrency ?? '',
      selected: isNew ? selection === 'multiple' : shared.has(plan.key),
    })),
  }
}

/** The next thing to show after the credentials, or after a right answer. */
async function nextStep(current: Session) {
  const rounds = mfaRounds(loginOf(current))
  const round = rounds[current.session.mfaRound]
  if (round === undefined) return accountStep(current)
  await save(current, { ...current.session, state: 'mfa' })
  return { step: 'mfa' as const, kind: round.kind, prompts: round.prompts }
}

/** Makes or repairs the Item. `accountIds` null keeps the accounts as they are (update mode without selection). */
async function finish(current: Session, accountIds: readonly string[] | null) {
  const { context, token, tokenHash, tokenVersion, now } = current
  if (current.session.state !== 'accounts') throw sessionGone()
  const { item, institution, isNew } = await sessionItem(current)
  const { world, history, position } = itemState(context, item, now)
  const visible = visibleAccounts(current, world)
  const chosen =
    accountIds === null
      ? world.accounts.filter(({ key }) => history.sharedAccounts(position).includes(key))
      : visible.filter(({ key }) => accountIds.includes(accountId(item.itemId, key)))
  if (accountIds !== null && (chosen.length === 0 || chosen.length < new Set(accountIds).size)) {
    throw failure(
      'INVALID_INPUT',
      'INVALID_ACCOUNT_ID',
      'one or more of the account IDs is not of this login',
      {
        display: 'Please choose at least one account.',
      },
    )
  }
  if (token.selection === 'single' && isNew && chosen.length > 1) {
    throw failure('INVALID_INPUT', 'INVALID_ACCOUNT_ID', 'only one account can be chosen', {
      display: 'Please choose one account.',
    })
  }
  const accounts = chosen.map(({ key }) => key)
  const stored: ItemDocument = isNew ? { ...item, accounts } : item
  const { token: publicToken, change } = newPublicToken(stored, now)
  const isOurs = await context.store.write([
    {
      key: keys.linkSession(current.id),
      value: { ...current.session, state: 'finished' },
      expected: current.version,
    },
    { key: keys.linkToken(tokenHash), value: { ...token, usedAt: now }, expected: tokenVersion },
    change,
    ...(isNew ? [{ key: keys.item(item.itemId), value: stored, expected: 0 }] : []),
  ])
  if (!isOurs) throw sessionGone()
  if (!isNew) await repairItem(context, item.itemId, accountIds === null ? null : accounts)
  return {
    public_token: publicToken,
    accounts: chosen.map((plan) => toLinkAccount(item.itemId, plan)),
    institution: { name: institution.name, institution_id: institution.id },
  }
}

const startRequest = z.object(base)
const institutionsRequest = z.object({ ...inSession, query: z.string() })
const credentialsRequest = z.object({
  ...inSession,
  institution_id: text,
  username: z.string(),
  password: z.string(),
})
const mfaRequest = z.object({ ...inSession, answers: z.array(z.string()) })
const finishRequest = z.object({ ...inSession, account_ids: z.array(text) })
const exitRequest = z.object({ ...inSession, status: z.string().optional() })

type LinkEndpoint = (context: Context, body: unknown) => Promise<object>

const start: LinkEndpoint = async (context, body) => {
  const current = await visit(context, parseRequest(startRequest, body).link_token)
  const item = await updatedItem(current)
  const { token, tokenHash, now } = current
  const institution = findInstitution(item?.institutionId ?? token.institutionId ?? '')
  const id = crypto.randomUUID()
  const session: LinkSessionDocument = {
    linkTokenHash: tokenHash,
    itemId: item?.itemId ?? freshId(),
    state: 'credentials',
    institutionId: null,
    username: null,
    custom: null,
    mfaRound: 0,
    startedAt: now,
  }
  const stale = (await context.store.list(keys.linkSessions)).filter(
    ({ value }) => linkSessionSchema.parse(value).startedAt < now - keepSessionsMs,
  )
  await context.store.write([
    { key: keys.linkSession(id), value: session, expected: 0 },
    ...stale.map(({ key }) => ({ key, value: null })),
  ])
  return {
    link_session_id: id,
    mode: item === null ? 'new' : 'update',
    client_name: token.clientName,
    language: token.language,
    institution: institution === null ? null : toLinkInstitution(institution),
    account_selection: token.selectsAccounts,
    environment: 'sandbox',
  }
}

const search: LinkEndpoint = async (context, body) => {
  const request = parseRequest(institutionsRequest, body)
  const { token } = await resume(context, request)
  const found = matchingInstitutions(token.countryCodes, token.products, request.query)
  return { institutions: found.map(toLinkInstitution) }
}

const credentials: LinkEndpoint = async (context, body) => {
  const request = parseRequest(credentialsRequest, body)
  const current = await resume(context, request)
  const item = await updatedItem(current)
  const institution = findInstitution(request.institution_id)
  const isOffered =
    institution !== null &&
    (item === null
      ? matchingInstitutions(current.token.countryCodes, current.token.products).includes(institution)
      : item.institutionId === institution.id)
  if (!isOffered) throw invalidInstitution()
  const login = signIn(request.username.trim(), request.password)
  if (item !== null && item.username !== login.username)
    throw loginFailure('INVALID_UPDATED_USERNAME') ?? sessionGone()
  return nextStep(
    await save(current, { ...current.session, institutionId: institution.id, ...login, mfaRound: 0 }),
  )
}

const mfa: LinkEndpoint = async (context, body) => {
  const request = parseRequest(mfaRequest, body)
  const current = await resume(context, request)
  const round = mfaRounds(loginOf(current))[current.session.mfaRound]
  if (round === undefined || current.session.state !== 'mfa') throw sessionGone()
  if (!answersAreRight(round, request.answers)) throw loginFailure('INVALID_MFA') ?? sessionGone()
  return nextStep(await save(current, { ...current.session, mfaRound: current.session.mfaRound + 1 }))
}

const complete: LinkEndpoint = async (context, body) => {
  const request = parseRequest(finishRequest, body)
  const current = await resume(context, request)
  return finish(current, request.account_ids)
}

const exit: LinkEndpoint = async (context, body) => {
  const request = parseRequest(exitRequest, body)
  const stored = await findDocument(
    context.store,
    keys.linkSession(request.link_session_id),
    linkSessionSchema,
  )
  const isTheirs = stored?.value.linkTokenHash === hashToken(request.link_token)
  // Leaving is always possible, also when the token has expired meanwhile.
  if (stored !== null && isTheirs && stored.value.state !== 'finished') {
    await context.store.write([
      { key: keys.linkSession(request.link_session_id), value: { ...stored.value, state: 'exited' } },
    ])
  }
  return {}
}

/** The calls that the stand-in for Link makes from the browser, by the last part of their path. */
export const linkSessionEndpoints: ReadonlyMap<string, LinkEndpoint> = new Map([
  ['start', start],
  ['institutions', search],
  ['credentials', credentials],
  ['mfa', mfa],
  ['finish', complete],
  ['exit', exit],
])
