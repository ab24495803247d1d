import { type Context, findDocument } from './context'
import { failure, invalidLinkToken } from './errors'
import { hostedIdOf, linkTokenOfHosted } from './hosted/hosted-token'
import { hashToken, hasTokenShape } from './ids'
import { healthOf } from './institution-health'
import {
  type LinkAccount,
  type LinkSessionDocument,
  type LinkTokenDocument,
  linkKeys,
  linkSessionSchema,
  linkTokenSchema,
} from './link-documents'
import { accountId } from './world/account'
import type { Institution, InstitutionHealth } from './world/institution'
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
  status: InstitutionHealth
}

/** A call of the stand-in with a link token that has not expired. */
export interface Visit {
  context: Context
  linkToken: string
  /** The id in the address of the page, where Link runs as Hosted Link. */
  hostedId: string | null
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

/** The link token that a call means: the one it names, or the one of the page of Hosted Link that it comes from. */
export function linkTokenOf(given: string): { linkToken: string; hostedId: string | null } {
  const hostedId = hostedIdOf(given)
  return { linkToken: hostedId === null ? given : linkTokenOfHosted(hostedId), hostedId }
}

/** Opens a link token that may have been used; fails with INVALID_LINK_TOKEN if it is unknown or expired. */
export async function revisit(context: Context, given: string): Promise<Visit> {
  const { linkToken, hostedId } = linkTokenOf(given)
  if (!hasTokenShape('link', linkToken)) throw invalidLinkToken()
  const tokenHash = hashToken(linkToken)
  const stored = await findDocument(context.store, linkKeys.token(tokenHash), linkTokenSchema)
  const now = await context.now()
  if (stored === null || now >= stored.value.expiresAt) throw invalidLinkToken()
  return { context, linkToken, hostedId, token: stored.value, tokenHash, tokenVersion: stored.version, now }
}

/** Opens a link token; fails with INVALID_LINK_TOKEN if it is unknown, expired or used. */
export async function visit(context: Context, given: string): Promise<Visit> {
  const visited = await revisit(context, given)
  if (visited.token.usedAt !== null) throw invalidLinkToken()
  return visited
}

/** The session of a visit with this id, if it goes on; fails with INVALID_LINK_TOKEN. */
export async function sessionOf(visited: Visit, id: string): Promise<Session> {
  const stored = await findDocument(visited.context.store, linkKeys.session(id), linkSessionSchema)
  if (stored === null || stored.value.linkTokenHash !== visited.tokenHash) throw sessionGone()
  if (stored.value.state === 'finished' || stored.value.state === 'exited') throw sessionGone()
  return { ...visited, id, session: stored.value, version: stored.version }
}

/** Takes a session up again; fails with INVALID_LINK_TOKEN as well. */
export async function resume(
  context: Context,
  request: { link_token: string; link_session_id: string },
): Promise<Session> {
  return sessionOf(await visit(context, request.link_token), request.link_session_id)
}

/** Stores the session's next state, unless somebody else has moved it on. */
export async function save(current: Session, session: LinkSessionDocument): Promise<Session> {
  const change = { key: linkKeys.session(current.id), value: session, expected: current.version }
  if (!(await current.context.store.write([change]))) throw sessionGone()
  return { ...current, session, version: current.version + 1 }
}

/** An institution for Link's list, with how it is doing. */
export async function toLinkInstitution(
  context: Context,
  institution: Institution,
): Promise<LinkInstitution> {
  return {
    institution_id: institution.id,
    name: institution.name,
    url: institution.url,
    country_codes: [...institution.countryCodes],
    primary_color: institution.primaryColor,
    oauth: institution.oauth,
    currency_hint: institution.isoCurrency ?? institution.unofficialCurrency ?? '',
    status: await healthOf(context, institution),
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
