import { type Context, findDocument } from './context'
import {
  keys,
  type LinkSessionDocument,
  type LinkTokenDocument,
  linkSessionSchema,
  linkTokenSchema,
} from './documents'
import { failure, invalidLinkToken } from './errors'
import { hashToken, hasTokenShape } from './ids'
import { accountId } from './world/account'
import type { Institution } from './world/institution'
import type { World } from './world/world'

/** An institution as the stand-in for Link shows it. */
export interface LinkInstitution {
  institution_id: string
  name: string
  url: string | null
  country_codes: string[]
  primary_color: string | null
  oauth: boolean
  currency_hint: string
}

/** An account as Link's `onSuccess` names it. */
export interface LinkAccount {
  id: string
  name: string
  mask: string | null
  type: string
  subtype: string
  verification_status: null
  class_type: null
}

/** A call of the stand-in with a link token that is still good. */
export interface Visit {
  context: Context
  token: LinkTokenDocument
  tokenHash: string
  tokenVersion: number
  now: number
}

/** A call within an opening of Link. */
export interface Session extends Visit {
  id: string
  session: LinkSessionDocument
  version: number
}

/** The session is unknown, over, or another one's. */
export const sessionGone = () =>
  failure('INVALID_INPUT', 'INVALID_LINK_TOKEN', 'this Link session does not exist or is over', {
    display: 'This session is over. Please close this window and start again.',
  })

/** Opens a link token; fails with INVALID_LINK_TOKEN if it is unknown, expired or used. */
export async function visit(context: Context, linkToken: string): Promise<Visit> {
  if (!hasTokenShape('link', linkToken)) throw invalidLinkToken()
  const tokenHash = hashToken(linkToken)
  const stored = await findDocument(context.store, keys.linkToken(tokenHash), linkTokenSchema)
  const now = await context.now()
  if (stored === null || now >= stored.value.expiresAt || stored.value.usedAt !== null)
    throw invalidLinkToken()
  return { context, token: stored.value, tokenHash, tokenVersion: stored.version, now }
}

/** Takes a session up again; fails with INVALID_LINK_TOKEN as well. */
export async function resume(
  context: Context,
  request: { link_token: string; link_session_id: string },
): Promise<Session> {
  const visited = await visit(context, request.link_token)
  const stored = await findDocument(
    context.store,
    keys.linkSession(request.link_session_id),
    linkSessionSchema,
  )
  if (stored === null || stored.value.linkTokenHash !== visited.tokenHash) throw sessionGone()
  if (stored.value.state === 'finished' || stored.value.state === 'exited') throw sessionGone()
  return { ...visited, id: request.link_session_id, session: stored.value, version: stored.version }
}

/** Stores the session's next state, unless somebody else has moved it on. */
export async function save(current: Session, session: LinkSessionDocument): Promise<Session> {
  const change = { key: keys.linkSession(current.id), value: session, expected: current.version }
  if (!(await current.context.store.write([change]))) throw sessionGone()
  return { ...current, session, version: current.version + 1 }
}

/** An institution for Link's list. */
export function toLinkInstitution(institution: Institution): LinkInstitution {
  return {
    institution_id: institution.id,
    name: institution.name,
    url: institution.url,
    country_codes: [...institution.countryCodes],
    primary_color: institution.primaryColor,
    oauth: institution.oauth,
    currency_hint: institution.isoCurrency ?? institution.unofficialCurrency ?? '',
  }
}

/** An account for Link, with the id it has, or will have, in the Item. */
export function toLinkAccount(itemId: string, plan: World['accounts'][number]): LinkAccount {
  return {
    id: accountId(itemId, plan.key),
    name: plan.name,
    mask: plan.mask,
    type: plan.type,
    subtype: plan.subtype,
    verification_status: null,
    class_type: null,
  }
}
