import type { Product } from './wire'
import type { AccountPlan } from './world/institution'
import type { Viewed } from './world/products/viewed'

const authSubtypes = new Set(['checking', 'savings', 'cash management'])
const liabilitySubtypes = new Set(['credit card', 'paypal', 'student', 'mortgage', 'auto'])

/** Which accounts a product is about, and what is said where an Item shares none of them. */
export const scopes: Partial<
  Record<Product, { covers: (plan: AccountPlan) => boolean; code: string; kind: string }>
> = {
  auth: {
    covers: ({ type, subtype }) => type === 'depository' && authSubtypes.has(subtype),
    code: 'NO_AUTH_ACCOUNTS',
    kind: 'checking or savings',
  },
  investments: {
    covers: ({ type }) => type === 'investment',
    code: 'NO_INVESTMENT_ACCOUNTS',
    kind: 'investment',
  },
  liabilities: {
    covers: ({ type, subtype }) => (type === 'credit' || type === 'loan') && liabilitySubtypes.has(subtype),
    code: 'NO_LIABILITY_ACCOUNTS',
    kind: 'liability',
  },
}

/** The shared accounts that a product is about, in the bank's order; all of them for a product about any account. */
export function coveredAccounts(
  { world, history, position }: Pick<Viewed, 'world' | 'history' | 'position'>,
  product: Product,
): AccountPlan[] {
  const shared = new Set(history.sharedAccounts(position))
  const covers = scopes[product]?.covers ?? (() => true)
  return world.accounts.filter((plan) => shared.has(plan.key) && covers(plan))
}
