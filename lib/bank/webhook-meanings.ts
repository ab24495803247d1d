import type { Action, Actor } from './meanings'

/**
 * What a webhook of Plaid's leads to:
 * - `sync`: there is something new; it is fetched
 * - `item_error`: the connection's state becomes what its error code says, and a sync asks the bank itself
 * - `repaired`: the login works again, by whatever way; the state is cleared and a sync asked for
 * - `expiring`: it works still, until the day that is told
 * - `revoked`: the permission for the whole connection was withdrawn
 * - `account_revoked`: the permission for one account was withdrawn; it is marked, and its history kept
 * - `new_accounts`: the bank has accounts that are not shared; they are offered, not forced
 * - `refetch`: holdings or debts have changed, and balances with them; they are fetched
 * - `noted`: stored and counted, nothing else
 * - `unknown`: not in this table; stored and counted under its own name
 */
export type WebhookEffect =
  | 'sync'
  | 'item_error'
  | 'repaired'
  | 'expiring'
  | 'revoked'
  | 'account_revoked'
  | 'new_accounts'
  | 'refetch'
  | 'noted'
  | 'unknown'

/** Webhooks of what Evenkeel has to do with, by type. Source: the webhooks of plaid.com/docs/api and of its SDK. */
export const WEBHOOK_CODES = {
  TRANSACTIONS: [
    'SYNC_UPDATES_AVAILABLE',
    'INITIAL_UPDATE',
    'HISTORICAL_UPDATE',
    'DEFAULT_UPDATE',
    'TRANSACTIONS_REMOVED',
    'RECURRING_TRANSACTIONS_UPDATE',
  ],
  ITEM: [
    'ERROR',
    'LOGIN_REPAIRED',
    'PENDING_EXPIRATION',
    'PENDING_DISCONNECT',
    'USER_PERMISSION_REVOKED',
    'USER_ACCOUNT_REVOKED',
    'NEW_ACCOUNTS_AVAILABLE',
    'WEBHOOK_UPDATE_ACKNOWLEDGED',
  ],
  HOLDINGS: ['DEFAULT_UPDATE'],
  INVESTMENTS_TRANSACTIONS: ['DEFAULT_UPDATE', 'HISTORICAL_UPDATE'],
  LIABILITIES: ['DEFAULT_UPDATE'],
  LINK: ['SESSION_FINISHED', 'ITEM_ADD_RESULT', 'EVENTS'],
  DASHBOARD_CONFIGURED_ALERT: ['INSTITUTION_STATUS_ALERT_TRIGGERED'],
  ISSUES: ['ISSUE_RESOLVED'],
} as const

/** Types of products that Evenkeel never asks for: whatever their codes are, they are noted. */
export const WEBHOOK_TYPES_ELSEWHERE = [
  'ASSETS',
  'AUTH',
  'BANK_TRANSFERS',
  'BASE_REPORT',
  'BEACON',
  'CASH_FLOW_UPDATES',
  'CHECK_REPORT',
  'CRA_INCOME',
  'CRA_INSIGHTS',
  'CRA_REPORT',
  'ENTITY_SCREENING',
  'IDENTITY',
  'IDENTITY_VERIFICATION',
  'INCOME',
  'LAYER',
  'LINK_DELIVERY',
  'PARTNER',
  'PAYMENT_INITIATION',
  'PROTECT',
  'SCREENING',
  'STATEMENTS',
  'TRANSFER',
  'WALLET',
] as const

type Codes = typeof WEBHOOK_CODES

/** A webhook's type and code as one name, such as `ITEM.ERROR`. */
export type WebhookName = { [Type in keyof Codes]: `${Type}.${Codes[Type][number]}` }[keyof Codes]

/** What each leads to. One that is left out does not compile. */
export const WEBHOOK_EFFECTS: Readonly<Record<WebhookName, WebhookEffect>> = {
  'TRANSACTIONS.SYNC_UPDATES_AVAILABLE': 'sync',
  // The three of before /transactions/sync, which Plaid still sends: hints that say less than the first.
  'TRANSACTIONS.INITIAL_UPDATE': 'sync',
  'TRANSACTIONS.HISTORICAL_UPDATE': 'sync',
  'TRANSACTIONS.DEFAULT_UPDATE': 'sync',
  'TRANSACTIONS.TRANSACTIONS_REMOVED': 'sync',
  // Payments that come again are looked up after a sync.
  'TRANSACTIONS.RECURRING_TRANSACTIONS_UPDATE': 'sync',
  'ITEM.ERROR': 'item_error',
  'ITEM.LOGIN_REPAIRED': 'repaired',
  'ITEM.PENDING_EXPIRATION': 'expiring',
  'ITEM.PENDING_DISCONNECT': 'expiring',
  'ITEM.USER_PERMISSION_REVOKED': 'revoked',
  'ITEM.USER_ACCOUNT_REVOKED': 'account_revoked',
  'ITEM.NEW_ACCOUNTS_AVAILABLE': 'new_accounts',
  'ITEM.WEBHOOK_UPDATE_ACKNOWLEDGED': 'noted',
  'HOLDINGS.DEFAULT_UPDATE': 'refetch',
  'INVESTMENTS_TRANSACTIONS.DEFAULT_UPDATE': 'refetch',
  'INVESTMENTS_TRANSACTIONS.HISTORICAL_UPDATE': 'refetch',
  'LIABILITIES.DEFAULT_UPDATE': 'refetch',
  // What happens in Link is heard from Link itself, in the browser.
  'LINK.SESSION_FINISHED': 'noted',
  'LINK.ITEM_ADD_RESULT': 'noted',
  'LINK.EVENTS': 'noted',
  'DASHBOARD_CONFIGURED_ALERT.INSTITUTION_STATUS_ALERT_TRIGGERED': 'noted',
  'ISSUES.ISSUE_RESOLVED': 'noted',
}

/** Who must act, and how; `by_code`: as the error code says that comes with it. */
export interface WebhookMeaning {
  effect: WebhookEffect
  actor: Actor | 'by_code'
  action: Action | 'by_code'
  /** Whether this very code is in the table. */
  known: boolean
}

const ACTS: Readonly<Record<WebhookEffect, Pick<WebhookMeaning, 'actor' | 'action'>>> = {
  sync: { actor: 'nobody', action: 'wait' },
  item_error: { actor: 'by_code', action: 'by_code' },
  repaired: { actor: 'nobody', action: 'wait' },
  expiring: { actor: 'person', action: 'reconnect' },
  revoked: { actor: 'person', action: 'connect_again' },
  account_revoked: { actor: 'nobody', action: 'wait' },
  new_accounts: { actor: 'person', action: 'choose_accounts' },
  refetch: { actor: 'nobody', action: 'wait' },
  noted: { actor: 'nobody', action: 'wait' },
  unknown: { actor: 'nobody', action: 'wait' },
}

const ELSEWHERE: ReadonlySet<string> = new Set(WEBHOOK_TYPES_ELSEWHERE)

/** What a webhook means here. Those of products that are not read are noted whatever their code. */
export function webhookMeaning(type: string, code: string): WebhookMeaning {
  const name = `${type}.${code}`
  const known = Object.hasOwn(WEBHOOK_EFFECTS, name)
  const effect = known ? WEBHOOK_EFFECTS[name as WebhookName] : ELSEWHERE.has(type) ? 'noted' : 'unknown'
  return { effect, ...ACTS[effect], known }
}
