import { z } from 'zod'
import { customUserSchema } from './custom-user'
import type { CountryCode, Product } from './wire'

/** Every product of Plaid's, so that a request naming another one can be told so. */
const productTable: Record<Product, true> = {
  assets: true,
  auth: true,
  balance: true,
  balance_plus: true,
  beacon: true,
  identity: true,
  identity_match: true,
  investments: true,
  investments_auth: true,
  liabilities: true,
  payment_initiation: true,
  identity_verification: true,
  transactions: true,
  credit_details: true,
  income: true,
  income_verification: true,
  standing_orders: true,
  transfer: true,
  employment: true,
  recurring_transactions: true,
  transactions_refresh: true,
  signal: true,
  statements: true,
  processor_payments: true,
  processor_identity: true,
  profile: true,
  cra_base_report: true,
  cra_income_insights: true,
  cra_partner_insights: true,
  cra_network_insights: true,
  cra_cashflow_insights: true,
  cra_monitoring: true,
  cra_lend_score: true,
  cra_plaid_credit_score: true,
  cra_qualify: true,
  cra_home_lending: true,
  layer: true,
  pay_by_bank: true,
  protect_linked_bank: true,
  protect_transactions: true,
}

const countryTable: Record<CountryCode, true> = {
  US: true,
  GB: true,
  ES: true,
  NL: true,
  FR: true,
  IE: true,
  CA: true,
  DE: true,
  IT: true,
  PL: true,
  DK: true,
  NO: true,
  SE: true,
  EE: true,
  LT: true,
  LV: true,
  PT: true,
  BE: true,
  AT: true,
  FI: true,
}

export const productSchema = z.custom<Product>(
  (value) => typeof value === 'string' && Object.hasOwn(productTable, value),
)
export const countrySchema = z.custom<CountryCode>(
  (value) => typeof value === 'string' && Object.hasOwn(countryTable, value),
)

const moment = z.number()

/** A transaction that somebody wrote into the pretend bank's books. Days 'YYYY-MM-DD'; minor units, positive = out. */
const writtenSchema = z.object({
  transactedOn: z.string(),
  postedOn: z.string(),
  minor: z.number().int(),
  description: z.string(),
})

const eventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arrive'), at: moment, first: z.number().int(), count: z.number().int() }),
  z.object({ kind: z.literal('post'), at: moment }),
  z.object({ kind: z.literal('accounts'), at: moment, accounts: z.array(z.string()) }),
  z.object({ kind: z.literal('open'), at: moment, account: z.string() }),
  z.object({ kind: z.literal('raise'), at: moment, entry: z.string(), minor: z.number().int() }),
  z.object({ kind: z.literal('create'), at: moment, account: z.string(), rows: z.array(writtenSchema) }),
])

/** What can be wrong with an Item until somebody acts. */
export const itemErrorCodes = [
  'ITEM_LOGIN_REQUIRED',
  'ITEM_LOCKED',
  'ITEM_NOT_SUPPORTED',
  'USER_SETUP_REQUIRED',
  'PASSWORD_RESET_REQUIRED',
  'INSUFFICIENT_CREDENTIALS',
  'INVALID_CREDENTIALS',
  'MFA_NOT_SUPPORTED',
  'NO_ACCOUNTS',
  'ACCESS_NOT_GRANTED',
  'INSTITUTION_NO_LONGER_SUPPORTED',
  'USER_PERMISSION_REVOKED',
] as const
export type ItemErrorCode = (typeof itemErrorCodes)[number]

/** Why an OAuth bank asks for a new login. */
const errorReasons = ['OAUTH_INVALID_TOKEN', 'OAUTH_CONSENT_EXPIRED'] as const
export type ErrorReason = (typeof errorReasons)[number]

/** How far a proof of ownership by small deposits can be. */
const verificationStatuses = [
  'pending_automatic_verification',
  'pending_manual_verification',
  'automatically_verified',
  'manually_verified',
  'verification_expired',
  'verification_failed',
] as const

const itemFields = z.object({
  itemId: z.string(),
  clientId: z.string(),
  institutionId: z.string(),
  username: z.string(),
  /** Who signed in to it first, once somebody else has; and how often that has changed. */
  firstUsername: z.string().nullable().default(null),
  logins: z.number().int().default(0),
  createdAt: moment,
  startedAt: moment.nullable(),
  daysRequested: z.number().int(),
  accounts: z.array(z.string()),
  products: z.array(productSchema),
  consented: z.array(productSchema),
  webhook: z.string().nullable(),
  events: z.array(eventSchema),
  arrived: z.number().int(),
  polledAt: moment,
  /** What is wrong with it and since when, or null. Nothing new is learned from the bank meanwhile. */
  error: z
    .object({
      code: z.enum(itemErrorCodes),
      since: moment,
      reason: z.enum(errorReasons).nullable().default(null),
    })
    .nullable(),
  /** Since when the bank does not answer, or null. What was learned before stays. */
  unreachableSince: moment.nullable().default(null),
  /** When the person last signed in again, or null. */
  repairedAt: moment.nullable().default(null),
  /** What a `user_custom` wants the bank to be. */
  custom: customUserSchema.nullable().default(null),
  /** When news of a product was last told. */
  productsAnnounced: z.partialRecord(productSchema, moment).default({}),
  /** Since when it has each product; Transactions has `startedAt` besides. */
  productsSince: z.partialRecord(productSchema, moment).default({}),
  consentExpiresAt: moment.nullable(),
  expiryAnnounced: z.boolean(),
  /** When the bank will end the connection, if it has said so. */
  disconnectsAt: moment.nullable().default(null),
  /** The state of proofs of ownership, by account key, where one has been set. */
  verification: z.record(z.string(), z.enum(verificationStatuses)).default({}),
  syncCalled: z.boolean(),
  /** The state that webhooks have told about. */
  announced: z.object({
    phase: z.enum(['not-ready', 'initial', 'historical']),
    t: moment,
    e: z.number().int(),
  }),
  lastWebhook: z.object({ sentAt: moment, code: z.string() }).nullable(),
  lastFailureAt: moment.nullable(),
  accessTokenHash: z.string().nullable(),
  /** For each public token that was made of an access token, what its exchange gives; see kept-tokens.ts. */
  keptTokens: z
    .array(
      z.object({
        publicTokenHash: z.string(),
        publicKey: z.string(),
        sealed: z.object({ key: z.string(), body: z.string() }),
        expiresAt: moment,
      }),
    )
    .default([]),
})

const beforeErrors = z.looseObject({ loginRequiredSince: moment.nullable(), error: z.undefined().optional() })

/** An Item stored when a lost login was the only thing that could be wrong with one. */
function withError(stored: unknown): unknown {
  const { success, data } = beforeErrors.safeParse(stored)
  if (!success) return stored
  const { loginRequiredSince: since, ...item } = data
  return { ...item, error: since === null ? null : { code: 'ITEM_LOGIN_REQUIRED', since } }
}

/** An Item: who logged in where and what has been made to happen since. All moments in the emulator's milliseconds. */
export const itemSchema = z.preprocess(withError, itemFields)
export type ItemDocument = z.infer<typeof itemSchema>

/** What an access token's hash leads to. A removed Item's tokens are remembered, to answer as Plaid does. */
export const accessSchema = z.object({ itemId: z.string(), clientId: z.string(), isRemoved: z.boolean() })

export const publicTokenSchema = z.object({
  itemId: z.string(),
  clientId: z.string(),
  expiresAt: moment,
  usedAt: moment.nullable(),
})

export const clockSchema = z.object({ offsetMs: z.number() })

/** The key that webhooks are signed with. Its times are real ones, in seconds. */
export const signingKeySchema = z.object({
  kid: z.string(),
  privatePem: z.string(),
  x: z.string(),
  y: z.string(),
  createdAt: z.number().int(),
  expiredAt: z.number().int().nullable(),
})
export type SigningKeyDocument = z.infer<typeof signingKeySchema>

/** The keys that documents are stored under. Tokens only ever by their hash. */
export const keys = {
  clock: 'clock',
  item: (itemId: string) => `item/${itemId}`,
  items: 'item/',
  access: (hash: string) => `access/${hash}`,
  publicToken: (hash: string) => `public-token/${hash}`,
  publicTokens: 'public-token/',
  signingKey: (kid: string) => `signing-key/${kid}`,
  signingKeys: 'signing-key/',
}
