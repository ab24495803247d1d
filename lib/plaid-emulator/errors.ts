import type { ErrorReason, ItemErrorCode } from './documents'
import type { ErrorBody, ErrorType } from './wire'

/** A failure that is answered with Plaid's error envelope. */
export class PlaidFailure extends Error {
  constructor(
    readonly body: ErrorBody,
    readonly status: number,
  ) {
    super(`${body.error_type}/${body.error_code}: ${body.error_message}`)
    this.name = 'PlaidFailure'
  }
}

/** Plaid's error body for a type, code and message; `request_id` is added when it is answered. */
export function errorBody(
  type: ErrorType,
  code: string,
  message: string,
  display: string | null = null,
): ErrorBody {
  return {
    error_type: type,
    error_code: code,
    error_message: message,
    display_message: display,
    documentation_url: `https://plaid.com/docs/?ref=error#${type
      .toLowerCase()
      .replace(/_error$/, '')
      .replaceAll('_', '-')}-errors`,
    suggested_action: null,
  }
}

/** A failure of the given type, code and message; HTTP 400 unless told. */
export function failure(
  type: ErrorType,
  code: string,
  message: string,
  options: { display?: string; status?: number } = {},
): PlaidFailure {
  return new PlaidFailure(errorBody(type, code, message, options.display ?? null), options.status ?? 400)
}

export const invalidField = (message: string) => failure('INVALID_REQUEST', 'INVALID_FIELD', message)

export const invalidAccessToken = () =>
  failure('INVALID_INPUT', 'INVALID_ACCESS_TOKEN', 'could not find matching access token')

export const invalidPublicToken = () =>
  failure('INVALID_INPUT', 'INVALID_PUBLIC_TOKEN', 'could not find matching public token')

export const invalidLinkToken = () =>
  failure('INVALID_INPUT', 'INVALID_LINK_TOKEN', 'invalid link_token provided', {
    display: 'This session has expired. Please close this window and start again.',
  })

export const invalidInstitution = () =>
  failure('INVALID_INPUT', 'INVALID_INSTITUTION', 'invalid institution_id provided')

export const itemNotFound = () =>
  failure(
    'ITEM_ERROR',
    'ITEM_NOT_FOUND',
    'The Item you requested cannot be found. This Item does not exist, has been previously removed via /item/remove, or has had access removed by the user.',
  )

/** What an Item says while its bank asks for a new login. */
export const loginRequiredBody: ErrorBody = errorBody(
  'ITEM_ERROR',
  'ITEM_LOGIN_REQUIRED',
  "the login details of this item have changed (credentials, MFA, or required user action) and a user login is required to update this information. use Link's update mode to restore the item to a good state",
  'The login details of this account have changed. Please sign in again to keep it up to date.',
)

/** What an Item that holds an error says, to calls and in webhooks. */
export function itemErrorBody(code: ItemErrorCode, reason: ErrorReason | null = null): ErrorBody {
  if (code === 'ITEM_LOGIN_REQUIRED') {
    return reason === null ? loginRequiredBody : { ...loginRequiredBody, error_code_reason: reason }
  }
  if (code === 'USER_PERMISSION_REVOKED') {
    return errorBody(
      'INVALID_INPUT',
      code,
      'the holder of this account has revoked their permission for your application to access it',
    )
  }
  return loginFailure(code)?.body ?? errorBody('ITEM_ERROR', code, 'the Item is in an error state')
}

/** Errors that a login can meet at the pretend banks, by code: type, message, display message. */
const loginErrors: Record<string, readonly [ErrorType, string, string]> = {
  ACCESS_NOT_GRANTED: [
    'ITEM_ERROR',
    'access to this product was not granted for the account',
    'Access to your account was not granted.',
  ],
  COUNTRY_NOT_SUPPORTED: [
    'ITEM_ERROR',
    'the country of this account is not supported',
    'Accounts from this country are not supported.',
  ],
  INSTITUTION_DOWN: [
    'INSTITUTION_ERROR',
    'this institution is not currently responding to this request. please try again soon',
    'This bank is not available right now. Please try again later.',
  ],
  INSTITUTION_NOT_RESPONDING: [
    'INSTITUTION_ERROR',
    'this institution is not currently responding to this request. please try again soon',
    'This bank is not answering right now. Please try again later.',
  ],
  INSTITUTION_NO_LONGER_SUPPORTED: [
    'INSTITUTION_ERROR',
    'this institution is no longer supported',
    'This bank is no longer supported.',
  ],
  INSTITUTION_REGISTRATION_REQUIRED: [
    'INSTITUTION_ERROR',
    'this institution requires registration before Items can be created',
    'This bank is not available to this application yet.',
  ],
  INSUFFICIENT_CREDENTIALS: [
    'ITEM_ERROR',
    'insufficient credentials were provided to complete the login',
    'Some of the login details were missing. Please try again.',
  ],
  INTERNAL_SERVER_ERROR: [
    'API_ERROR',
    'an unexpected error occurred',
    'Something went wrong. Please try again.',
  ],
  INVALID_CREDENTIALS: [
    'ITEM_ERROR',
    'the provided credentials were not correct',
    'The username or password is not correct. Please try again.',
  ],
  INVALID_MFA: [
    'ITEM_ERROR',
    'the provided MFA response(s) were not correct',
    'That answer was not correct. Please try again.',
  ],
  INVALID_SEND_METHOD: [
    'ITEM_ERROR',
    'the provided MFA send method was invalid',
    'The code could not be sent that way. Please choose another.',
  ],
  INVALID_UPDATED_USERNAME: [
    'ITEM_ERROR',
    'the username associated with this Item cannot be changed in update mode',
    'Please sign in with the username this connection was made with.',
  ],
  ITEM_LOCKED: [
    'ITEM_ERROR',
    "the account is locked. prompt the user to visit the institution's site and unlock their account",
    'Your account is locked. Please unlock it at your bank, then try again.',
  ],
  ITEM_NOT_SUPPORTED: [
    'ITEM_ERROR',
    'this account is currently not supported',
    'This account is not supported.',
  ],
  MFA_NOT_SUPPORTED: [
    'ITEM_ERROR',
    'this account requires a MFA type that we do not currently support for the institution',
    'This account asks for a kind of confirmation that is not supported.',
  ],
  NO_ACCOUNTS: [
    'ITEM_ERROR',
    'no valid accounts were found for this item',
    'No accounts were found for this login.',
  ],
  PASSWORD_RESET_REQUIRED: [
    'ITEM_ERROR',
    'the user must reset their password at the institution before this Item can be updated',
    'Your bank asks you to choose a new password. Please do that there, then try again.',
  ],
  UNAUTHORIZED_INSTITUTION: [
    'INVALID_INPUT',
    'not authorized to create an Item for this institution',
    'This bank is not available to this application.',
  ],
  USER_INPUT_TIMEOUT: [
    'ITEM_ERROR',
    'the user did not provide an answer in time',
    'That took too long. Please try again.',
  ],
  USER_SETUP_REQUIRED: [
    'ITEM_ERROR',
    "the account has not been fully set up. prompt the user to visit the issuing institution's site and finish the setup process",
    'Your account needs attention at your bank first. Please finish that there, then try again.',
  ],
  USER_SHOULD_VERIFY_DEPOSIT_ALLOCATIONS: [
    'ITEM_ERROR',
    'the deposit allocations need to be verified by the user',
    'Please verify your deposit allocations at your bank.',
  ],
}

/** The failure of a login for one of the documented codes, or null for a code that no login can meet. */
export function loginFailure(code: string): PlaidFailure | null {
  const known = loginErrors[code]
  if (known === undefined) return null
  const [type, message, display] = known
  return failure(type, code, message, { display, status: type === 'API_ERROR' ? 500 : 400 })
}
