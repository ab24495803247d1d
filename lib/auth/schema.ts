import { z } from 'zod'
import { isTimeZone } from '@/lib/calendar/calendar-date'

/** Long enough to be worth guessing at for ever; argon2 takes the whole of it. */
export const PASSWORD_MIN = 10
export const PASSWORD_MAX = 200

const email = z.string().trim().toLowerCase().pipe(z.email().max(254))
export const newPassword = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX)
/** A zero byte is no text to PostgreSQL. */
export const personName = z
  .string()
  .transform((name) => name.replaceAll('\0', ''))
  .pipe(z.string().trim().max(80))
export const timeZone = z.string().refine(isTimeZone)

export const credentialsSchema = z.object({ email, password: z.string().min(1).max(PASSWORD_MAX) })

export const signUpSchema = z.object({
  email,
  password: newPassword,
  name: personName,
  /** A browser's own word for it; an unknown one is no reason to turn somebody away. */
  timeZone: timeZone.catch('UTC'),
})

export const changePasswordSchema = z.object({
  current: z.string().min(1).max(PASSWORD_MAX),
  next: newPassword,
})
