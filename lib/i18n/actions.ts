'use server'

import { refresh } from 'next/cache'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { PREFERENCE_MAX_AGE_SECONDS } from './cookies'
import { LOCALE_COOKIE, LOCALES } from './locales'

const localeSchema = z.enum(LOCALES)

/**
 * Keeps the language that a form's `locale` names, in this browser; with anything else, the browser's own wish counts
 * again. For everybody, signed in or not, and also for a form that is sent without JavaScript.
 */
export async function chooseLanguage(form: FormData): Promise<void> {
  const kept = await cookies()
  const read = localeSchema.safeParse(form.get('locale'))
  if (read.success)
    kept.set(LOCALE_COOKIE, read.data, {
      path: '/',
      sameSite: 'lax',
      maxAge: PREFERENCE_MAX_AGE_SECONDS,
    })
  else kept.delete(LOCALE_COOKIE)
  refresh()
}
