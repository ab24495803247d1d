import type { Route } from '../route'

/** Plaid's paths about transactions that somebody writes into the books. */
export const sandboxTransactionsRoutes: Route[] = []
