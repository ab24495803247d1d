import type * as plaid from 'plaid'
import { z } from 'zod'
import type { Context } from '../context'
import { timestamp } from '../day'
import { keys, type LinkTokenDocument } from '../documents'
import { failure, invalidField } from '../errors'
import { freshToken, hashToken } from '../ids'
import { itemByAccessToken, listItems } from '../items'
import { linkTokenCreateRequest } from '../requests'
import { route } from '../route'
import type { DocumentChange } from '../store'
import type { Product } from '../wire'
import { findInstitution } from '../world/institutions'

const newItemMs = 4 * 3_600_000
const updateMs = 30 * 60_000
/** Expired tokens are kept this long, so that what they answer stays the same for a while. */
const keepMs = 24 * 3_600_000

const expirySchema = z.object({ expiresAt: z.number() })

const isLoopback = (hostname: string) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

function checkRedirect(uri: string): void {
  const { protocol, hostname, search } = new URL(uri)
  if (search !== '') throw invalidField('redirect_uri must not contain a query')
  if (protocol !== 'https:' && !isLoopback(hostname)) throw invalidField('redirect_uri must use HTTPS')
}

/** The removal of what nobody can use any more: expired tokens, and Items whose public token was never exchanged. */
async function leftovers(context: Context, now: number): Promise<DocumentChange[]> {
  const tokens = [
    ...(await context.store.list(keys.linkTokens)),
    ...(await context.store.list(keys.publicTokens)),
  ]
  const expired = tokens
    .filter(({ value }) => expirySchema.parse(value).expiresAt < now - keepMs)
    .map(({ key }) => key)
  const abandoned = (await listItems(context))
    .filter(({ accessTokenHash, createdAt }) => accessTokenHash === null && createdAt < now - keepMs)
    .map(({ itemId }) => keys.item(itemId))
  return [...expired, ...abandoned].map((key) => ({ key, value: null }))
}

const create = route<plaid.LinkTokenCreateRequest, plaid.LinkTokenCreateResponse>()(
  '/link/token/create',
  linkTokenCreateRequest,
  async (context, request, { clientId }) => {
    const { user, user_id, user_token, redirect_uri, institution_id, access_token } = request
    if (user === undefined && user_id === undefined && user_token === undefined) {
      throw failure('INVALID_REQUEST', 'MISSING_FIELDS', 'the following required fields are missing: user')
    }
    if (redirect_uri !== undefined) checkRedirect(redirect_uri)
    const products: Product[] = request.products ?? []
    const item = access_token ? await itemByAccessToken(context, clientId, access_token) : null
    if (item === null && products.length === 0) {
      throw failure(
        'INVALID_REQUEST',
        'MISSING_FIELDS',
        'the following required fields are missing: products',
      )
    }
    if (item !== null && products.length > 0) {
      throw invalidField('products must not be set when a link_token is created in update mode')
    }
    if (products.includes('balance')) {
      throw failure(
        'INVALID_INPUT',
        'INVALID_PRODUCT',
        'balance is not a valid product for link_token creation: it is available with every other product',
      )
    }
    if (institution_id !== undefined && findInstitution(institution_id) === null) {
      throw invalidField('institution_id must be the id of an institution')
    }
    const now = await context.now()
    const filters = Object.entries(request.account_filters ?? {}).flatMap(([type, filter]) =>
      filter === undefined ? [] : [[type, filter.account_subtypes] as const],
    )
    const document: LinkTokenDocument = {
      clientId,
      clientName: request.client_name,
      language: request.language,
      countryCodes: request.country_codes,
      products,
      productsIfSupported: [
        ...(request.required_if_supported_products ?? []),
        ...(request.optional_products ?? []),
      ],
      productsConsented: request.additional_consented_products ?? [],
      accountSubtypes: filters.length === 0 ? null : Object.fromEntries(filters),
      webhook: item === null ? (request.webhook ?? null) : null,
      redirectUri: redirect_uri ?? null,
      hosted: null,
      daysRequested: request.transactions?.days_requested ?? 90,
      institutionId: institution_id ?? null,
      // At Plaid a customization from the dashboard decides it; here its name does.
      selection: request.link_customization_name?.includes('single') ? 'single' : 'multiple',
      itemId: item?.itemId ?? null,
      selectsAccounts: item === null || (request.update?.account_selection_enabled ?? false),
      expiresAt: now + (item === null ? newItemMs : updateMs),
      usedAt: null,
    }
    const token = freshToken('link')
    await context.store.write([
      { key: keys.linkToken(hashToken(token)), value: document, expected: 0 },
      ...(await leftovers(context, now)),
    ])
    return { link_token: token, expiration: timestamp(document.expiresAt) }
  },
)

export const linkTokenRoutes = [create]
