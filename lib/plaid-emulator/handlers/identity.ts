import type { Route } from '../route'

/** Plaid's paths about who owns the accounts. */
export const identityRoutes: Route[] = []
