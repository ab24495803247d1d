import { z } from 'zod'

/** A zero byte is no text to PostgreSQL. */
const text = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((value) => !value.includes('\0'))

/** What Link hands over on success, as far as it is used. */
export const connectSchema = z.object({
  publicToken: text(200).min(1),
  linkSessionId: text(200).nullable(),
  institution: z.object({ id: text(100).min(1), name: text(200) }).nullable(),
  accounts: z.array(z.object({ name: text(300), mask: text(20).nullable() })).max(500),
  /** The person has seen that they have a connection like this one, and says that it is another login. */
  anotherLogin: z.boolean(),
})

export type ConnectInput = z.infer<typeof connectSchema>

export const itemSchema = z.object({ itemId: z.uuid() })

export const removeSchema = itemSchema.extend({
  /** Whether the person goes to another page at once; else the one they are on is shown anew. */
  leaving: z.boolean().default(false),
})

export const reconnectSchema = itemSchema.extend({
  /** Whether Link also lets (or let) the person choose which accounts are shared. */
  selectAccounts: z.boolean().default(false),
})
