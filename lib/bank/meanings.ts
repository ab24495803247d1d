import { CODES_ELSEWHERE, type PlaidErrorCode, type PlaidErrorType } from './codes'
import type { FailureKind } from './failure'
import { type Health, healthAfter } from './health'
import { INTERNAL_RETRY, type Retry, retryFor } from './retry'
import type { Saying } from './sayings'

/** Who can get a connection going again. */
export type Actor = 'nobody' | 'person' | 'operator'

/**
 * What that one does: `reconnect` signs in again in Link's update mode, `choose_accounts` the same with the choice of
 * accounts, `unlock` something at the bank first and then `reconnect`, `connect_again` makes a new connection that
 * takes the old one's place, `connect_other` chooses another bank or account, `open_again` opens Link's window once
 * more, `wait` nothing, `tell_operator` tells whoever runs this installation.
 */
export type Action =
  | 'wait'
  | 'reconnect'
  | 'choose_accounts'
  | 'unlock'
  | 'connect_again'
  | 'connect_other'
  | 'open_again'
  | 'tell_operator'

/** Where a code is met: connecting in Link, mending in Link's update mode, or on Evenkeel's own calls of Plaid. */
export type Place = 'link' | 'update' | 'api'

/** What follows from an error code of Plaid's. */
export interface Meaning {
  kind: FailureKind
  health: Health
  actor: Actor
  action: Action
  /** How a run that failed with it is tried again; null: not by itself. */
  retry: Retry | null
  /** The words that tell it. */
  says: Saying
  appears: readonly Place[]
  /** Whether the code is in the table; one that is not goes by its type. */
  known: boolean
}

type Sense = Omit<Meaning, 'known'>

const FOLLOWS: Readonly<Record<FailureKind, { actor: Actor; action: Action }>> = {
  sign_in: { actor: 'person', action: 'reconnect' },
  unlock: { actor: 'person', action: 'unlock' },
  relink: { actor: 'person', action: 'connect_again' },
  unsupported: { actor: 'person', action: 'connect_other' },
  operator: { actor: 'operator', action: 'tell_operator' },
  wait: { actor: 'nobody', action: 'wait' },
  slow_down: { actor: 'nobody', action: 'wait' },
  restart: { actor: 'nobody', action: 'wait' },
  unknown: { actor: 'nobody', action: 'wait' },
}

/** What follows from a kind of failure, save where a code knows better. */
function means(
  kind: FailureKind,
  says: Saying,
  appears: readonly Place[],
  better: Partial<Pick<Sense, 'action' | 'retry'>> = {},
): Sense {
  return {
    kind,
    health: healthAfter(kind),
    ...FOLLOWS[kind],
    retry: retryFor(kind),
    says,
    appears,
    ...better,
  }
}

const LINK: readonly Place[] = ['link']
const UPDATE: readonly Place[] = ['update']
const API: readonly Place[] = ['api']
const IN_LINK: readonly Place[] = ['link', 'update']
const ANYWHERE: readonly Place[] = ['link', 'update', 'api']
const NOT_MENDING: readonly Place[] = ['link', 'api']

const LIMIT = means('slow_down', 'limit', API)
const BAD_REQUEST = means('operator', 'badRequest', API)
const OTHER_PRODUCT = means('operator', 'otherProduct', NOT_MENDING)
const CHOOSE = { action: 'choose_accounts' } as const
const OPEN_AGAIN = { action: 'open_again' } as const

/** Banks come back after hours rather than minutes; a bank whose own limit is met is best left alone for a while. */
const HOURS: Retry = { firstSeconds: 300, factor: 2, mostSeconds: 7_200, tries: 12 }
/** Announced pauses of Plaid's last from minutes to a night. */
const MAINTENANCE: Retry = { firstSeconds: 600, factor: 2, mostSeconds: 3_600, tries: 16 }
/** Mostly there within seconds; where the bank was away, Plaid itself tries once a day. */
const NOT_READY: Retry = { firstSeconds: 15, factor: 2, mostSeconds: 3_600, tries: 14 }
/** Whoever cut it off has mostly come back when the next try is due. */
const SOON: Retry = { firstSeconds: 5, factor: 3, mostSeconds: 900, tries: 8 }

/** Each code's meaning. Source: plaid.com/docs/errors, the pages of each type, and the guide to Link's update mode. */
export const MEANINGS: Readonly<Record<PlaidErrorCode, Sense>> = {
  ITEM_LOGIN_REQUIRED: means('sign_in', 'signIn', API),
  ITEM_LOCKED: means('unlock', 'locked', ANYWHERE),
  ITEM_NOT_FOUND: means('relink', 'gone', API),
  ITEM_NOT_SUPPORTED: means('unsupported', 'accountNotSupported', ANYWHERE),
  ITEM_CONCURRENTLY_DELETED: means('relink', 'gone', API),
  INVALID_CREDENTIALS: means('sign_in', 'wrongDetails', ANYWHERE),
  INVALID_MFA: means('sign_in', 'wrongCode', ANYWHERE),
  INVALID_OTP: means('sign_in', 'wrongCode', IN_LINK),
  INVALID_PHONE_NUMBER: means('sign_in', 'phone', LINK, OPEN_AGAIN),
  INVALID_SEND_METHOD: means('sign_in', 'codeNotSent', ANYWHERE),
  INVALID_UPDATED_USERNAME: means('sign_in', 'otherUsername', UPDATE),
  INSUFFICIENT_CREDENTIALS: means('sign_in', 'notFinished', ANYWHERE),
  USER_INPUT_TIMEOUT: means('sign_in', 'tooSlow', ANYWHERE),
  USER_SETUP_REQUIRED: means('unlock', 'setup', ANYWHERE),
  PASSWORD_RESET_REQUIRED: means('unlock', 'passwordReset', ANYWHERE),
  ACCESS_NOT_GRANTED: means('sign_in', 'notGranted', ANYWHERE),
  MFA_NOT_SUPPORTED: means('unsupported', 'mfaNotSupported', ANYWHERE),
  COUNTRY_NOT_SUPPORTED: means('unsupported', 'countryNotSupported', LINK),
  NO_ACCOUNTS: means('sign_in', 'noAccounts', ANYWHERE, CHOOSE),
  NO_INVESTMENT_ACCOUNTS: means('sign_in', 'noInvestments', ANYWHERE, CHOOSE),
  NO_INVESTMENT_AUTH_ACCOUNTS: means('sign_in', 'noInvestments', ANYWHERE, CHOOSE),
  NO_LIABILITY_ACCOUNTS: means('sign_in', 'noLiabilities', ANYWHERE, CHOOSE),
  NO_AUTH_ACCOUNTS: OTHER_PRODUCT,
  PRODUCT_NOT_ENABLED: means('operator', 'productMissing', API),
  PRODUCT_NOT_READY: means('wait', 'notReady', API, { retry: NOT_READY }),
  PRODUCTS_NOT_SUPPORTED: means('unsupported', 'productNotSupported', ANYWHERE),
  INSTANT_MATCH_FAILED: OTHER_PRODUCT,
  MANUAL_VERIFICATION_REQUIRED: OTHER_PRODUCT,
  USER_SHOULD_VERIFY_DEPOSIT_ALLOCATIONS: OTHER_PRODUCT,

  INSTITUTION_DOWN: means('wait', 'bankDown', ANYWHERE, { retry: HOURS }),
  INSTITUTION_NOT_RESPONDING: means('wait', 'bankSilent', ANYWHERE),
  INSTITUTION_NOT_AVAILABLE: means('wait', 'bankAway', ANYWHERE, { retry: HOURS }),
  INSTITUTION_NO_LONGER_SUPPORTED: means('unsupported', 'bankDropped', ANYWHERE),
  INSTITUTION_NOT_SUPPORTED: means('unsupported', 'bankNotSupported', LINK),
  INSTITUTION_NOT_FOUND: means('operator', 'bankElsewhere', NOT_MENDING),
  INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT: means('operator', 'bankElsewhere', NOT_MENDING),
  INSTITUTION_REGISTRATION_REQUIRED: means('operator', 'registration', ANYWHERE),
  UNAUTHORIZED_INSTITUTION: means('operator', 'registration', ANYWHERE),
  UNSUPPORTED_RESPONSE: means('operator', 'unreadable', ANYWHERE),

  INTERNAL_SERVER_ERROR: means('wait', 'plaidFault', ANYWHERE),
  PLANNED_MAINTENANCE: means('wait', 'maintenance', ANYWHERE, { retry: MAINTENANCE }),

  ACCOUNTS_LIMIT: LIMIT,
  ACCOUNTS_BALANCE_GET_LIMIT: LIMIT,
  AUTH_LIMIT: LIMIT,
  BALANCE_LIMIT: LIMIT,
  IDENTITY_LIMIT: LIMIT,
  INSTITUTIONS_GET_LIMIT: LIMIT,
  INSTITUTIONS_GET_BY_ID_LIMIT: LIMIT,
  INSTITUTION_RATE_LIMIT: means('slow_down', 'bankBusy', API, { retry: HOURS }),
  INVESTMENT_HOLDINGS_GET_LIMIT: LIMIT,
  INVESTMENT_TRANSACTIONS_LIMIT: LIMIT,
  ITEM_GET_LIMIT: LIMIT,
  RATE_LIMIT: LIMIT,
  RATE_LIMIT_EXCEEDED: LIMIT,
  TRANSACTIONS_LIMIT: LIMIT,
  TRANSACTIONS_REFRESH_LIMIT: LIMIT,
  TRANSACTIONS_SYNC_LIMIT: LIMIT,
  CREDITS_EXHAUSTED: means('operator', 'quota', NOT_MENDING),
  TRIAL_CONNECTION_LIMIT: means('operator', 'trialFull', NOT_MENDING),

  TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION: means('restart', 'changedUnderway', API),

  USER_PERMISSION_REVOKED: means('relink', 'revoked', API),
  ADDITIONAL_CONSENT_REQUIRED: means('sign_in', 'consent', API),
  INVALID_ACCESS_TOKEN: means('relink', 'tokenRefused', API),
  INVALID_ACCOUNT_ID: means('sign_in', 'accountGone', API, CHOOSE),
  INVALID_LINK_TOKEN: means('relink', 'linkToken', IN_LINK, OPEN_AGAIN),
  INVALID_PUBLIC_TOKEN: means('relink', 'publicToken', LINK, OPEN_AGAIN),
  INVALID_API_KEYS: means('operator', 'keys', API),
  INVALID_PRODUCT: means('operator', 'productMissing', NOT_MENDING),
  INVALID_INSTITUTION: means('operator', 'bankElsewhere', NOT_MENDING),
  INVALID_LINK_CUSTOMIZATION: means('operator', 'linkSetup', IN_LINK),
  INVALID_WEBHOOK_VERIFICATION_KEY_ID: means('wait', 'forgedWebhook', API),
  UNAUTHORIZED_ENVIRONMENT: means('operator', 'environment', API),
  UNAUTHORIZED_ROUTE_ACCESS: means('operator', 'access', API),
  DIRECT_INTEGRATION_NOT_ENABLED: means('operator', 'access', API),
  PROFILE_AUTHENTICATION_FAILED: means('sign_in', 'wrongCode', IN_LINK, OPEN_AGAIN),
  PROFILE_ACCESS_FORBIDDEN: OTHER_PRODUCT,
  INCORRECT_DEPOSIT_VERIFICATION: OTHER_PRODUCT,
  TOO_MANY_VERIFICATION_ATTEMPTS: OTHER_PRODUCT,
  INVALID_AUDIT_COPY_TOKEN: OTHER_PRODUCT,
  INVALID_PROCESSOR_TOKEN: OTHER_PRODUCT,
  INVALID_STRIPE_ACCOUNT: OTHER_PRODUCT,
  INVALID_USER_ID: OTHER_PRODUCT,
  INVALID_USER_IDENTITY_DATA: OTHER_PRODUCT,
  INVALID_USER_TOKEN: OTHER_PRODUCT,

  INVALID_FIELD: means('operator', 'invalidField', API),
  MISSING_FIELDS: BAD_REQUEST,
  UNKNOWN_FIELDS: BAD_REQUEST,
  INVALID_BODY: BAD_REQUEST,
  INVALID_HEADERS: BAD_REQUEST,
  INVALID_CONFIGURATION: means('operator', 'linkSetup', API),
  INCOMPATIBLE_API_VERSION: BAD_REQUEST,
  NO_LONGER_AVAILABLE: BAD_REQUEST,
  NOT_FOUND: BAD_REQUEST,
  SANDBOX_ONLY: means('operator', 'sandbox', API),
  INVALID_ACCOUNT_NUMBER: OTHER_PRODUCT,

  PLAID_DIRECT_ITEM_IMPORT_RETURNED_INVALID_MFA: means('unsupported', 'mfaNotSupported', LINK),

  INCORRECT_OAUTH_NONCE: means('sign_in', 'foreignReturn', IN_LINK, OPEN_AGAIN),
  INCORRECT_LINK_TOKEN: means('sign_in', 'foreignReturn', IN_LINK, OPEN_AGAIN),
  OAUTH_STATE_ID_ALREADY_PROCESSED: means('sign_in', 'usedReturn', IN_LINK, OPEN_AGAIN),
  OAUTH_STATE_ID_NOT_FOUND: means('sign_in', 'foreignReturn', IN_LINK, OPEN_AGAIN),

  RECAPTCHA_REQUIRED: means('sign_in', 'recaptcha', IN_LINK, OPEN_AGAIN),
  RECAPTCHA_BAD: means('sign_in', 'recaptcha', IN_LINK, OPEN_AGAIN),

  SANDBOX_PRODUCT_NOT_ENABLED: means('operator', 'sandbox', API),
  SANDBOX_WEBHOOK_INVALID: means('operator', 'sandbox', API),
  SANDBOX_ACCOUNT_SELECT_V2_NOT_ENABLED: means('operator', 'sandbox', API),
  SANDBOX_TRANSFER_EVENT_TRANSITION_INVALID: means('operator', 'sandbox', API),

  'institution-poor-health-error': means('wait', 'bankTroubled', IN_LINK),
  'oauth-error': means('sign_in', 'oauthUnfinished', IN_LINK, OPEN_AGAIN),
  'plaid-internal-error': means('wait', 'plaidFault', IN_LINK),
  'no-depository-accounts': OTHER_PRODUCT,

  NETWORK: means('wait', 'network', API),
  TOOK_TOO_LONG: means('wait', 'tooMuch', API),
  HTTP_5XX: means('wait', 'serverFault', API),
  HTTP_429: LIMIT,
  HTTP_4XX: means('unknown', 'refused', API),
  INTERNAL: means('unknown', 'internal', API, { retry: INTERNAL_RETRY }),
  INTERRUPTED: means('wait', 'interrupted', API, { retry: SOON }),
  ENDLESS_CURSOR: means('unknown', 'endless', API),
}

/** What a code means of which only the type is known. */
export const BY_TYPE: Readonly<Record<PlaidErrorType, Sense>> = {
  ITEM_ERROR: means('unknown', 'unknown', ANYWHERE),
  INSTITUTION_ERROR: means('wait', 'bankTroubled', ANYWHERE),
  API_ERROR: means('wait', 'plaidFault', ANYWHERE),
  RATE_LIMIT_EXCEEDED: LIMIT,
  TRANSACTIONS_ERROR: means('unknown', 'unknown', API),
  INVALID_INPUT: BAD_REQUEST,
  INVALID_REQUEST: BAD_REQUEST,
  INVALID_RESULT: means('unknown', 'unknown', NOT_MENDING),
  OAUTH_ERROR: means('sign_in', 'oauthUnfinished', IN_LINK, OPEN_AGAIN),
  RECAPTCHA_ERROR: means('sign_in', 'recaptcha', IN_LINK, OPEN_AGAIN),
  SANDBOX_ERROR: means('operator', 'sandbox', API),
  ASSET_REPORT_ERROR: OTHER_PRODUCT,
  BANK_TRANSFER_ERROR: OTHER_PRODUCT,
  CHECK_REPORT_ERROR: OTHER_PRODUCT,
  INCOME_VERIFICATION_ERROR: OTHER_PRODUCT,
  PARTNER_ERROR: OTHER_PRODUCT,
  PAYMENT_ERROR: OTHER_PRODUCT,
  SIGNAL_ERROR: OTHER_PRODUCT,
  TRANSACTION_ERROR: OTHER_PRODUCT,
  TRANSFER_ERROR: OTHER_PRODUCT,
  USER_ERROR: OTHER_PRODUCT,
  ASSETS_ERROR: OTHER_PRODUCT,
  BASE_REPORT_ERROR: OTHER_PRODUCT,
  CONSUMER_REPORT_ERROR: OTHER_PRODUCT,
  CRA_MONITORING_ERROR: OTHER_PRODUCT,
  CREDIT_PROFILE_REPORT_ERROR: OTHER_PRODUCT,
  ENCOMPASS_ERROR: OTHER_PRODUCT,
  ENRICH_ERROR: OTHER_PRODUCT,
  FRAUD_INSIGHTS_ERROR: OTHER_PRODUCT,
  FREDDIE_MAC_ERROR: OTHER_PRODUCT,
  IDEMPOTENCY_ERROR: OTHER_PRODUCT,
  LINK_DELIVERY_ERROR: OTHER_PRODUCT,
  MICRODEPOSITS_ERROR: OTHER_PRODUCT,
  PROFILE_ERROR: OTHER_PRODUCT,
  RECURRING_TRANSACTIONS_ERROR: OTHER_PRODUCT,
  STATEMENTS_ERROR: OTHER_PRODUCT,
  TRANSFER_RECURRING_ERROR: OTHER_PRODUCT,
  TRANSFER_REFUND_ERROR: OTHER_PRODUCT,
}

const UNKNOWN = means('unknown', 'unknown', ANYWHERE)

const STATUS_FAMILIES: Readonly<Record<string, PlaidErrorCode>> = { '4': 'HTTP_4XX', '5': 'HTTP_5XX' }

/** The name under which the table has a code: statuses of one family share theirs. */
export function tableCode(errorCode: string): PlaidErrorCode | null {
  if (Object.hasOwn(MEANINGS, errorCode)) return errorCode as PlaidErrorCode
  const status = /^HTTP_(\d)\d\d$/.exec(errorCode)?.[1]
  return status === undefined ? null : (STATUS_FAMILIES[status] ?? null)
}

/**
 * What an error of Plaid's means here. A code that is not in the table goes by its type; one whose type is not known
 * either is `unknown`, which keeps the last good data and is tried again now and then.
 */
export function meaningOf(errorCode: string, errorType: string | null): Meaning {
  const code = tableCode(errorCode)
  if (code) return { ...MEANINGS[code], known: true }
  if (errorType === null || !Object.hasOwn(BY_TYPE, errorType)) return { ...UNKNOWN, known: false }
  const type = errorType as PlaidErrorType
  return { ...BY_TYPE[type], known: isListedElsewhere(errorCode, type) }
}

function isListedElsewhere(errorCode: string, type: PlaidErrorType): boolean {
  const lists: Partial<Record<PlaidErrorType, readonly string[]>> = CODES_ELSEWHERE
  return lists[type]?.includes(errorCode) ?? false
}

/** What an error code asks for, in short. */
export function failureKind(errorCode: string, errorType: string | null): FailureKind {
  return meaningOf(errorCode, errorType).kind
}

/** Whether what a connection asks for is another choice of accounts, and not a sign-in alone. */
export function asksForChoice(item: {
  health: Health
  errorCode: string | null
  errorType: string | null
}): boolean {
  const { health, errorCode, errorType } = item
  return (
    health === 'sign_in' && errorCode !== null && meaningOf(errorCode, errorType).action === 'choose_accounts'
  )
}
