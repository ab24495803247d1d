import type * as plaid from 'plaid'
import { z } from 'zod'
import { countrySchema, productSchema } from './documents'
import { accountFiltersSchema } from './link-account-filters'

/** A schema for each field of one of the SDK's requests: leaving one out, or naming one too many, does not compile. */
export type Fields<Request> = { [Key in keyof Required<Request>]: z.ZodType }

export const text = z.string().min(1)
export const products = z.array(productSchema)
export const countries = z.array(countrySchema).min(1)
/** Parts of a request that the emulator accepts and leaves alone. */
const accepted = z.record(z.string(), z.unknown())
export const ignored = z.unknown().optional()

/** A strict object over a request's fields; the credentials may stand in any body. */
export function request<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject({ client_id: text.optional(), secret: text.optional(), ...shape })
}
const credentials = { client_id: text.optional(), secret: text.optional() }
/** A day as 'YYYY-MM-DD' that a calendar has. */
export const isoDate = z.iso.date({ error: 'must be a date in the format YYYY-MM-DD' })
export const days = z.number().int().min(1).max(730)
export const url = z.url({ protocol: /^https?$/, error: 'must be a valid URL' })

/** The languages that Link speaks at Plaid. */
const languages = 'da nl en et fr de hi it lv lt no pl pt ro es sv vi'.split(' ')
const languageSchema = text.refine(
  (language) => languages.includes(language),
  `must be one of: ${languages.join(', ')}`,
)

/** An app's own scheme may be led back to as well, but nothing that a browser would run or read from the disk. */
const completionUri = z.string().refine((uri) => {
  const { protocol } = URL.canParse(uri) ? new URL(uri) : { protocol: '' }
  return protocol !== '' && !/^(javascript|data|vbscript|file|blob|about):$/.test(protocol)
}, 'must be a valid URI')

const hostedLinkSchema = z.strictObject({
  delivery_method: z.enum(['sms', 'email']).optional(),
  completion_redirect_uri: completionUri.optional(),
  url_lifetime_seconds: z
    .number()
    .int()
    .min(1)
    .max(21 * 86_400)
    .optional(),
  is_mobile_app: z.boolean().optional(),
} satisfies Fields<plaid.LinkTokenCreateHostedLink>)

const linkTokenFields = {
  ...credentials,
  client_name: text.max(30),
  language: languageSchema,
  country_codes: countries,
  user: z
    .strictObject({
      client_user_id: text,
      legal_name: z.string().optional(),
      name: ignored,
      phone_number: z.string().optional(),
      phone_number_verified_time: z.string().nullish(),
      email_address: z.string().optional(),
      email_address_verified_time: z.string().nullish(),
      ssn: z.string().optional(),
      date_of_birth: z.string().nullish(),
      address: ignored,
      id_number: ignored,
    } satisfies Fields<plaid.LinkTokenCreateRequestUser>)
    .optional(),
  user_id: text.optional(),
  products: products.nullish(),
  required_if_supported_products: products.nullish(),
  optional_products: products.nullish(),
  additional_consented_products: products.nullish(),
  webhook: url.optional(),
  access_token: text.nullish(),
  access_tokens: z.array(text).optional(),
  link_customization_name: z.string().optional(),
  appearance_mode: z.enum(['LIGHT', 'DARK', 'SYSTEM', 'null']).nullish(),
  redirect_uri: url.optional(),
  android_package_name: z.string().optional(),
  institution_data: z
    .strictObject({ routing_number: text.optional() } satisfies Fields<plaid.LinkTokenCreateInstitutionData>)
    .optional(),
  card_switch: ignored,
  account_filters: accountFiltersSchema.optional(),
  eu_config: ignored,
  institution_id: text.optional(),
  payment_configuration: ignored,
  payment_initiation: ignored,
  employment: ignored,
  income_verification: ignored,
  base_report: ignored,
  credit_partner_insights: ignored,
  cra_options: ignored,
  consumer_report_permissible_purpose: ignored,
  auth: accepted.optional(),
  transfer: ignored,
  update: z
    .strictObject({
      account_selection_enabled: z.boolean().optional(),
      reauthorization_enabled: z.boolean().optional(),
      user: z.boolean().optional(),
      item_ids: z.array(text).nullish(),
    } satisfies Fields<plaid.LinkTokenCreateRequestUpdate>)
    .optional(),
  identity_verification: ignored,
  statements: ignored,
  third_party_user_token: z.string().optional(),
  investments: accepted.optional(),
  investments_auth: accepted.optional(),
  hosted_link: hostedLinkSchema.optional(),
  transactions: z
    .strictObject({ days_requested: days.optional() } satisfies Fields<plaid.LinkTokenTransactions>)
    .optional(),
  cashflow_report: ignored,
  cra_enabled: z.boolean().optional(),
  identity: accepted.optional(),
  financekit_supported: z.boolean().optional(),
  enable_multi_item_link: z.boolean().optional(),
  user_token: z.string().optional(),
} satisfies Fields<plaid.LinkTokenCreateRequest>

export const linkTokenCreateRequest = z.strictObject(linkTokenFields)
export const linkTokenGetRequest = request({ link_token: text })

export const publicTokenExchangeRequest = request({ public_token: text })

export const accessToken = { access_token: text }
export const itemRequest = request(accessToken)
export const itemRemoveRequest = request({
  ...accessToken,
  reason_code: z
    .enum([
      'FRAUD_FIRST_PARTY',
      'FRAUD_FALSE_IDENTITY',
      'FRAUD_ABUSE',
      'FRAUD_OTHER',
      'CONNECTION_IS_NON_FUNCTIONAL',
      'OTHER',
    ])
    .nullish(),
  reason_note: z.string().max(512).nullish(),
})
export const itemWebhookUpdateRequest = request({ ...accessToken, webhook: url.nullish() })

export const accountsGetRequest = request({
  ...accessToken,
  options: z.strictObject({ account_ids: z.array(text).optional() }).optional(),
})
export const accountsBalanceGetRequest = request({
  ...accessToken,
  options: z
    .strictObject({
      account_ids: z.array(text).optional(),
      min_last_updated_datetime: z.iso
        .datetime({ offset: true, error: 'must be an ISO 8601 timestamp' })
        .optional(),
    })
    .optional(),
})

export const transactionsSyncRequest = request({
  ...accessToken,
  cursor: z.string().max(256).optional(),
  count: z.number().int().min(1).max(500).optional(),
  options: z
    .strictObject({
      include_original_description: z.boolean().nullish(),
      include_personal_finance_category: z.boolean().optional(),
      include_logo_and_counterparty_beta: z.boolean().optional(),
      personal_finance_category_version: z.enum(['v1', 'v2']).optional(),
      days_requested: days.optional(),
      account_id: text.optional(),
    } satisfies Fields<plaid.TransactionsSyncRequestOptions>)
    .optional(),
})

const institutionOptions = {
  include_optional_metadata: z.boolean().optional(),
  include_auth_metadata: z.boolean().nullish(),
  include_payment_initiation_metadata: z.boolean().nullish(),
}
export const institutionsGetRequest = request({
  count: z.number().int().min(1).max(500),
  offset: z.number().int().min(0),
  country_codes: countries,
  options: z
    .strictObject({
      ...institutionOptions,
      products: products.nullish(),
      routing_numbers: z.array(text).nullish(),
      oauth: z.boolean().nullish(),
    })
    .optional(),
})
export const institutionsSearchRequest = request({
  query: text,
  products: products.nullish(),
  country_codes: countries,
  options: z
    .strictObject({ ...institutionOptions, oauth: z.boolean().nullish(), payment_initiation: ignored })
    .optional(),
})
export const institutionsGetByIdRequest = request({
  institution_id: text,
  country_codes: countries,
  options: z.strictObject({ ...institutionOptions, include_status: z.boolean().optional() }).optional(),
})

export const webhookVerificationKeyRequest = request({ key_id: text })

export const sandboxPublicTokenRequest = request({
  institution_id: text,
  initial_products: products.min(1),
  options: z
    .strictObject({
      webhook: url.optional(),
      override_username: z.string().nullish(),
      override_password: z.string().nullish(),
      transactions: z
        .strictObject({
          start_date: z.string().optional(),
          end_date: z.string().optional(),
          days_requested: days.optional(),
        })
        .nullish(),
      statements: ignored,
      income_verification: ignored,
    })
    .optional(),
  user_token: z.string().optional(),
  user_id: z.string().optional(),
})

export const sandboxFireWebhookRequest = request({
  ...accessToken,
  webhook_type: z
    .enum(['AUTH', 'HOLDINGS', 'INVESTMENTS_TRANSACTIONS', 'ITEM', 'LIABILITIES', 'TRANSACTIONS', 'ASSETS'])
    .optional(),
  webhook_code: z.enum([
    'DEFAULT_UPDATE',
    'NEW_ACCOUNTS_AVAILABLE',
    'SMS_MICRODEPOSITS_VERIFICATION',
    'AUTHORIZATION_GRANTED',
    'USER_PERMISSION_REVOKED',
    'USER_ACCOUNT_REVOKED',
    'PENDING_DISCONNECT',
    'RECURRING_TRANSACTIONS_UPDATE',
    'LOGIN_REPAIRED',
    'SYNC_UPDATES_AVAILABLE',
    'PRODUCT_READY',
    'ERROR',
  ]),
})
