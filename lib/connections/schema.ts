import { z } from 'zod'

/** What Link hands over on success, as far as it is used. */
export const connectSchema = z.object({
  publicToken: z.string().min(1).max(200),
  linkSessionId: z.string().max(200).nullable(),
  institution: z.object({ id: z.string().min(1).max(100), name: z.string().max(200) }).nullable(),
  accounts: z.array(z.object({ name: z.string().max(300), mask: z.string().max(20).nullable() })).max(500),
  /** The person has seen that they have a connection like this one, and says that it is another login. */
  anotherLogin: z.boolean(),
})

export type ConnectInput = z.infer<typeof connectSchema>

export const itemSchema = z.object({ itemId: z.uuid() })
