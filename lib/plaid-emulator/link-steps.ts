import { z } from 'zod'
import type { Context } from './context'
import { failure, loginFailure } from './errors'
import {
  type OfferedAccount,
  type OpenedLogin,
  offeredAccounts,
  openLogin,
  reachableInstitution,
  refuseForUpdate,
  updatedItem,
} from './link-accounts'
import { type Finished, finishSession } from './link-finish'
import { resume, type Session, save, sessionGone } from './link-visit'
import { answersAreRight, type Login, type MfaRound, mfaRounds, signIn } from './logins'
import { parseRequest } from './validation'
import { findInstitution } from './world/institutions'

const text = z.string().min(1)
const inSession = { link_token: text, link_session_id: text }
const credentialsRequest = z.object({
  ...inSession,
  institution_id: text,
  username: z.string(),
  password: z.string(),
})
const mfaRequest = z.object({ ...inSession, answers: z.array(z.string()) })
const finishRequest = z.object({ ...inSession, account_ids: z.array(text) })

/** What the stand-in for Link shows next. */
export type Step =
  | { step: 'mfa'; kind: MfaRound['kind']; prompts: MfaRound['prompts'] }
  | { step: 'accounts'; selection: 'single' | 'multiple'; accounts: OfferedAccount[] }
  | ({ step: 'done' } & Finished)

const loginOf = ({ session: { username, custom } }: Session): Login => ({ username: username ?? '', custom })

/** The login of a session that has signed in. */
async function openedLogin(current: Session): Promise<OpenedLogin> {
  const institution = findInstitution(current.session.institutionId ?? '')
  if (institution === null || current.session.username === null) throw sessionGone()
  return openLogin(current, institution, loginOf(current), current.session.itemId)
}

/** The next thing to show after the credentials, or after a right answer. */
async function nextStep(current: Session): Promise<Step> {
  const round = mfaRounds(loginOf(current))[current.session.mfaRound]
  if (round !== undefined) {
    await save(current, { ...current.session, state: 'mfa' })
    return { step: 'mfa', kind: round.kind, prompts: round.prompts }
  }
  const opened = await openedLogin(current)
  const accounts = offeredAccounts(current, opened)
  const saved = await save(current, { ...current.session, state: 'accounts' })
  if (!current.token.selectsAccounts) return { step: 'done', ...(await finishSession(saved, opened, null)) }
  return { step: 'accounts', selection: current.token.selection, accounts }
}

/** The credentials, at a bank that is signed in to within Link. */
export async function enterCredentials(context: Context, body: unknown): Promise<Step> {
  const request = parseRequest(credentialsRequest, body)
  const current = await resume(context, request)
  const institution = await reachableInstitution(current, request.institution_id)
  if (institution.oauth) {
    throw failure(
      'INVALID_INPUT',
      'INVALID_INSTITUTION',
      'this institution is signed in to on its own page, by OAuth',
    )
  }
  const login = signIn(request.username.trim(), request.password)
  refuseForUpdate(await updatedItem(current), login)
  return nextStep(
    await save(current, { ...current.session, institutionId: institution.id, ...login, mfaRound: 0 }),
  )
}

/** The answers to what the bank asks after the password. */
export async function answerMfa(context: Context, body: unknown): Promise<Step> {
  const request = parseRequest(mfaRequest, body)
  const current = await resume(context, request)
  const round = mfaRounds(loginOf(current))[current.session.mfaRound]
  if (round === undefined || current.session.state !== 'mfa') throw sessionGone()
  if (!answersAreRight(round, request.answers)) throw loginFailure('INVALID_MFA') ?? sessionGone()
  return nextStep(await save(current, { ...current.session, mfaRound: current.session.mfaRound + 1 }))
}

/** The choice of accounts, with which a session ends well. */
export async function finish(context: Context, body: unknown): Promise<Finished> {
  const request = parseRequest(finishRequest, body)
  const current = await resume(context, request)
  if (current.session.state !== 'accounts') throw sessionGone()
  return finishSession(current, await openedLogin(current), request.account_ids)
}
