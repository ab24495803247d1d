import type * as plaid from 'plaid'
import { request } from '../requests'
import type { Answer, Route } from '../route'
import { parseRequest } from '../validation'
import { legacyCategories } from '../world/products/legacy-categories'

/** Nobody's data are concerned, so no credentials are needed; some clients send theirs all the same. */
const get: Route = {
  path: '/categories/get',
  isOpen: true,
  answer: async (_context, _caller, body): Promise<Answer<plaid.CategoriesGetResponse>> => {
    parseRequest(request({}), body)
    return { categories: legacyCategories }
  },
}

/** Plaid's path about the categories of old. */
export const categoriesRoutes: Route[] = [get]
