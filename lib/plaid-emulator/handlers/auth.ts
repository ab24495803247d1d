import type { Route } from '../route'

/** Plaid's paths about the account and routing numbers of accounts. */
export const authRoutes: Route[] = []
