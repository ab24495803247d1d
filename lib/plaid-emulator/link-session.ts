import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Context, findDocument } from './context'
import { matchingInstitutions } from './handlers/institutions'
import { freshId, hashToken } from './ids'
import { updatedItem } from './link-accounts'
import {
  type LinkEvent,
  type LinkSessionDocument,
  linkEventMetadataSchema,
  linkKeys,
  linkSessionSchema,
  linkTokenSchema,
} from './link-documents'
import { beginOauth, oauthStatus, type Resumed, resumeFromBank } from './link-oauth'
import { answerMfa, enterCredentials, finish } from './link-steps'
import { linkTokenOf, resume, revisit, sessionGone, toLinkInstitution, type Visit, visit } from './link-visit'
import { tellOfEvents, tellOfExit } from './link-webhooks'
import { parseRequest } from './validation'
import { findInstitution } from './world/institutions'

const keepSessionsMs = 24 * 3_600_000
const maxEvents = 100

const text = z.string().min(1)
const inSession = { link_token: text, link_session_id: text }
const startRequest = z.object({ link_token: text, received_redirect_uri: z.string().nullish() })
const institutionsRequest = z.object({ ...inSession, query: z.string() })
const exitRequest = z.object({ ...inSession, status: z.string().nullish() })
const eventsRequest = z.object({
  ...inSession,
  events: z
    .array(
      z.object({
        event_name: z.string().min(1).max(100),
        event_metadata: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .max(1000),
})

type LinkEndpoint = (context: Context, body: unknown) => Promise<object>

/** Begins a session, and forgets those that began long ago. */
async function beginSession({ context, tokenHash, now }: Visit, itemId: string): Promise<string> {
  const id = randomUUID()
  const session: LinkSessionDocument = {
    linkTokenHash: tokenHash,
    itemId,
    state: 'credentials',
    institutionId: null,
    username: null,
    custom: null,
    mfaRound: 0,
    startedAt: now,
    finishedAt: null,
    success: null,
    exit: null,
    events: [],
  }
  // A page of Hosted Link may be open for three weeks; its sessions are kept no longer than all others.
  const stale = (await context.store.list(linkKeys.sessions)).filter(
    ({ value }) => linkSessionSchema.parse(value).startedAt < now - keepSessionsMs,
  )
  await context.store.write([
    { key: linkKeys.session(id), value: session, expected: 0 },
    ...stale.map(({ key }) => ({ key, value: null })),
  ])
  return id
}

const start: LinkEndpoint = async (context, body) => {
  const request = parseRequest(startRequest, body)
  const returned = request.received_redirect_uri
  const current = returned
    ? await revisit(context, request.link_token)
    : await visit(context, request.link_token)
  const item = await updatedItem(current)
  const { token } = current
  const back = returned ? await resumeFromBank(current, returned) : null
  const resumed: Resumed | null = back?.resumed ?? null
  const preset = findInstitution(item?.institutionId ?? token.institutionId ?? '')
  const isOffered =
    preset !== null &&
    (item !== null || matchingInstitutions(token.countryCodes, token.products).includes(preset))
  return {
    link_session_id: back?.sessionId ?? (await beginSession(current, item?.itemId ?? freshId())),
    mode: item === null ? 'new' : 'update',
    client_name: token.clientName,
    language: token.language,
    institution: isOffered ? await toLinkInstitution(context, preset) : null,
    account_selection: token.selectsAccounts,
    environment: 'sandbox',
    resumed,
  }
}

const search: LinkEndpoint = async (context, body) => {
  const request = parseRequest(institutionsRequest, body)
  const { token } = await resume(context, request)
  const found = matchingInstitutions(token.countryCodes, token.products, request.query)
  return { institutions: await Promise.all(found.map((one) => toLinkInstitution(context, one))) }
}

/** A session and its token, however old or far they are: leaving is always possible. Null for another token's. */
async function anySession(context: Context, request: { link_token: string; link_session_id: string }) {
  const { linkToken, hostedId } = linkTokenOf(request.link_token)
  const tokenHash = hashToken(linkToken)
  const id = request.link_session_id
  const session = await findDocument(context.store, linkKeys.session(id), linkSessionSchema)
  const token = await findDocument(context.store, linkKeys.token(tokenHash), linkTokenSchema)
  if (session === null || token === null || session.value.linkTokenHash !== tokenHash) return null
  return {
    context,
    id,
    linkToken,
    hostedId,
    tokenHash,
    token: token.value,
    tokenVersion: token.version,
    now: await context.now(),
    session: session.value,
    version: session.version,
  }
}

type Found = NonNullable<Awaited<ReturnType<typeof anySession>>>

/** Changes a session as one step, again if somebody else has meanwhile. Null where there is nothing to change. */
async function changeSession(
  context: Context,
  request: { link_token: string; link_session_id: string },
  change: (found: Found) => LinkSessionDocument | null,
): Promise<Found | null> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const found = await anySession(context, request)
    const session = found === null ? null : change(found)
    if (found === null || session === null) return null
    const write = { key: linkKeys.session(found.id), value: session, expected: found.version }
    if (await context.store.write([write])) return { ...found, session, version: found.version + 1 }
  }
  throw sessionGone()
}

const exit: LinkEndpoint = async (context, body) => {
  const request = parseRequest(exitRequest, body)
  const left = await changeSession(context, request, ({ session, now }) => {
    const isOver = session.state === 'finished' || session.state === 'exited'
    if (isOver) return null
    return { ...session, state: 'exited', finishedAt: now, exit: { status: request.status ?? null } }
  })
  if (left !== null) tellOfExit(left)
  return {}
}

/** The known fields of an event's metadata that say something. */
function toEventMetadata(given: Record<string, unknown>): LinkEvent['event_metadata'] {
  const said = Object.entries(given).flatMap(([key, value]) =>
    typeof value === 'string' && value !== '' ? [[key, value.slice(0, 500)] as const] : [],
  )
  return linkEventMetadataSchema.parse(Object.fromEntries(said))
}

const events: LinkEndpoint = async (context, body) => {
  const request = parseRequest(eventsRequest, body)
  const told = await changeSession(context, request, ({ session, now }) => {
    const added = request.events.map(({ event_name, event_metadata = {} }): LinkEvent => {
      const said = Date.parse(String(event_metadata.timestamp))
      return {
        event_name,
        timestamp: new Date(Number.isNaN(said) ? now : said).toISOString(),
        event_id: randomUUID(),
        event_metadata: toEventMetadata(event_metadata),
      }
    })
    const all = [...session.events, ...added].slice(0, maxEvents)
    return all.length === session.events.length ? null : { ...session, events: all }
  })
  if (told !== null) tellOfEvents(told, told.session.events)
  return {}
}

/** The calls that the stand-in for Link makes from the browser, by the last part of their path. */
export const linkSessionEndpoints: ReadonlyMap<string, LinkEndpoint> = new Map<string, LinkEndpoint>([
  ['start', start],
  ['institutions', search],
  ['credentials', enterCredentials],
  ['mfa', answerMfa],
  ['oauth', beginOauth],
  ['oauth-status', oauthStatus],
  ['finish', finish],
  ['exit', exit],
  ['events', events],
])
