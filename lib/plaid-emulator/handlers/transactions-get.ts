import type { Route } from '../route'

/** Plaid's paths about transactions by date. */
export const transactionsGetRoutes: Route[] = []
