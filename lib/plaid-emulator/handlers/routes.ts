import type { Route } from '../route'
import { accountRoutes } from './accounts'
import { assetsRoutes } from './assets'
import { authRoutes } from './auth'
import { categoriesRoutes } from './categories'
import { identityRoutes } from './identity'
import { institutionRoutes } from './institutions'
import { investmentsRoutes } from './investments'
import { itemRoutes } from './items'
import { liabilitiesRoutes } from './liabilities'
import { linkTokenRoutes } from './link-tokens'
import { processorRoutes } from './processor'
import { recurringRoutes } from './recurring'
import { sandboxRoutes } from './sandbox'
import { sandboxTransactionsRoutes } from './sandbox-transactions'
import { transactionRoutes } from './transactions'
import { transactionsGetRoutes } from './transactions-get'

/** Every path of Plaid's API that the emulator answers. */
export const routes: readonly Route[] = [
  ...linkTokenRoutes,
  ...itemRoutes,
  ...accountRoutes,
  ...transactionRoutes,
  ...transactionsGetRoutes,
  ...recurringRoutes,
  ...authRoutes,
  ...identityRoutes,
  ...investmentsRoutes,
  ...liabilitiesRoutes,
  ...assetsRoutes,
  ...processorRoutes,
  ...institutionRoutes,
  ...categoriesRoutes,
  ...sandboxRoutes,
  ...sandboxTransactionsRoutes,
]
