import { toClosedBecause } from '@/lib/bank/closing'
import type {
  ConcernedTransaction,
  ConnectionFacts,
  CoveredAccount,
  NewestTransaction,
  ReceivedWebhook,
  StoredRun,
} from '@/lib/db/connection-reads'
import { exact, plain } from '@/lib/money/money'

/** What Plaid's support takes cases for that no error code tells of: data that is missing, or wrong. */
export const SUPPORT_CASES = [
  'missing-transactions',
  'missing-accounts',
  'wrong-categories',
  'wrong-account-types',
] as const

export type SupportCaseKind = (typeof SUPPORT_CASES)[number]

export interface SupportCaseFacts {
  environment: string
  facts: ConnectionFacts
  /** The last few of each, newest first. */
  runs: readonly StoredRun[]
  webhooks: readonly ReceivedWebhook[]
  /** Per account, where it has one; asked for only where transactions are missing. */
  newest: readonly NewestTransaction[]
  /** The one that the person came from. */
  transaction: ConcernedTransaction | null
  /** When it is written. */
  now: Date
}

/** Where Plaid's Dashboard takes such a case; the last has no address of its own. */
export const SUPPORT_FORMS: Readonly<Record<SupportCaseKind, string>> = {
  'missing-transactions':
    'https://dashboard.plaid.com/support/new/financial-institutions/missing-data/missing-transactions',
  'missing-accounts':
    'https://dashboard.plaid.com/support/new/financial-institutions/missing-data/missing-accounts',
  'wrong-categories':
    'https://dashboard.plaid.com/support/new/financial-institutions/faulty-data/faulty-transaction-data',
  'wrong-account-types': 'https://dashboard.plaid.com/support/new',
}

// Plaid's support works in English, whatever language the person reads: these words are not in the catalogue.
const SUBJECTS: Readonly<Record<SupportCaseKind, string>> = {
  'missing-transactions': 'Missing transactions',
  'missing-accounts': 'Missing accounts',
  'wrong-categories': 'Incorrect transaction category',
  'wrong-account-types': 'Incorrect account type',
}

const time = (moment: Date | null) => moment?.toISOString() ?? 'never'
const orNone = (text: string | null) => text ?? 'none'

/** Plaid counts money out as positive, the other way round than it is stored here. */
function plaidAmount({ amount, currency }: { amount: string; currency: string }): string {
  return `${plain(exact(amount).negated())} ${currency} (positive is money out)`
}

function errorLine({ errorCode, errorType, errorRequestId, healthChangedAt }: ConnectionFacts): string {
  if (errorCode === null) return 'none'
  const request = errorRequestId ? `, request_id ${errorRequestId}` : ''
  return `${errorCode}${errorType ? ` (${errorType})` : ''}, since ${time(healthChangedAt)}${request}`
}

function connectionLines({ environment, facts, now }: SupportCaseFacts): string[] {
  return [
    `environment: ${environment}`,
    `item_id: ${facts.plaidItemId}`,
    `institution: ${facts.institutionName} (${facts.plaidInstitutionId})`,
    `Item created: ${time(facts.createdAt)}`,
    `link_session_id: ${facts.linkSessionId ?? 'not known'}`,
    `Item error: ${errorLine(facts)}`,
    `consent ends: ${facts.consentExpiresAt ? time(facts.consentExpiresAt) : 'no date given'}`,
    `transactions_update_status: ${orNone(facts.historyStatus)}`,
    ...facts.products.map(
      ({ product, succeededAt, failedAt }) =>
        `${product}: last successful update ${time(succeededAt)}, last failed update ${time(failedAt)}`,
    ),
    `last good /transactions/sync: ${time(facts.lastSyncedAt)}`,
    `written at: ${time(now)}`,
  ]
}

const REASONS = {
  not_shared: 'no longer listed by /accounts/get',
  revoked: 'access revoked by the end user',
  moved: 'continued by a newer Item',
} as const

function accountLine(account: CoveredAccount): string {
  const { name, officialName, mask, type, subtype, plaidAccountId, closedAt, closedBecause } = account
  const because = toClosedBecause(closedBecause)
  const closed = closedAt && `closed here since ${time(closedAt)}${because ? `: ${REASONS[because]}` : ''}`
  const called = officialName && officialName !== name ? `${name} (${officialName})` : name
  return `- ${[called, `mask ${orNone(mask)}`, `${type}/${orNone(subtype)}`, `account_id ${plaidAccountId}`, closed].filter(Boolean).join(', ')}`
}

function accountLines(kind: SupportCaseKind, { facts, newest, transaction }: SupportCaseFacts): string[] {
  const concerned = transaction
    ? facts.accounts.filter(({ id }) => id === transaction.accountId)
    : facts.accounts
  if (concerned.length === 0) return ['none']
  return concerned.flatMap((account) => {
    if (kind !== 'missing-transactions') return [accountLine(account)]
    const last = newest.find(({ accountId }) => accountId === account.id)
    const told = last
      ? `${last.postedOn}, ${last.name}, ${plaidAmount(last)}, transaction_id ${last.plaidTransactionId}`
      : 'none'
    return [accountLine(account), `  newest transaction received: ${told}`]
  })
}

/** What only the person knows: each line says what to put in its place. */
function description(kind: SupportCaseKind, { transaction }: SupportCaseFacts): string[] {
  switch (kind) {
    case 'missing-transactions':
      return [
        'The bank’s own site shows transactions that Plaid has not returned for more than 48 hours.',
        'Account: [which of the accounts below]',
        'Missing from: [first day, YYYY-MM-DD]',
        'Missing until: [last day, YYYY-MM-DD]',
        'Examples as the bank shows them:',
        '- date: [YYYY-MM-DD], amount: [0.00], description: [text at the bank]',
        '- date: [YYYY-MM-DD], amount: [0.00], description: [text at the bank]',
      ]
    case 'missing-accounts':
      return [
        'The bank’s own site shows an account that Plaid does not return, and it was selected in Link.',
        'Missing account: name [name at the bank], last digits [0000], kind [checking, savings, credit card, …]',
        'Seen on the bank’s site on: [day, YYYY-MM-DD]',
      ]
    case 'wrong-categories':
      return transaction
        ? [
            'A transaction has a category that does not fit.',
            `transaction_id: ${transaction.plaidTransactionId}`,
            `date: ${transaction.postedOn}`,
            `amount: ${plaidAmount(transaction)}`,
            `name: ${transaction.name}`,
            `merchant_name: ${orNone(transaction.merchantName)}`,
            `returned category: ${orNone(transaction.categoryPrimary)} / ${orNone(transaction.categoryDetailed)}, confidence ${orNone(transaction.categoryConfidence)}`,
            'expected category: [primary / detailed]',
          ]
        : [
            'Transactions have categories that do not fit.',
            '- transaction_id: [id], date: [YYYY-MM-DD], amount: [0.00], name: [text], returned category: [code], expected category: [code]',
          ]
    case 'wrong-account-types':
      return [
        'An account is returned with a type or subtype that is not its own.',
        'Account: [which of the accounts below]',
        'Expected: [type/subtype, such as depository/savings]',
        'How the bank’s own site names it: [text at the bank]',
      ]
  }
}

function runLine({ at, trigger, phase, errorCode, plaidRequestIds }: StoredRun): string {
  const end = errorCode ? `${phase}, ${errorCode}` : phase
  return `- ${time(at)}, ${trigger}, ${end}, request_id: ${plaidRequestIds.join(', ') || 'none'}`
}

function webhookLine({ at, type, code, errorCode }: ReceivedWebhook): string {
  return `- ${time(at)}, ${type}: ${code}${errorCode ? ` (${errorCode})` : ''}`
}

function section(title: string, lines: readonly string[]): string {
  return `${title}\n${lines.length > 0 ? lines.join('\n') : 'none'}`
}

/**
 * The text of a case for Plaid's support, with everything filled in that is known here. What only the person knows
 * stands in square brackets. No access token is among the facts, and none is in the text: the Item's id is enough.
 */
export function supportCase(kind: SupportCaseKind, facts: SupportCaseFacts): string {
  const { facts: item, runs, webhooks } = facts
  return [
    `Subject: ${SUBJECTS[kind]}, ${item.institutionName} (item_id ${item.plaidItemId})`,
    section('What is wrong', description(kind, facts)),
    section('Item', connectionLines(facts)),
    section('Accounts', accountLines(kind, facts)),
    section('Last syncs (UTC)', runs.map(runLine)),
    section('Last webhooks (UTC)', webhooks.map(webhookLine)),
  ].join('\n\n')
}
