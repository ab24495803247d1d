import type { Route } from '../route'

/** Plaid's paths about streams of recurring transactions. */
export const recurringRoutes: Route[] = []
