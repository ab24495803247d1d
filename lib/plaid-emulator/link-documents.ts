import { z } from 'zod'
import { customUserSchema } from './custom-user'
import { countrySchema, productSchema } from './documents'
import { accountFiltersSchema } from './link-account-filters'

/** A moment of the emulator's time, in milliseconds. */
const moment = z.number()

/** A link token: what Link may do with it, and until when. */
export const linkTokenSchema = z.object({
  clientId: z.string(),
  clientName: z.string(),
  language: z.string(),
  countryCodes: z.array(countrySchema),
  products: z.array(productSchema),
  productsIfSupported: z.array(productSchema),
  productsConsented: z.array(productSchema),
  accountFilters: accountFiltersSchema.nullable(),
  routingNumber: z.string().nullable(),
  /** Where Link's own webhooks go; a new Item's go there as well. */
  webhook: z.string().nullable(),
  redirectUri: z.string().nullable(),
  /** For Hosted Link: where it leads in the end. Null where Link opens in the page of the client. */
  hosted: z.object({ completionRedirectUri: z.string().nullable() }).nullable(),
  daysRequested: z.number().int(),
  institutionId: z.string().nullable(),
  selection: z.enum(['single', 'multiple']),
  /** The Item to update, in update mode. */
  itemId: z.string().nullable(),
  selectsAccounts: z.boolean(),
  createdAt: moment,
  expiresAt: moment,
  usedAt: moment.nullable(),
})
export type LinkTokenDocument = z.infer<typeof linkTokenSchema>

const institutionSchema = z.object({ name: z.string(), institution_id: z.string() })

/** An account as Link names it to the client's page and in what it tells the client's server. */
const linkAccountSchema = z.object({
  id: z.string(),
  name: z.string(),
  mask: z.string().nullable(),
  type: z.string(),
  subtype: z.string(),
  verification_status: z.null(),
  class_type: z.null(),
})
export type LinkAccount = z.infer<typeof linkAccountSchema>

/** What an event of Link says besides its name. */
export const linkEventMetadataSchema = z.object({
  error_code: z.string().optional(),
  error_message: z.string().optional(),
  error_type: z.string().optional(),
  exit_status: z.string().optional(),
  institution_id: z.string().optional(),
  institution_name: z.string().optional(),
  institution_search_query: z.string().optional(),
  request_id: z.string().optional(),
  mfa_type: z.string().optional(),
  view_name: z.string().optional(),
  selection: z.string().optional(),
  brand_name: z.string().optional(),
  match_reason: z.string().optional(),
  routing_number: z.string().optional(),
  account_number_mask: z.string().optional(),
})

export const linkEventSchema = z.object({
  event_name: z.string(),
  timestamp: z.string(),
  event_id: z.string(),
  event_metadata: linkEventMetadataSchema,
})
export type LinkEvent = z.infer<typeof linkEventSchema>

/** One opening of Link. The password is never kept. */
export const linkSessionSchema = z.object({
  linkTokenHash: z.string(),
  itemId: z.string(),
  state: z.enum(['credentials', 'mfa', 'accounts', 'finished', 'exited']),
  institutionId: z.string().nullable(),
  username: z.string().nullable(),
  custom: customUserSchema.nullable(),
  mfaRound: z.number().int(),
  startedAt: moment,
  finishedAt: moment.nullable(),
  /** What was connected. The public token is not kept: it follows from the link token and the session. */
  success: z.object({ accounts: z.array(linkAccountSchema), institution: institutionSchema }).nullable(),
  exit: z.object({ status: z.string().nullable() }).nullable(),
  events: z.array(linkEventSchema),
})
export type LinkSessionDocument = z.infer<typeof linkSessionSchema>

/** The keys of Link's documents: tokens only ever by their hash. */
export const linkKeys = {
  token: (hash: string) => `link-token/${hash}`,
  tokens: 'link-token/',
  session: (id: string) => `link-session/${id}`,
  sessions: 'link-session/',
}
