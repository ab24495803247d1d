import type { Route } from '../route'

/** Plaid's paths about asset reports. */
export const assetsRoutes: Route[] = []
