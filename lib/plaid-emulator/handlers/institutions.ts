import type * as plaid from 'plaid'
import type { Context } from '../context'
import { dayMs, timestamp } from '../day'
import { invalidInstitution } from '../errors'
import { healthOf } from '../institution-health'
import { institutionsGetByIdRequest, institutionsGetRequest, institutionsSearchRequest } from '../requests'
import { route } from '../route'
import type { CountryCode, Product, Wire, WireInstitution } from '../wire'
import type { Institution, InstitutionHealth } from '../world/institution'
import { findInstitution, institutions, toWireInstitution } from '../world/institutions'
import { routingNumbersOf } from '../world/products/numbers'

/** The institutions in any of the countries that support all of the products and match the query, popular first. */
export function matchingInstitutions(
  countryCodes: readonly CountryCode[],
  products: readonly Product[],
  query = '',
): Institution[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  return institutions.filter(
    (institution) =>
      institution.countryCodes.some((code) => countryCodes.includes(code)) &&
      products.every((product) => institution.products.includes(product)) &&
      words.every((word) => fold(institution.name).includes(word)),
  )
}

/** A text without case and accents, so that a search finds what a person means. */
function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
}

/** Does an institution sign people in the way that is asked for? Without a wish any will do. */
const signsIn = ({ oauth }: Institution, wanted: boolean | null | undefined) =>
  wanted === undefined || wanted === null || oauth === wanted

interface Metadata {
  include_optional_metadata?: boolean | undefined
  include_auth_metadata?: boolean | null | undefined
  include_payment_initiation_metadata?: boolean | null | undefined
}

/** An institution with as much about it as is asked for. */
function shown(institution: Institution, options: Metadata | undefined): WireInstitution {
  const hasAuth = institution.products.includes('auth')
  return {
    ...toWireInstitution(institution, options?.include_optional_metadata ?? false),
    ...(options?.include_auth_metadata
      ? {
          auth_metadata: {
            supported_methods: {
              instant_auth: hasAuth,
              instant_match: false,
              automated_micro_deposits: hasAuth && institution.id === 'ins_109512',
              instant_micro_deposits: hasAuth && institution.region?.country === 'US',
            },
          },
        }
      : {}),
    // None of the banks lets payments be made from outside.
    ...(options?.include_payment_initiation_metadata ? { payment_initiation_metadata: null } : {}),
  }
}

const get = route<plaid.InstitutionsGetRequest, plaid.InstitutionsGetResponse>()(
  '/institutions/get',
  institutionsGetRequest,
  async (_context, { count, offset, country_codes, options }) => {
    const routing = options?.routing_numbers ?? []
    const found = matchingInstitutions(country_codes, options?.products ?? []).filter(
      (institution) =>
        signsIn(institution, options?.oauth) &&
        (routing.length === 0 || routingNumbersOf(institution).some((number) => routing.includes(number))),
    )
    return {
      institutions: found.slice(offset, offset + count).map((institution) => shown(institution, options)),
      total: found.length,
    }
  },
)

const search = route<plaid.InstitutionsSearchRequest, plaid.InstitutionsSearchResponse>()(
  '/institutions/search',
  institutionsSearchRequest,
  async (_context, { query, products, country_codes, options }) => ({
    institutions: matchingInstitutions(country_codes, products ?? [], query)
      .filter((institution) => signsIn(institution, options?.oauth))
      .slice(0, 10)
      .map((institution) => shown(institution, options)),
  }),
)

/** How each health looks in the figures of a status page. */
const figures: Record<InstitutionHealth, Pick<Wire<plaid.ProductStatus>, 'status' | 'breakdown'>> = {
  HEALTHY: {
    status: 'HEALTHY',
    breakdown: { success: 1, error_plaid: 0, error_institution: 0, refresh_interval: 'NORMAL' },
  },
  DEGRADED: {
    status: 'DEGRADED',
    breakdown: { success: 0.64, error_plaid: 0.02, error_institution: 0.34, refresh_interval: 'DELAYED' },
  },
  DOWN: {
    status: 'DOWN',
    breakdown: { success: 0, error_plaid: 0, error_institution: 1, refresh_interval: 'STOPPED' },
  },
  UNSUPPORTED: {
    status: 'DOWN',
    breakdown: { success: 0, error_plaid: 1, error_institution: 0, refresh_interval: 'STOPPED' },
  },
}

/** How an institution is doing, product by product. */
async function statusOf(context: Context, institution: Institution): Promise<Wire<plaid.InstitutionStatus>> {
  const health = await healthOf(context, institution)
  const now = await context.now()
  const status: Wire<plaid.ProductStatus> = {
    ...figures[health],
    // A health that somebody has set is new; the usual one has been so for a while.
    last_status_change: timestamp(health === institution.health ? now - 30 * dayMs : now),
  }
  const has = (product: Product) => institution.products.includes(product)
  return {
    item_logins: status,
    transactions_updates: has('transactions') ? status : null,
    auth: has('auth') ? status : null,
    identity: has('identity') ? status : null,
    investments_updates: has('investments') ? status : null,
    investments: has('investments') ? status : null,
    liabilities_updates: has('liabilities') ? status : null,
    liabilities: has('liabilities') ? status : null,
  }
}

const getById = route<plaid.InstitutionsGetByIdRequest, plaid.InstitutionsGetByIdResponse>()(
  '/institutions/get_by_id',
  institutionsGetByIdRequest,
  async (context, { institution_id, country_codes, options }) => {
    const institution = findInstitution(institution_id)
    if (institution === null || !institution.countryCodes.some((code) => country_codes.includes(code))) {
      throw invalidInstitution()
    }
    const found = shown(institution, options)
    if (options?.include_status !== true) return { institution: found }
    return { institution: { ...found, status: await statusOf(context, institution) } }
  },
)

export const institutionRoutes = [get, search, getById]
