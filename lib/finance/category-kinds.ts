import { categoryGroups } from './categories'

/** What a category says of its transactions: whether they are income, spending, or only move money about. */
export const CATEGORY_KINDS = ['income', 'spending', 'transfer'] as const
export type CategoryKind = (typeof CATEGORY_KINDS)[number]

/** Where an entry counts: with what its category says, or nowhere. */
export const FLOWS = [...CATEGORY_KINDS, 'excluded'] as const
export type Flow = (typeof FLOWS)[number]

/**
 * Codes of Plaid's, of either version, whose transactions move money between what one owns and what one owes, and leave
 * a person neither richer nor poorer. Paying a loan is not among them: most lenders do not report the other side, and
 * people plan it as a cost. Paying a card is, because what was bought with it is counted already.
 */
export const TRANSFER_CODES: readonly string[] = [
  'TRANSFER_IN_ACCOUNT_TRANSFER',
  'TRANSFER_IN_SAVINGS',
  'TRANSFER_IN_INVESTMENT_AND_RETIREMENT_FUNDS',
  'TRANSFER_IN_CASH_ADVANCES_AND_LOANS',
  'TRANSFER_OUT_ACCOUNT_TRANSFER',
  'TRANSFER_OUT_SAVINGS',
  'TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS',
  'TRANSFER_OUT_CRYPTO',
  'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT',
  'LOAN_DISBURSEMENTS',
  ...categoryGroups.flatMap(({ primary, detailed }) => (primary === 'LOAN_DISBURSEMENTS' ? detailed : [])),
]

/** Groups whose transactions are income where they are no transfers. */
export const INCOME_GROUPS: readonly string[] = ['INCOME', 'TRANSFER_IN']

/** Plaid's wider categories. */
export const PLAID_GROUPS: readonly string[] = categoryGroups.map(({ primary }) => primary)

/** The wider category of a code of Plaid's, by its beginning, so that a newer one has its place too; null for others. */
export function plaidGroupOf(code: string): string | null {
  return PLAID_GROUPS.find((group) => code === group || code.startsWith(`${group}_`)) ?? null
}
