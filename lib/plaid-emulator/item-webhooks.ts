import type * as plaid from 'plaid'
import { timestamp } from './day'
import type { ErrorReason, ItemErrorCode } from './documents'
import { errorBody, itemErrorBody } from './errors'
import type { Wire } from './wire'

const environment = 'sandbox'
const about = (itemId: string) => ({ webhook_type: 'ITEM', item_id: itemId, environment }) as const

/** Something is wrong with the Item, and somebody has to act. */
export const itemError = (
  itemId: string,
  code: ItemErrorCode,
  reason: ErrorReason | null = null,
): Wire<plaid.ItemErrorWebhook> => ({
  ...about(itemId),
  webhook_code: 'ERROR',
  error: { ...itemErrorBody(code, reason), status: 400 },
})

/** What was wrong with the Item no longer is. */
export const loginRepaired = (itemId: string): Wire<plaid.ItemLoginRepairedWebhook> => ({
  ...about(itemId),
  webhook_code: 'LOGIN_REPAIRED',
})

/** The consent ends at a time, by law: British and continental banks. */
export const pendingExpiration = (itemId: string, at: number): Wire<plaid.PendingExpirationWebhook> => ({
  ...about(itemId),
  webhook_code: 'PENDING_EXPIRATION',
  consent_expiration_time: timestamp(at),
})

/** Why a bank will end a connection. */
export const disconnectReasons = ['INSTITUTION_MIGRATION', 'INSTITUTION_TOKEN_EXPIRATION'] as const
export type DisconnectReason = (typeof disconnectReasons)[number]

/** The bank ends the connection at a time: American and Canadian banks. */
export const pendingDisconnect = (
  itemId: string,
  at: number,
  reason: DisconnectReason,
): Wire<plaid.PendingDisconnectWebhook> => ({
  ...about(itemId),
  webhook_code: 'PENDING_DISCONNECT',
  reason,
  disconnect_time: timestamp(at),
})

/** The person no longer lets the application see anything of the Item. Plaid types the error otherwise here than in calls. */
export const permissionRevoked = (itemId: string): Wire<plaid.UserPermissionRevokedWebhook> => {
  const { error_code, error_message } = itemErrorBody('USER_PERMISSION_REVOKED')
  return {
    ...about(itemId),
    webhook_code: 'USER_PERMISSION_REVOKED',
    error: { ...errorBody('ITEM_ERROR', error_code, error_message), status: 400 },
  }
}

/** The person no longer lets the application see one of the accounts. */
export const accountRevoked = (itemId: string, accountId: string): Wire<plaid.UserAccountRevokedWebhook> => ({
  ...about(itemId),
  webhook_code: 'USER_ACCOUNT_REVOKED',
  account_id: accountId,
})

/** The person has an account at the bank that the application has not been shown. */
export const newAccountsAvailable = (itemId: string): Wire<plaid.NewAccountsAvailableWebhook> => ({
  ...about(itemId),
  webhook_code: 'NEW_ACCOUNTS_AVAILABLE',
  error: null,
})

/** Webhooks of the Item go to this address from now on. */
export const webhookAcknowledged = (
  itemId: string,
  url: string,
): Wire<plaid.WebhookUpdateAcknowledgedWebhook> => ({
  ...about(itemId),
  webhook_code: 'WEBHOOK_UPDATE_ACKNOWLEDGED',
  new_webhook_url: url,
  error: null,
})

const aboutAuth = (itemId: string, accountId: string) =>
  ({ webhook_type: 'AUTH', item_id: itemId, account_id: accountId, environment }) as const

/** The small deposit to an account was found among its movements. */
export const automaticallyVerified = (
  itemId: string,
  accountId: string,
): Wire<plaid.AutomaticallyVerifiedWebhook> => ({
  ...aboutAuth(itemId, accountId),
  webhook_code: 'AUTOMATICALLY_VERIFIED',
})

/** The small deposit to an account was not found in time. */
export const verificationExpired = (
  itemId: string,
  accountId: string,
): Wire<plaid.VerificationExpiredWebhook> => ({
  ...aboutAuth(itemId, accountId),
  webhook_code: 'VERIFICATION_EXPIRED',
  error: null,
})

/** The person typed in the code of the small deposit. */
export const depositVerified = (
  itemId: string,
  accountId: string,
): Wire<plaid.HostedMMDVerificationWebhook> => ({
  ...aboutAuth(itemId, accountId),
  webhook_code: 'SMS_MICRODEPOSITS_VERIFICATION',
  status: 'MANUALLY_VERIFIED',
})

/** The numbers of accounts have changed. */
export const authUpdate = (
  itemId: string,
  updated: readonly string[],
): Wire<plaid.AuthDefaultUpdateWebhook> => ({
  webhook_type: 'AUTH',
  webhook_code: 'DEFAULT_UPDATE',
  item_id: itemId,
  account_ids_with_new_auth: [],
  account_ids_with_updated_auth: Object.fromEntries(updated.map((id) => [id, ['ACCOUNT_NUMBER' as const]])),
  error: null,
  environment,
})

/** A report about assets could not be made. */
export const reportFailed = (reportId: string): Wire<plaid.AssetsErrorWebhook> => ({
  webhook_type: 'ASSETS',
  webhook_code: 'ERROR',
  asset_report_id: reportId,
  error: {
    ...errorBody('ASSET_REPORT_ERROR', 'ASSET_REPORT_GENERATION_FAILED', 'assets report generation failed'),
    status: 400,
  },
  environment,
})
