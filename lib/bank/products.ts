import { z } from 'zod'

/** What is looked up beside transactions, where a login has it. */
export const EXTRA_PRODUCTS = ['investments', 'liabilities'] as const
export type ExtraProduct = (typeof EXTRA_PRODUCTS)[number]

/**
 * What was last heard of such a product. `absent`: the login has none, which is nothing to worry about. `ready`: stored
 * as the bank said. `waiting`: the bank is not done yet. `consent`: the person has to allow it at the bank. `failed`: it
 * could not be had; what was stored before stands.
 */
const productState = z.object({
  state: z.enum(['absent', 'ready', 'waiting', 'consent', 'failed']),
  /** Plaid's code where it refused. */
  code: z.string().nullable(),
  /** ISO 8601: when this was heard. */
  at: z.string(),
  /** ISO 8601: when it was last stored; null: never. */
  storedAt: z.string().nullable(),
})
export type ProductState = z.output<typeof productState>

const productStates = z.object({
  investments: productState.optional(),
  liabilities: productState.optional(),
  /** When it was last looked for payments that come again. */
  recurring: z.object({ at: z.string() }).optional(),
})
export type ProductStates = z.output<typeof productStates>

/** Reads items.product_states; what cannot be read was never heard. */
export function toProductStates(stored: unknown): ProductStates {
  return productStates.catch({}).parse(stored ?? {})
}

/** What a refusal says of a product. */
const REFUSALS: Readonly<Record<string, ProductState['state']>> = {
  PRODUCTS_NOT_SUPPORTED: 'absent',
  NO_INVESTMENT_ACCOUNTS: 'absent',
  NO_LIABILITY_ACCOUNTS: 'absent',
  NO_ACCOUNTS: 'absent',
  PRODUCT_NOT_READY: 'waiting',
  ADDITIONAL_CONSENT_REQUIRED: 'consent',
}

/** The state that follows from Plaid's code of a call that was refused. */
export function stateAfterRefusal(code: string): ProductState['state'] {
  return REFUSALS[code] ?? 'failed'
}
