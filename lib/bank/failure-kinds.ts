import type { FailureKind } from './failure'

/** Plaid's error codes, by what they ask for. Source: plaid.com/docs/errors and its guide to each code. */
const KINDS: Readonly<Record<string, FailureKind>> = {
  ITEM_LOGIN_REQUIRED: 'sign_in',
  INVALID_CREDENTIALS: 'sign_in',
  INVALID_MFA: 'sign_in',
  INSUFFICIENT_CREDENTIALS: 'sign_in',
  USER_INPUT_TIMEOUT: 'sign_in',
  INVALID_SEND_METHOD: 'sign_in',
  ACCESS_NOT_GRANTED: 'sign_in',
  ADDITIONAL_CONSENT_REQUIRED: 'sign_in',
  NO_ACCOUNTS: 'sign_in',
  INVALID_UPDATED_USERNAME: 'sign_in',
  ITEM_LOCKED: 'unlock',
  USER_SETUP_REQUIRED: 'unlock',
  PASSWORD_RESET_REQUIRED: 'unlock',
  ITEM_NOT_FOUND: 'relink',
  INVALID_ACCESS_TOKEN: 'relink',
  USER_PERMISSION_REVOKED: 'relink',
  INVALID_PUBLIC_TOKEN: 'relink',
  INVALID_LINK_TOKEN: 'relink',
  INSTITUTION_NO_LONGER_SUPPORTED: 'unsupported',
  ITEM_NOT_SUPPORTED: 'unsupported',
  MFA_NOT_SUPPORTED: 'unsupported',
  COUNTRY_NOT_SUPPORTED: 'unsupported',
  INSTITUTION_NOT_SUPPORTED: 'unsupported',
  PRODUCTS_NOT_SUPPORTED: 'unsupported',
  INSTITUTION_DOWN: 'wait',
  INSTITUTION_NOT_RESPONDING: 'wait',
  INSTITUTION_NOT_AVAILABLE: 'wait',
  INTERNAL_SERVER_ERROR: 'wait',
  PLANNED_MAINTENANCE: 'wait',
  PRODUCT_NOT_READY: 'wait',
  TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION: 'restart',
  INVALID_API_KEYS: 'operator',
  UNAUTHORIZED_ENVIRONMENT: 'operator',
  UNAUTHORIZED_ROUTE_ACCESS: 'operator',
  INVALID_FIELD: 'operator',
  MISSING_FIELDS: 'operator',
  UNKNOWN_FIELDS: 'operator',
  INVALID_BODY: 'operator',
  INVALID_HEADERS: 'operator',
  INVALID_PRODUCT: 'operator',
  PRODUCT_NOT_ENABLED: 'operator',
  INSTITUTION_REGISTRATION_REQUIRED: 'operator',
  UNAUTHORIZED_INSTITUTION: 'operator',
}

/** What a Plaid error code asks for. Rate limits have a code for each product, so those go by their type. */
export function failureKind(errorCode: string, errorType: string | null): FailureKind {
  return KINDS[errorCode] ?? (errorType === 'RATE_LIMIT_EXCEEDED' ? 'slow_down' : 'unknown')
}
