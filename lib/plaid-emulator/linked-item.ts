import { Products } from 'plaid'
import type { TestEmulator } from './testing'

/** An access token of the right shape that nobody has. */
export const unknownAccess = 'access-sandbox-00000000-0000-4000-8000-000000000000'

/** Links an Item the short way, through the Sandbox's own path; `user_good` at First Platypus Bank unless told. */
export async function linkedItem(
  emulator: TestEmulator,
  options: {
    institution?: string
    products?: Products[]
    username?: string
    password?: string
    webhook?: string
    days?: number
  } = {},
): Promise<{ access_token: string; item_id: string }> {
  const created = await emulator.api.sandboxPublicTokenCreate({
    institution_id: options.institution ?? 'ins_109508',
    initial_products: options.products ?? [Products.Transactions],
    options: {
      ...(options.webhook === undefined ? {} : { webhook: options.webhook }),
      ...(options.username === undefined
        ? {}
        : { override_username: options.username, override_password: options.password ?? 'pass_good' }),
      transactions: { days_requested: options.days ?? 730 },
    },
  })
  const exchanged = await emulator.api.itemPublicTokenExchange({ public_token: created.data.public_token })
  return exchanged.data
}
