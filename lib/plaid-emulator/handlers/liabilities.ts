import type { Route } from '../route'

/** Plaid's paths about what is owed, and on which terms. */
export const liabilitiesRoutes: Route[] = []
