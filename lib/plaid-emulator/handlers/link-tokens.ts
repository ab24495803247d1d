import { randomUUID } from 'node:crypto'
import type * as plaid from 'plaid'
import { z } from 'zod'
import { type Context, findDocument } from '../context'
import { timestamp } from '../day'
import { type ItemDocument, keys } from '../documents'
import { failure, invalidField, invalidLinkToken } from '../errors'
import { linkTokenOfHosted } from '../hosted/hosted-token'
import { freshToken, hashToken, hasTokenShape } from '../ids'
import { itemByAccessToken, listItems } from '../items'
import { type LinkTokenDocument, linkKeys, linkTokenSchema } from '../link-documents'
import { linkTokenCreateRequest, linkTokenGetRequest } from '../requests'
import { route } from '../route'
import type { DocumentChange } from '../store'
import type { Product } from '../wire'
import { findInstitution, institutions } from '../world/institutions'
import { linkSessionsOf } from './link-session-results'

const newItemMs = 4 * 3_600_000
const updateMs = 30 * 60_000
const hostedMs = 30 * 60_000
/** Expired tokens are kept this long, so that what they answer stays the same for a while. */
const keepMs = 24 * 3_600_000

type CreateRequest = z.infer<typeof linkTokenCreateRequest>

const expirySchema = z.object({ expiresAt: z.number() })

const isLoopback = (hostname: string) => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

function checkRedirect(uri: string): void {
  const { protocol, hostname, search, hash } = new URL(uri)
  if (search !== '' || uri.includes('?')) throw invalidField('redirect_uri must not contain a query')
  if (hash !== '' || uri.includes('#')) throw invalidField('redirect_uri must not contain a fragment')
  if (protocol !== 'https:' && !isLoopback(hostname)) throw invalidField('redirect_uri must use HTTPS')
}

const missing = (field: string) =>
  failure('INVALID_REQUEST', 'MISSING_FIELDS', `the following required fields are missing: ${field}`)

/** What Link may be opened for, as Plaid documents it: none twice, none in update mode but with a consent. */
function checkProducts(request: CreateRequest, isUpdate: boolean): void {
  const wanted: Product[] = request.products ?? []
  if (!isUpdate && wanted.length === 0) throw missing('products')
  if (isUpdate && wanted.length > 0) {
    throw invalidField('products must not be set when a link_token is created in update mode')
  }
  const groups = {
    products: wanted,
    required_if_supported_products: request.required_if_supported_products ?? [],
    optional_products: request.optional_products ?? [],
    additional_consented_products: request.additional_consented_products ?? [],
  }
  if (Object.values(groups).some((group) => group.includes('balance'))) {
    throw failure(
      'INVALID_INPUT',
      'INVALID_PRODUCT',
      'balance is not a valid product for link_token creation: it is available with every other product',
    )
  }
  const seen = new Map<Product, string>()
  for (const [name, group] of Object.entries(groups)) {
    for (const product of group) {
      const other = seen.get(product)
      if (other !== undefined) throw invalidField(`${product} is in both ${other} and ${name}`)
      seen.set(product, name)
    }
  }
  const unserved = wanted.filter((product) => !institutions.some((one) => one.products.includes(product)))
  if (unserved.length > 0) {
    throw failure(
      'INVALID_INPUT',
      'INVALID_PRODUCT',
      `client is not authorized to access the following products: ${JSON.stringify(unserved)}`,
    )
  }
}

/** How long a token is good for, in milliseconds. That of a page of Hosted Link lives as long as its address. */
function lifetimeMs({ hosted_link }: CreateRequest, isUpdate: boolean): number {
  if (hosted_link === undefined) return isUpdate ? updateMs : newItemMs
  const { url_lifetime_seconds } = hosted_link
  return url_lifetime_seconds === undefined ? hostedMs : url_lifetime_seconds * 1000
}

/** The removal of what nobody can use any more: expired tokens, and Items whose public token was never exchanged. */
async function leftovers(context: Context, now: number): Promise<DocumentChange[]> {
  const tokens = [
    ...(await context.store.list(linkKeys.tokens)),
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

function toDocument(
  request: CreateRequest,
  clientId: string,
  item: ItemDocument | null,
  now: number,
): LinkTokenDocument {
  const { hosted_link } = request
  return {
    clientId,
    clientName: request.client_name,
    language: request.language,
    countryCodes: request.country_codes,
    products: request.products ?? [],
    productsIfSupported: [
      ...(request.required_if_supported_products ?? []),
      ...(request.optional_products ?? []),
    ],
    productsConsented: request.additional_consented_products ?? [],
    accountFilters: request.account_filters ?? null,
    routingNumber: request.institution_data?.routing_number ?? null,
    webhook: request.webhook ?? null,
    redirectUri: request.redirect_uri ?? null,
    hosted:
      hosted_link === undefined
        ? null
        : { completionRedirectUri: hosted_link.completion_redirect_uri ?? null },
    daysRequested: request.transactions?.days_requested ?? 90,
    institutionId: request.institution_id ?? null,
    // At Plaid a customization from the dashboard decides it; here its name does.
    selection: request.link_customization_name?.includes('single') ? 'single' : 'multiple',
    itemId: item?.itemId ?? null,
    selectsAccounts: item === null || (request.update?.account_selection_enabled ?? false),
    createdAt: now,
    expiresAt: now + lifetimeMs(request, item !== null),
    usedAt: null,
  }
}

const create = route<plaid.LinkTokenCreateRequest, plaid.LinkTokenCreateResponse>()(
  '/link/token/create',
  linkTokenCreateRequest,
  async (context, request, { clientId }) => {
    const { user, user_id, user_token, redirect_uri, institution_id, access_token } = request
    if (user === undefined && user_id === undefined && user_token === undefined) throw missing('user')
    if (redirect_uri !== undefined) checkRedirect(redirect_uri)
    const item = access_token ? await itemByAccessToken(context, clientId, access_token) : null
    checkProducts(request, item !== null)
    if (institution_id !== undefined && findInstitution(institution_id) === null) {
      throw invalidField('institution_id must be the id of an institution')
    }
    const now = await context.now()
    const document = toDocument(request, clientId, item, now)
    const hostedId = document.hosted === null ? null : randomUUID()
    const token = hostedId === null ? freshToken('link') : linkTokenOfHosted(hostedId)
    await context.store.write([
      { key: linkKeys.token(hashToken(token)), value: document, expected: 0 },
      ...(await leftovers(context, now)),
    ])
    return {
      link_token: token,
      expiration: timestamp(document.expiresAt),
      ...(hostedId === null ? {} : { hosted_link_url: `${context.publicUrl}/hosted/${hostedId}` }),
      ...(user_id === undefined ? {} : { user_id }),
    }
  },
)

/** The filters as the answer has them: without `other`, which its type lacks. */
function toWireFilters({ accountFilters }: LinkTokenDocument) {
  if (accountFilters === null) return {}
  const { other: _other, ...filters } = accountFilters
  return { account_filters: filters }
}

const get = route<plaid.LinkTokenGetRequest, plaid.LinkTokenGetResponse>()(
  '/link/token/get',
  linkTokenGetRequest,
  async (context, { link_token }, { clientId }) => {
    if (!hasTokenShape('link', link_token)) throw invalidLinkToken()
    const hash = hashToken(link_token)
    const token = (await findDocument(context.store, linkKeys.token(hash), linkTokenSchema))?.value
    if (token === undefined || token.clientId !== clientId) throw invalidLinkToken()
    return {
      link_token,
      created_at: timestamp(token.createdAt),
      expiration: timestamp(token.expiresAt),
      link_sessions: await linkSessionsOf(context, link_token, await context.now()),
      metadata: {
        initial_products: token.products,
        webhook: token.webhook,
        country_codes: token.countryCodes,
        language: token.language,
        ...(token.routingNumber === null
          ? {}
          : { institution_data: { routing_number: token.routingNumber } }),
        ...toWireFilters(token),
        redirect_uri: token.redirectUri,
        client_name: token.clientName,
      },
    }
  },
)

export const linkTokenRoutes = [create, get]
