import { type Fields, fields, list, text, UnexpectedBody } from './fields'

/**
 * What the emulator answers under `link-session/`, and the readers that turn an unknown JSON body into it.
 * The readers are written by hand: this code runs in the page under a policy without `unsafe-eval`, and a
 * schema library that probes for `Function` would be reported as a violation on every page.
 */

export interface Institution {
  institution_id: string
  name: string
  url: string | null
  country_codes: string[]
  /** `#rrggbb`, or null where the institution has no colour. */
  primary_color: string | null
  currency_hint: string
  /** Does one sign in on the bank's own page? */
  oauth: boolean
  status: InstitutionStatus
}

const statuses = ['HEALTHY', 'DEGRADED', 'DOWN', 'UNSUPPORTED'] as const
export type InstitutionStatus = (typeof statuses)[number]

export interface LinkAccount {
  id: string
  name: string
  mask: string | null
  type: string
  subtype: string
  verification_status: string | null
  class_type: string | null
}

/** An account as it is offered for selection; `balance` is a decimal string in `currency`, positive for what is owed on credit and loans. */
export interface OfferedAccount extends LinkAccount {
  balance: string
  currency: string
  selected: boolean
  /** Opened at the bank since accounts were last chosen. */
  is_new: boolean
}

export interface PlaidError {
  error_type: string
  error_code: string
  error_message: string
  display_message: string | null
}

export interface Started {
  link_session_id: string
  mode: 'new' | 'update'
  client_name: string
  language: string
  institution: Institution | null
  account_selection: boolean
  /** How the visit to the bank ended that one comes back from; null where Link opens for the first time. */
  resumed:
    | { outcome: 'granted'; institution: Institution; step: Step }
    | { outcome: 'denied'; institution: Institution }
    | null
}

/** A visit to a bank's own page; `redirects` in this window, else in another one. */
export interface OAuthVisit {
  oauth_url: string
  oauth_state_id: string
  redirects: boolean
}

export type OAuthProgress = { status: 'pending' } | { status: 'denied' } | { status: 'granted'; step: Step }

export interface Prompt {
  text: string
  /** Answers to choose from, or null where one is typed. */
  options: string[] | null
}

export type MfaKind = 'device' | 'code' | 'questions' | 'selections'

export interface Finished {
  public_token: string
  accounts: LinkAccount[]
  institution: { name: string; institution_id: string }
}

export type Step =
  | { step: 'accounts'; accounts: OfferedAccount[]; selection: 'single' | 'multiple' }
  | { step: 'mfa'; kind: MfaKind; prompts: Prompt[] }
  | ({ step: 'done' } & Finished)

function textOrNull(from: Fields, key: string): string | null {
  const value = from[key]
  return typeof value === 'string' ? value : null
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new UnexpectedBody('string')
  return value
}

function oneOf<T extends string>(from: Fields, key: string, allowed: readonly T[]): T {
  const value = text(from, key)
  const found = allowed.find((candidate) => candidate === value)
  if (found === undefined) throw new UnexpectedBody(key)
  return found
}

function readInstitution(value: unknown): Institution {
  const from = fields(value, 'institution')
  return {
    institution_id: text(from, 'institution_id'),
    name: text(from, 'name'),
    url: textOrNull(from, 'url'),
    country_codes: list(from, 'country_codes', string),
    primary_color: textOrNull(from, 'primary_color'),
    currency_hint: textOrNull(from, 'currency_hint') ?? '',
    oauth: from.oauth === true,
    status: statuses.find((status) => status === from.status) ?? 'HEALTHY',
  }
}

function readAccount(value: unknown): LinkAccount {
  const from = fields(value, 'account')
  return {
    id: text(from, 'id'),
    name: text(from, 'name'),
    mask: textOrNull(from, 'mask'),
    type: text(from, 'type'),
    subtype: text(from, 'subtype'),
    verification_status: textOrNull(from, 'verification_status'),
    class_type: textOrNull(from, 'class_type'),
  }
}

function readOfferedAccount(value: unknown): OfferedAccount {
  const from = fields(value, 'account')
  return {
    ...readAccount(value),
    balance: text(from, 'balance'),
    currency: text(from, 'currency'),
    selected: from.selected !== false,
    is_new: from.is_new === true,
  }
}

function readPrompt(value: unknown): Prompt {
  const from = fields(value, 'prompt')
  return {
    text: text(from, 'text'),
    options: Array.isArray(from.options) ? list(from, 'options', string) : null,
  }
}

/** Reads the answer of `start`. Throws UnexpectedBody. */
export function readStarted(body: unknown): Started {
  const from = fields(body, 'start')
  return {
    link_session_id: text(from, 'link_session_id'),
    mode: oneOf(from, 'mode', ['new', 'update']),
    client_name: text(from, 'client_name'),
    language: textOrNull(from, 'language') ?? 'en',
    institution: from.institution ? readInstitution(from.institution) : null,
    account_selection: from.account_selection === true,
    resumed: from.resumed ? readResumed(from.resumed) : null,
  }
}

function readResumed(value: unknown): Started['resumed'] {
  const from = fields(value, 'resumed')
  const outcome = oneOf(from, 'outcome', ['granted', 'denied'])
  const institution = readInstitution(from.institution)
  return outcome === 'denied' ? { outcome, institution } : { outcome, institution, step: readStep(from.step) }
}

/** Reads the answer of `oauth`. Throws UnexpectedBody. */
export function readOAuthVisit(body: unknown): OAuthVisit {
  const from = fields(body, 'oauth')
  const address = text(from, 'oauth_url')
  // It will be gone to: nothing but a page.
  if (!/^https?:\/\//i.test(address)) throw new UnexpectedBody('oauth_url')
  return {
    oauth_url: address,
    oauth_state_id: text(from, 'oauth_state_id'),
    redirects: from.redirects === true,
  }
}

/** Reads the answer of `oauth-status`. Throws UnexpectedBody. */
export function readOAuthProgress(body: unknown): OAuthProgress {
  const from = fields(body, 'oauth-status')
  const status = oneOf(from, 'status', ['pending', 'denied', 'granted'])
  return status === 'granted' ? { status, step: readStep(from.step) } : { status }
}

/** Reads the answer of `institutions`. Throws UnexpectedBody. */
export function readInstitutions(body: unknown): Institution[] {
  return list(fields(body, 'institutions'), 'institutions', readInstitution)
}

/** Reads the answer of `finish`. Throws UnexpectedBody. */
export function readFinished(body: unknown): Finished {
  const from = fields(body, 'finish')
  const institution = fields(from.institution, 'institution')
  return {
    public_token: text(from, 'public_token'),
    accounts: list(from, 'accounts', readAccount),
    institution: {
      name: text(institution, 'name'),
      institution_id: text(institution, 'institution_id'),
    },
  }
}

/** Reads the answer of `credentials` and `mfa`. Throws UnexpectedBody. */
export function readStep(body: unknown): Step {
  const from = fields(body, 'step')
  const step = oneOf(from, 'step', ['accounts', 'mfa', 'done'])
  if (step === 'done') return { step, ...readFinished(body) }
  if (step === 'accounts') {
    return {
      step,
      accounts: list(from, 'accounts', readOfferedAccount),
      selection: oneOf(from, 'selection', ['single', 'multiple']),
    }
  }
  return {
    step,
    kind: oneOf(from, 'kind', ['device', 'code', 'questions', 'selections']),
    prompts: list(from, 'prompts', readPrompt),
  }
}

/** Reads a Plaid error body, or null where the body is something else (a proxy's page, for example). */
export function readError(body: unknown): PlaidError | null {
  try {
    const from = fields(body, 'error')
    return {
      error_type: text(from, 'error_type'),
      error_code: text(from, 'error_code'),
      error_message: text(from, 'error_message'),
      display_message: textOrNull(from, 'display_message'),
    }
  } catch (cause) {
    if (cause instanceof UnexpectedBody) return null
    throw cause
  }
}

/** The request id of any answer, or an empty string. */
export function readRequestId(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('request_id' in body)) return ''
  return typeof body.request_id === 'string' ? body.request_id : ''
}
