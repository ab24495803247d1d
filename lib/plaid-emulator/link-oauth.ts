import { z } from 'zod'
import type { Context } from './context'
import { failure, invalidInstitution, invalidLinkToken } from './errors'
import { openLogin, reachableInstitution } from './link-accounts'
import { finishSession } from './link-finish'
import type { Step } from './link-steps'
import {
  type LinkInstitution,
  resume,
  type Session,
  sessionOf,
  toLinkInstitution,
  type Visit,
} from './link-visit'
import {
  createOauthState,
  findOauthState,
  oauthStateChange,
  type StoredOauthState,
} from './oauth/oauth-state'
import { parseRequest } from './validation'
import { findInstitution } from './world/institutions'

const text = z.string().min(1)
const inSession = { link_token: text, link_session_id: text }
const oauthRequest = z.object({ ...inSession, institution_id: text })
const statusRequest = z.object({ ...inSession, oauth_state_id: text })

/** How a visit to a bank's own page ended, for Link that was left for it. */
export type Resumed =
  | { outcome: 'granted'; institution: LinkInstitution; step: Step }
  | { outcome: 'denied'; institution: LinkInstitution }

const stateUnknown = () =>
  failure('INVALID_INPUT', 'OAUTH_STATE_ID_NOT_FOUND', 'the oauth_state_id could not be found', {
    display: 'This is not a return from a bank that began here. Please start again.',
  })

const stateProcessed = () =>
  failure(
    'INVALID_INPUT',
    'OAUTH_STATE_ID_ALREADY_PROCESSED',
    'the oauth_state_id has already been processed',
    { display: 'This return from the bank has been used already. Please start again.' },
  )

const otherToken = () =>
  failure(
    'INVALID_INPUT',
    'INCORRECT_LINK_TOKEN',
    'Link was resumed with another link_token than the one that it began with',
    { display: 'This return from the bank belongs to another session. Please start again.' },
  )

/** A state of this link token that Link has not been told the end of. */
async function openState({ context, tokenHash }: Visit, id: string): Promise<StoredOauthState> {
  const state = await findOauthState(context, id)
  if (state === null) throw stateUnknown()
  if (state.value.linkTokenHash !== tokenHash) throw otherToken()
  if (state.value.processedAt !== null) throw stateProcessed()
  return state
}

/** Takes what was granted at the bank into the session, which is over then. */
async function takeGrant(current: Session, state: StoredOauthState): Promise<Step> {
  const { institutionId, username, custom, itemId, accountIds } = state.value
  const institution = findInstitution(institutionId)
  if (institution === null || username === null) throw stateUnknown()
  const opened = await openLogin(current, institution, { username, custom }, itemId)
  const processed = oauthStateChange(state, { processedAt: current.now })
  return { step: 'done', ...(await finishSession(current, opened, accountIds, [processed])) }
}

/** Takes what was refused at the bank into the session, which goes on. */
async function takeDenial({ context, now }: Visit, state: StoredOauthState): Promise<void> {
  if (!(await context.store.write([oauthStateChange(state, { processedAt: now })]))) throw stateProcessed()
}

/** Leaves for a bank's own page. */
export async function beginOauth(context: Context, body: unknown) {
  const request = parseRequest(oauthRequest, body)
  const current = await resume(context, request)
  const institution = await reachableInstitution(current, request.institution_id)
  if (!institution.oauth) throw invalidInstitution()
  const id = await createOauthState(
    context,
    {
      linkTokenHash: current.tokenHash,
      linkSessionId: current.id,
      itemId: current.session.itemId,
      institutionId: institution.id,
      expiresAt: current.token.expiresAt,
    },
    current.now,
  )
  const { hostedId, token } = current
  const query = hostedId === null ? '' : `?hosted=${hostedId}`
  return {
    oauth_url: `${context.publicUrl}/oauth/${id}${query}`,
    oauth_state_id: id,
    redirects: hostedId !== null || token.redirectUri !== null,
  }
}

/** How far a visit to a bank's page, open beside Link, has come. The end is told once. */
export async function oauthStatus(context: Context, body: unknown) {
  const request = parseRequest(statusRequest, body)
  const current = await resume(context, request)
  const state = await openState(current, request.oauth_state_id)
  if (state.value.linkSessionId !== current.id) throw stateUnknown()
  if (state.value.stage === 'granted') {
    return { status: 'granted' as const, step: await takeGrant(current, state) }
  }
  if (state.value.stage !== 'denied') return { status: 'pending' as const }
  await takeDenial(current, state)
  return { status: 'denied' as const }
}

/**
 * Takes Link up again after its page was left for the bank's. Fails with OAUTH_STATE_ID_NOT_FOUND, INCORRECT_LINK_TOKEN
 * or OAUTH_STATE_ID_ALREADY_PROCESSED, and with INVALID_LINK_TOKEN where the token has been used otherwise.
 */
export async function resumeFromBank(
  visited: Visit,
  receivedRedirectUri: string,
): Promise<{ sessionId: string; itemId: string; resumed: Resumed }> {
  const { context, token } = visited
  const id = URL.canParse(receivedRedirectUri)
    ? new URL(receivedRedirectUri).searchParams.get('oauth_state_id')
    : null
  if (id === null) throw stateUnknown()
  const state = await openState(visited, id)
  if (token.usedAt !== null) throw invalidLinkToken()
  const current = await sessionOf(visited, state.value.linkSessionId)
  const found = findInstitution(state.value.institutionId)
  if (found === null) throw stateUnknown()
  const institution = await toLinkInstitution(context, found)
  const of = { sessionId: current.id, itemId: state.value.itemId }
  if (state.value.stage === 'granted') {
    const step = await takeGrant(current, state)
    return { ...of, resumed: { outcome: 'granted', institution, step } }
  }
  // Somebody who comes back without having decided anything has not been let in.
  if (state.value.stage !== 'denied') throw stateUnknown()
  await takeDenial(current, state)
  return { ...of, resumed: { outcome: 'denied', institution } }
}
