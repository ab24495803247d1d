import { counted, momentWords, plainCode, relative } from './format'
import type { Item } from './wire'

export type Tone = 'quiet' | 'good' | 'amber' | 'alarm'

/** One thing that is to be known of an Item at a glance. */
export interface Mark {
  words: string
  tone: Tone
}

const when = (iso: string, now: number) => relative(Date.parse(iso), now)

const phases: Record<string, Mark> = {
  'not-ready': { words: 'no history yet', tone: 'quiet' },
  initial: { words: 'first 30 days', tone: 'quiet' },
  historical: { words: 'full history', tone: 'quiet' },
}

const errorWords: Record<string, string> = {
  ITEM_LOGIN_REQUIRED: 'asks to sign in again',
  USER_PERMISSION_REVOKED: 'permission revoked',
}

/** What is to be known of an Item at a glance, the most urgent first. `now` is the emulator's, in milliseconds. */
export function marksOf(item: Item, now: number): Mark[] {
  const marks: Mark[] = []
  if (item.error !== null) {
    const since = item.error_since === null ? '' : `, ${when(item.error_since, now)}`
    marks.push({ words: `${errorWords[item.error] ?? plainCode(item.error)}${since}`, tone: 'alarm' })
  }
  if (item.disconnects_at !== null) {
    marks.push({ words: `disconnects ${when(item.disconnects_at, now)}`, tone: 'amber' })
  }
  if (item.consent_expires_at !== null) {
    const left = Date.parse(item.consent_expires_at) - now
    const words = left > 0 ? `consent ends ${when(item.consent_expires_at, now)}` : 'consent has ended'
    marks.push({ words, tone: left > 7.5 * 86_400_000 ? 'quiet' : left > 0 ? 'amber' : 'alarm' })
  }
  if (item.new_accounts) marks.push({ words: 'new accounts to share', tone: 'amber' })
  if (!item.is_exchanged) marks.push({ words: 'not exchanged yet', tone: 'amber' })
  if (item.error === null && marks.every(({ tone }) => tone === 'quiet')) {
    marks.unshift({ words: 'healthy', tone: 'good' })
  }
  const phase = phases[item.transactions]
  if (phase !== undefined) marks.push(phase)
  return marks
}

/** Who it is and since when, in one line. */
export function originWords(item: Item): string {
  const owner = item.client_id === null ? '' : ` · client ${item.client_id}`
  return `${item.username} · ${counted(item.accounts, 'account')} · made ${momentWords(Date.parse(item.created_at))}${owner}`
}

export const itemErrors = [
  'ITEM_LOGIN_REQUIRED',
  'PASSWORD_RESET_REQUIRED',
  'ITEM_LOCKED',
  'ITEM_NOT_SUPPORTED',
  'USER_SETUP_REQUIRED',
  'INSUFFICIENT_CREDENTIALS',
  'INVALID_CREDENTIALS',
  'MFA_NOT_SUPPORTED',
  'NO_ACCOUNTS',
  'ACCESS_NOT_GRANTED',
  'INSTITUTION_NO_LONGER_SUPPORTED',
  'USER_PERMISSION_REVOKED',
] as const

/** The webhooks that can be fired by hand, by their type. */
export const webhookCodes: readonly (readonly [string, readonly string[]])[] = [
  ['TRANSACTIONS', ['SYNC_UPDATES_AVAILABLE', 'DEFAULT_UPDATE', 'RECURRING_TRANSACTIONS_UPDATE']],
  [
    'ITEM',
    [
      'ERROR',
      'LOGIN_REPAIRED',
      'NEW_ACCOUNTS_AVAILABLE',
      'PENDING_DISCONNECT',
      'USER_PERMISSION_REVOKED',
      'USER_ACCOUNT_REVOKED',
    ],
  ],
  ['HOLDINGS', ['DEFAULT_UPDATE']],
  ['INVESTMENTS_TRANSACTIONS', ['DEFAULT_UPDATE']],
  ['LIABILITIES', ['DEFAULT_UPDATE']],
  ['AUTH', ['DEFAULT_UPDATE', 'AUTHORIZATION_GRANTED', 'SMS_MICRODEPOSITS_VERIFICATION']],
  ['ASSETS', ['PRODUCT_READY', 'ERROR']],
]
