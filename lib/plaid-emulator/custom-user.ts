import { z } from 'zod'

/** What the password of `user_custom` says the bank should be, as Plaid's Sandbox documents it. */
export const customUserSchema = z.looseObject({
  version: z.string().optional(),
  seed: z.string().optional(),
  override_accounts: z.array(z.looseObject({})).optional(),
  mfa: z.looseObject({ type: z.string().optional() }).optional(),
  force_error: z.string().optional(),
})
export type CustomUser = z.infer<typeof customUserSchema>
