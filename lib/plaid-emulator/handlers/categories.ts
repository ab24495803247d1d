import type { Route } from '../route'

/** Plaid's paths about the old categories. */
export const categoriesRoutes: Route[] = []
