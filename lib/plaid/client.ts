import axios from 'axios'
import {
  Configuration,
  CountryCode,
  type JWKPublicKey,
  type LinkTokenCreateRequest,
  PersonalFinanceCategoryVersion,
  PlaidApi,
  Products,
} from 'plaid'
import { BankFailure } from '@/lib/bank/failure'
import type { Bank, BankInstitution } from '@/lib/bank/reports'
import { toBankFailure } from './errors'
import { toBankHoldings, toBankLiabilities, toBankStreams } from './products-to-domain'
import { toBankAccount, toBankInstitution, toBankItem, toTransactionsPage } from './to-domain'

/** The most that one page of /transactions/sync may hold. */
const PAGE_SIZE = 500
/** As far back as Plaid goes; it can only be asked for when an Item is made. */
const DAYS_REQUESTED = 730
/** Without a byte from Plaid for this long a call has failed … */
const TIMEOUT_MS = 60_000
/** … and after this long in any case: an answer that trickles in must not hold a sync up for ever. */
const LONGEST_MS = 90_000
/** Plaid allows thirty characters. */
const CLIENT_NAME = 'Evenkeel'

export interface PlaidOptions {
  /** Scheme, host and path of the API. */
  baseUrl: string
  clientId: string
  secret: string
  products: readonly string[]
  countryCodes: readonly string[]
  redirectUri: string | null
  webhookUrl: string | null
  /** Carries requests in place of the network: the emulator, when it lives in this process. */
  fetch?: (request: Request) => Promise<Response>
}

/** Everything that Evenkeel asks of Plaid. Every method throws `BankFailure` when Plaid refuses or cannot be reached. */
export interface Plaid extends Bank {
  readonly webhookUrl: string | null
  createLinkToken(person: { userId: string; language: string }): Promise<string>
  /** Update mode: the same Item, to sign in again; `selectAccounts` also lets the person choose which are shared. */
  createUpdateLinkToken(
    person: { userId: string; language: string },
    accessToken: string,
    selectAccounts: boolean,
  ): Promise<string>
  exchange(publicToken: string): Promise<{ accessToken: string; plaidItemId: string }>
  /**
   * A public token that stands for an Item that exists: exchanged within thirty minutes, once, it gives the access
   * token that the Item has by then.
   */
  createPublicToken(accessToken: string): Promise<string>
  /** Replaces an Item's access token: the old one is refused from then on. @returns the new one. */
  invalidateAccessToken(accessToken: string): Promise<string>
  institution(plaidInstitutionId: string): Promise<BankInstitution>
  webhookKey(keyId: string): Promise<JWKPublicKey>
}

function known<Value extends string>(
  values: Readonly<Record<string, Value>>,
  wanted: readonly string[],
  variable: string,
): Value[] {
  return wanted.map((text) => {
    const value = Object.values(values).find((candidate) => candidate.toLowerCase() === text.toLowerCase())
    if (value === undefined) throw new Error(`${variable} names "${text}", which Plaid does not have`)
    return value
  })
}

/** @throws Error when the products or countries are not Plaid's. */
export function createPlaid(options: PlaidOptions): Plaid {
  const products = known(Products, options.products, 'PLAID_PRODUCTS')
  const countryCodes = known(CountryCode, options.countryCodes, 'PLAID_COUNTRY_CODES')
  const { fetch } = options
  const http = axios.create(
    fetch
      ? { adapter: 'fetch', env: { fetch: (input, init) => fetch(new Request(input, init)) } }
      : { maxRedirects: 0, proxy: false },
  )
  http.interceptors.request.use((config) => {
    config.signal ??= AbortSignal.timeout(LONGEST_MS)
    return config
  })
  const api = new PlaidApi(
    new Configuration({
      basePath: options.baseUrl,
      baseOptions: {
        headers: { 'PLAID-CLIENT-ID': options.clientId, 'PLAID-SECRET': options.secret },
        timeout: TIMEOUT_MS,
      },
    }),
    options.baseUrl,
    http,
  )

  async function call<Data>(request: Promise<{ data: Data }>): Promise<Data> {
    try {
      const { data } = await request
      // The SDK takes a body that is cut off or no JSON for its text: that is no answer.
      if (typeof data !== 'object' || data === null) throw new BankFailure('wait', 'NETWORK', null)
      return data
    } catch (error) {
      throw toBankFailure(error)
    }
  }

  async function linkToken(request: LinkTokenCreateRequest): Promise<string> {
    const { link_token } = await call(
      api.linkTokenCreate({
        ...request,
        ...(options.redirectUri ? { redirect_uri: options.redirectUri } : {}),
      }),
    )
    return link_token
  }

  /** Investments and Liabilities come along where the bank has them; asking later would mean another visit to Link. */
  const alsoWanted = [Products.Investments, Products.Liabilities].filter(
    (product) => !products.includes(product),
  )

  return {
    webhookUrl: options.webhookUrl,
    createLinkToken: ({ userId, language }) =>
      linkToken({
        client_name: CLIENT_NAME,
        language,
        country_codes: countryCodes,
        user: { client_user_id: userId },
        products,
        required_if_supported_products: alsoWanted,
        transactions: { days_requested: DAYS_REQUESTED },
        ...(options.webhookUrl ? { webhook: options.webhookUrl } : {}),
      }),
    createUpdateLinkToken: ({ userId, language }, accessToken, selectAccounts) =>
      linkToken({
        client_name: CLIENT_NAME,
        language,
        country_codes: countryCodes,
        user: { client_user_id: userId },
        access_token: accessToken,
        ...(selectAccounts ? { update: { account_selection_enabled: true } } : {}),
      }),
    async exchange(publicToken) {
      const data = await call(api.itemPublicTokenExchange({ public_token: publicToken }))
      return { accessToken: data.access_token, plaidItemId: data.item_id }
    },
    async createPublicToken(accessToken) {
      return (await call(api.itemCreatePublicToken({ access_token: accessToken }))).public_token
    },
    async invalidateAccessToken(accessToken) {
      return (await call(api.itemAccessTokenInvalidate({ access_token: accessToken }))).new_access_token
    },
    async item(accessToken) {
      return toBankItem(await call(api.itemGet({ access_token: accessToken })))
    },
    async accounts(accessToken) {
      const data = await call(api.accountsGet({ access_token: accessToken }))
      return { accounts: data.accounts.map(toBankAccount), requestId: data.request_id }
    },
    async transactionsPage(accessToken, cursor) {
      const data = await call(
        api.transactionsSync({
          access_token: accessToken,
          ...(cursor ? { cursor } : {}),
          count: PAGE_SIZE,
          options: {
            include_original_description: true,
            personal_finance_category_version: PersonalFinanceCategoryVersion.V2,
          },
        }),
      )
      return toTransactionsPage(data)
    },
    async holdings(accessToken) {
      return toBankHoldings(await call(api.investmentsHoldingsGet({ access_token: accessToken })))
    },
    async liabilities(accessToken) {
      return toBankLiabilities(await call(api.liabilitiesGet({ access_token: accessToken })))
    },
    async recurring(accessToken) {
      return toBankStreams(await call(api.transactionsRecurringGet({ access_token: accessToken })))
    },
    async updateWebhook(accessToken, url) {
      await call(api.itemWebhookUpdate({ access_token: accessToken, webhook: url }))
    },
    async removeItem(accessToken) {
      await call(api.itemRemove({ access_token: accessToken }))
    },
    async institution(plaidInstitutionId) {
      const data = await call(
        api.institutionsGetById({
          institution_id: plaidInstitutionId,
          country_codes: countryCodes,
          options: { include_optional_metadata: true },
        }),
      )
      return toBankInstitution(data.institution)
    },
    async webhookKey(keyId) {
      const data = await call(api.webhookVerificationKeyGet({ key_id: keyId }))
      return data.key
    },
  }
}
