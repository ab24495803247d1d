'use server'

import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { DEMO_COOKIE, demoProof, isControlSecret } from '@/lib/auth/demo-access'
import { callerOf } from '@/lib/auth/peer'
import { enterThrottle } from '@/lib/auth/throttle'
import { takeBackAttempts } from '@/lib/db/sign-in-attempts'
import { env } from '@/lib/env'
import { runtime } from '@/lib/runtime'

const secretSchema = z.string().min(1).max(500)
const DAYS = 7

/**
 * Opens a hosted demo to somebody who has its secret: the browser keeps a proof of it, not the secret. Wrong
 * tries are counted as sign-ins are.
 */
export async function unlockDemo(form: FormData): Promise<void> {
  const settings = env()
  const secret = secretSchema.safeParse(form.get('secret'))
  const { address } = callerOf(await headers(), settings)
  const attempt = await enterThrottle(settings.signInLimits, 'demo-secret', address)
  if (attempt === null) redirect('/demo?problem=throttled')
  if (settings.controlSecret === null || !secret.success || !isControlSecret(secret.data, settings)) {
    redirect('/demo?problem=wrong')
  }
  const { db } = await runtime()
  await takeBackAttempts(db, attempt)
  ;(await cookies()).set(DEMO_COOKIE, demoProof(settings.controlSecret), {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: settings.appUrl.startsWith('https://'),
    maxAge: DAYS * 86_400,
  })
  redirect('/sign-in')
}
