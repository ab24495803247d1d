import { z } from 'zod'

export const idSchema = z.object({ id: z.uuid() })

/** An access token that is older is an old one. */
export const OLD_TOKEN_DAYS = 90
