import { z } from 'zod'
import { subtypeSchema } from './world/custom/subtypes'

/*
 * The JSON that the password of `user_custom` is, after the SDK's `UserCustomPassword`. Plaid's own templates leave
 * out what they do not need or write null for it, so everything but an account's type may be missing.
 */

const day = z.iso.date()
const amount = z.number().min(-1e11).max(1e11)
const name = z.string().max(500)
const currency = z.string().regex(/^[A-Z0-9]{2,8}$/)
const dayOfMonth = z.union([
  z.number().int().min(1).max(28),
  z.enum(['last']),
  z.string().regex(/^([1-9]|1\d|2[0-8])$/),
])

const transactionSchema = z.looseObject({
  date_transacted: day,
  date_posted: day.nullish(),
  amount,
  description: name,
  currency: currency.nullish(),
})

const securitySchema = z.looseObject({
  isin: z.string().nullish(),
  cusip: z.string().nullish(),
  sedol: z.string().nullish(),
  name: name.nullish(),
  ticker_symbol: z.string().nullish(),
  currency: currency.nullish(),
})

const holdingSchema = z.looseObject({
  institution_price: z.number(),
  institution_price_as_of: day.nullish(),
  cost_basis: z.number().nullish(),
  quantity: z.number(),
  currency: currency.nullish(),
  security: securitySchema,
})

const investmentTransactionSchema = z.looseObject({
  date: day,
  name,
  quantity: z.number(),
  price: z.number(),
  fees: z.number().nullish(),
  type: z.enum(['buy', 'sell', 'cash', 'fee', 'transfer', 'cancel']),
  currency: currency.nullish(),
  security: securitySchema.nullish(),
})

const addressSchema = z.looseObject({
  primary: z.boolean().nullish(),
  data: z
    .looseObject({
      city: z.string().nullish(),
      region: z.string().nullish(),
      street: z.string().nullish(),
      postal_code: z.string().nullish(),
      country: z.string().nullish(),
    })
    .nullish(),
})

const contactSchema = z.looseObject({
  data: z.string().nullish(),
  primary: z.boolean().nullish(),
  type: z.string().nullish(),
})

const identitySchema = z.looseObject({
  names: z.array(z.string().nullable()).nullish(),
  phone_numbers: z.array(contactSchema).nullish(),
  emails: z.array(contactSchema).nullish(),
  addresses: z.array(addressSchema).nullish(),
})

const numbersSchema = z.looseObject({
  account: z.string().nullish(),
  ach_routing: z.string().nullish(),
  ach_wire_routing: z.string().nullish(),
  eft_institution: z.string().nullish(),
  eft_branch: z.string().nullish(),
  international_bic: z.string().nullish(),
  international_iban: z.string().nullish(),
  bacs_sort_code: z.string().nullish(),
})

const liabilitySchema = z.looseObject({
  type: z.enum(['credit', 'student']).nullish(),
  purchase_apr: z.number().nullish(),
  cash_apr: z.number().nullish(),
  balance_transfer_apr: z.number().nullish(),
  special_apr: z.number().nullish(),
  last_payment_amount: z.number().nullish(),
  minimum_payment_amount: z.number().nullish(),
  is_overdue: z.boolean().nullish(),
  origination_date: day.nullish(),
  principal: amount.nullish(),
  nominal_apr: z.number().nullish(),
  interest_capitalization_grace_period_months: z.number().nullish(),
  repayment_model: z
    .looseObject({
      type: z.string().nullish(),
      non_repayment_months: z.number().nullish(),
      repayment_months: z.number().nullish(),
    })
    .nullish(),
  expected_payoff_date: day.nullish(),
  guarantor: z.string().nullish(),
  is_federal: z.boolean().nullish(),
  loan_name: z.string().nullish(),
  loan_status: z.looseObject({ end_date: day.nullish(), type: z.string().nullish() }).nullish(),
  payment_reference_number: z.string().nullish(),
  pslf_status: z
    .looseObject({
      estimated_eligibility_date: day.nullish(),
      payments_made: z.number().nullish(),
      payments_remaining: z.number().nullish(),
    })
    .nullish(),
  repayment_plan_description: z.string().nullish(),
  repayment_plan_type: z.string().nullish(),
  sequence_number: z.string().nullish(),
  servicer_address: addressSchema.nullish(),
})

const inflowSchema = z
  .looseObject({
    type: z
      .enum(['none', 'monthly-income', 'monthly-balance-payment', 'monthly-interest-only-payment'])
      .nullish(),
    income_amount: amount.nullish(),
    payment_day_of_month: dayOfMonth.nullish(),
    transaction_name: name.nullish(),
    statement_day_of_month: dayOfMonth.nullish(),
  })
  .refine(({ type, income_amount, payment_day_of_month, transaction_name, statement_day_of_month }) => {
    const isGiven = (value: unknown) => value !== null && value !== undefined
    if (!isGiven(type) || type === 'none') return true
    if (!isGiven(payment_day_of_month) || !isGiven(transaction_name)) return false
    return isGiven(type === 'monthly-income' ? income_amount : statement_day_of_month)
  })
export type InflowModel = z.infer<typeof inflowSchema>

const accountSchema = z
  .looseObject({
    type: z.enum(['investment', 'credit', 'depository', 'loan', 'payroll', 'brokerage', 'other']),
    subtype: subtypeSchema.nullish(),
    starting_balance: amount.nullish(),
    force_available_balance: amount.nullish(),
    has_null_available_balance: z.boolean().nullish(),
    currency: currency.nullish(),
    meta: z
      .looseObject({
        name: name.nullish(),
        official_name: name.nullish(),
        limit: amount.nullish(),
        mask: z
          .string()
          .regex(/^$|^[A-Za-z0-9]{2,4}$/)
          .nullish(),
        apy: z.number().nullish(),
      })
      .nullish(),
    numbers: numbersSchema.nullish(),
    transactions: z.array(transactionSchema).nullish(),
    holdings: z.array(holdingSchema).nullish(),
    investment_transactions: z.array(investmentTransactionSchema).nullish(),
    identity: identitySchema.nullish(),
    liability: liabilitySchema.nullish(),
    inflow_model: inflowSchema.nullish(),
  })
  .refine(
    ({ force_available_balance, has_null_available_balance }) =>
      (force_available_balance ?? null) === null || has_null_available_balance !== true,
  )

/** An account of a custom user, as its JSON gives it; amounts are decimal numbers of its currency. */
export type OverrideAccount = z.infer<typeof accountSchema>

/** Errors that `force_error` can name, as the SDK documents them. */
export const forcedErrors = [
  'INSTITUTION_NOT_RESPONDING',
  'INSTITUTION_NO_LONGER_SUPPORTED',
  'INVALID_CREDENTIALS',
  'INVALID_MFA',
  'ITEM_LOCKED',
  'ITEM_LOGIN_REQUIRED',
  'ITEM_NOT_SUPPORTED',
  'INVALID_LINK_TOKEN',
  'MFA_NOT_SUPPORTED',
  'NO_ACCOUNTS',
  'PLAID_ERROR',
  'USER_INPUT_TIMEOUT',
  'USER_SETUP_REQUIRED',
] as const
export type ForcedError = (typeof forcedErrors)[number]

const rounds = z.number().int().min(1).max(10)

/** What the password of `user_custom` says the bank should be. */
export const customUserSchema = z.looseObject({
  version: z.union([z.string(), z.number()]).nullish(),
  seed: z.union([z.string(), z.number()]).nullish(),
  /** Moves every day in it so that the newest is the day on which the Item is made. */
  roll_dates_forward: z.boolean().nullish(),
  override_accounts: z.array(accountSchema).max(10).nullish(),
  mfa: z
    .looseObject({
      type: z.enum(['device', 'selections', 'questions', '']).nullish(),
      question_rounds: rounds.nullish(),
      questions_per_round: rounds.nullish(),
      selection_rounds: rounds.nullish(),
      selections_per_question: rounds.nullish(),
    })
    .nullish(),
  recaptcha: z.enum(['good', 'bad', '']).nullish(),
  force_error: z.enum([...forcedErrors, '']).nullish(),
})
export type CustomUser = z.infer<typeof customUserSchema>

/** How long the JSON may be, and how many transactions it may list in all of its accounts. */
export const customUserLimits = { bytes: 55_000, transactions: 250 } as const

/** Reads the JSON; null where it is none, breaks the shape or is larger than it may be. */
export function parseCustomUser(text: string): CustomUser | null {
  if (Buffer.byteLength(text) > customUserLimits.bytes) return null
  const parsed = (() => {
    try {
      return customUserSchema.safeParse(JSON.parse(text)).data
    } catch {
      return undefined
    }
  })()
  if (parsed === undefined) return null
  const listed = (parsed.override_accounts ?? []).reduce(
    (count, { transactions }) => count + (transactions?.length ?? 0),
    0,
  )
  return listed > customUserLimits.transactions ? null : parsed
}
