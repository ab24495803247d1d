import type * as plaid from 'plaid'
import { timestamp } from '../day'
import { invalidInstitution } from '../errors'
import { institutionsGetByIdRequest, institutionsGetRequest, institutionsSearchRequest } from '../requests'
import { route } from '../route'
import type { CountryCode, Product, Wire } from '../wire'
import type { Institution } from '../world/institution'
import { findInstitution, institutions, toWireInstitution } from '../world/institutions'

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

const get = route<plaid.InstitutionsGetRequest, plaid.InstitutionsGetResponse>()(
  '/institutions/get',
  institutionsGetRequest,
  async (_context, { count, offset, country_codes, options }) => {
    // The pretend banks have no routing numbers and no OAuth: asking for either finds none.
    const isFindable = options?.oauth !== true && (options?.routing_numbers ?? []).length === 0
    const found = isFindable ? matchingInstitutions(country_codes, options?.products ?? []) : []
    return {
      institutions: found
        .slice(offset, offset + count)
        .map((institution) => toWireInstitution(institution, options?.include_optional_metadata ?? false)),
      total: found.length,
    }
  },
)

const search = route<plaid.InstitutionsSearchRequest, plaid.InstitutionsSearchResponse>()(
  '/institutions/search',
  institutionsSearchRequest,
  async (_context, { query, products, country_codes, options }) => {
    const found = options?.oauth === true ? [] : matchingInstitutions(country_codes, products ?? [], query)
    return {
      institutions: found
        .slice(0, 10)
        .map((institution) => toWireInstitution(institution, options?.include_optional_metadata ?? false)),
    }
  },
)

const getById = route<plaid.InstitutionsGetByIdRequest, plaid.InstitutionsGetByIdResponse>()(
  '/institutions/get_by_id',
  institutionsGetByIdRequest,
  async (context, { institution_id, country_codes, options }) => {
    const institution = findInstitution(institution_id)
    if (institution === null || !institution.countryCodes.some((code) => country_codes.includes(code))) {
      throw invalidInstitution()
    }
    const shown = toWireInstitution(institution, options?.include_optional_metadata ?? false)
    if (options?.include_status !== true) return { institution: shown }
    const healthy: Wire<plaid.ProductStatus> = {
      status: 'HEALTHY',
      last_status_change: timestamp((await context.now()) - 30 * 86_400_000),
      breakdown: { success: 1, error_plaid: 0, error_institution: 0, refresh_interval: 'NORMAL' },
    }
    return { institution: { ...shown, status: { item_logins: healthy, transactions_updates: healthy } } }
  },
)

export const institutionRoutes = [get, search, getById]
