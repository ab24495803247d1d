import { type Fields, fields, list, text, UnexpectedBody } from '../../link/client/fields'

/**
 * What the control plane answers, and the readers that turn an unknown JSON body into it. They are written by hand:
 * the page's policy forbids `eval`, and a schema library would weigh more than the rest of the page.
 * A field that another version of the emulator may not have yet is read as what it means when it is missing.
 */

function number(from: Fields, key: string): number {
  const value = from[key]
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new UnexpectedBody(key)
  return value
}

const isAbsent = (value: unknown) => value === null || value === undefined
const textOrNull = (from: Fields, key: string) => (isAbsent(from[key]) ? null : text(from, key))
const numberOrNull = (from: Fields, key: string) => (isAbsent(from[key]) ? null : number(from, key))
const flag = (from: Fields, key: string) => from[key] === true

const texts = (from: Fields, key: string): string[] => (isAbsent(from[key]) ? [] : list(from, key, String))

/** The emulator's time, and by how much it is ahead of the machine's. */
export function readClock(value: unknown) {
  const from = fields(value, 'clock')
  return { now: text(from, 'now'), offset_seconds: number(from, 'offset_seconds') }
}
export type Clock = ReturnType<typeof readClock>

/** An Item as the list of Items tells it. */
export function readItem(value: unknown) {
  const from = fields(value, 'item')
  const state = fields(from.state, 'state')
  const loginRequired = flag(state, 'login_required')
  return {
    item_id: text(from, 'item_id'),
    client_id: textOrNull(from, 'client_id'),
    institution_name: text(from, 'institution_name'),
    institution_id: text(from, 'institution_id'),
    username: text(from, 'username'),
    created_at: text(from, 'created_at'),
    webhook: textOrNull(from, 'webhook'),
    accounts: Array.isArray(from.accounts) ? from.accounts.length : number(from, 'accounts'),
    products: texts(from, 'products'),
    error: textOrNull(state, 'error') ?? (loginRequired ? 'ITEM_LOGIN_REQUIRED' : null),
    error_since: textOrNull(state, 'error_since'),
    transactions: text(state, 'transactions'),
    pending: number(state, 'pending'),
    is_exchanged: flag(state, 'is_exchanged'),
    consent_expires_at: textOrNull(state, 'consent_expires_at'),
    disconnects_at: textOrNull(state, 'disconnects_at'),
    new_accounts: flag(state, 'new_accounts'),
  }
}
export type Item = ReturnType<typeof readItem>

/** An account of an Item; `current` is a decimal string in `currency`. */
export function readAccount(value: unknown) {
  const from = fields(value, 'account')
  return {
    account_id: text(from, 'account_id'),
    name: text(from, 'name'),
    mask: textOrNull(from, 'mask'),
    type: text(from, 'type'),
    subtype: textOrNull(from, 'subtype'),
    current: textOrNull(from, 'current'),
    currency: textOrNull(from, 'currency'),
    is_shared: from.is_shared !== false,
    is_new: flag(from, 'is_new'),
    verification_status: textOrNull(from, 'verification_status'),
  }
}
export type Account = ReturnType<typeof readAccount>

export const institutionStatuses = ['HEALTHY', 'DEGRADED', 'DOWN', 'UNSUPPORTED'] as const

export function readInstitution(value: unknown) {
  const from = fields(value, 'institution')
  return {
    institution_id: text(from, 'institution_id'),
    name: text(from, 'name'),
    status: text(from, 'status'),
    oauth: flag(from, 'oauth'),
    country_codes: texts(from, 'country_codes'),
    products: texts(from, 'products'),
  }
}
export type Institution = ReturnType<typeof readInstitution>

/** A fault that the emulator makes, and how often it has. */
export function readRule(value: unknown) {
  const from = fields(value, 'rule')
  return {
    id: text(from, 'id'),
    fault: text(from, 'fault'),
    path: textOrNull(from, 'path'),
    item_id: textOrNull(from, 'item_id'),
    webhook_code: textOrNull(from, 'webhook_code'),
    times: numberOrNull(from, 'times'),
    chance: numberOrNull(from, 'chance') ?? 1,
    seed: isAbsent(from.seed) ? null : String(from.seed),
    delay_ms: numberOrNull(from, 'delay_ms'),
    status: numberOrNull(from, 'status'),
    hits: numberOrNull(from, 'hits') ?? 0,
  }
}
export type Rule = ReturnType<typeof readRule>

function readLoggedRequest(value: unknown) {
  const from = fields(value, 'request')
  return {
    at: text(from, 'at'),
    request_id: text(from, 'request_id'),
    method: text(from, 'method'),
    path: text(from, 'path'),
    status: numberOrNull(from, 'status'),
    error_code: textOrNull(from, 'error_code'),
    duration_ms: numberOrNull(from, 'duration_ms'),
    item_id: textOrNull(from, 'item_id'),
    client_id: textOrNull(from, 'client_id'),
    fault: textOrNull(from, 'fault'),
  }
}
export type LoggedRequest = ReturnType<typeof readLoggedRequest>

function readLoggedWebhook(value: unknown) {
  const from = fields(value, 'webhook')
  return {
    at: text(from, 'at'),
    item_id: textOrNull(from, 'item_id'),
    webhook_type: textOrNull(from, 'webhook_type') ?? '',
    webhook_code: text(from, 'webhook_code'),
    url: textOrNull(from, 'url'),
    outcome: textOrNull(from, 'outcome') ?? '',
    status: numberOrNull(from, 'status'),
    attempt: numberOrNull(from, 'attempt'),
    next_attempt_at: textOrNull(from, 'next_attempt_at'),
    fault: textOrNull(from, 'fault'),
  }
}
export type LoggedWebhook = ReturnType<typeof readLoggedWebhook>

export function readKey(value: unknown) {
  const from = fields(value, 'key')
  const moment = (key: string) => {
    const given = from[key]
    // Plaid writes the times of its keys in seconds.
    return typeof given === 'number' ? new Date(given * 1000).toISOString() : textOrNull(from, key)
  }
  return { kid: text(from, 'kid'), created_at: moment('created_at'), expired_at: moment('expired_at') }
}
export type SigningKey = ReturnType<typeof readKey>

export const readItems = (value: unknown) => list(fields(value, 'items'), 'items', readItem)
export const readInstitutions = (value: unknown) =>
  list(fields(value, 'institutions'), 'institutions', readInstitution)
export const readRules = (value: unknown) => list(fields(value, 'rules'), 'rules', readRule)
export const readKeys = (value: unknown) => list(fields(value, 'keys'), 'keys', readKey)
export const readItemAccounts = (value: unknown) => list(fields(value, 'item'), 'accounts', readAccount)

/** The newest first. */
export function readLog(value: unknown) {
  const from = fields(value, 'log')
  return {
    requests: list(from, 'requests', readLoggedRequest),
    webhooks: list(from, 'webhooks', readLoggedWebhook),
  }
}
export type Log = ReturnType<typeof readLog>

/** What a verb answers that counts something: `{added: 3}`. Zero where it does not say. */
export function readCount(value: unknown, key: string): number {
  return numberOrNull(fields(value, key), key) ?? 0
}

/** A field of text in an answer, or null. */
export const readText = (value: unknown, key: string) => textOrNull(fields(value, key), key)

/** What the page itself holds: the paths of Plaid's API that this emulator answers. */
export const readPaths = (value: unknown) => texts(fields(value, 'page'), 'paths')

/** The code and the message of an error, where a body is one. */
export function readFailure(value: unknown): { code: string; message: string } | null {
  if (typeof value !== 'object' || value === null) return null
  const code: unknown = Reflect.get(value, 'error_code')
  const message: unknown = Reflect.get(value, 'error_message')
  return typeof code === 'string' ? { code, message: typeof message === 'string' ? message : '' } : null
}
