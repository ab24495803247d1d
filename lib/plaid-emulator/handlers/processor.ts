import type { Route } from '../route'

/** Plaid's paths about tokens for partners of Plaid. */
export const processorRoutes: Route[] = []
