import type { Route } from '../route'

/** Plaid's paths about holdings and the transactions of investments. */
export const investmentsRoutes: Route[] = []
