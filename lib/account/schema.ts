import { z } from 'zod'
import { PASSWORD_MAX } from '@/lib/auth/schema'

const password = z.string().min(1).max(PASSWORD_MAX)

export const exportSchema = z.object({ password })

/** `confirm` is the person's own e-mail, typed anew. */
export const removalSchema = z.object({
  password,
  confirm: z.string().max(254).trim().toLowerCase(),
})
