import 'server-only'
import { headers } from 'next/headers'
import { DEMO_EMAIL, DEMO_PASSWORD, mayDemo } from '@/lib/auth/demo-access'
import { findCredentials } from '@/lib/db/users'
import { env } from '@/lib/env'
import { EMULATOR_PREFIX } from '@/lib/plaid/emulator-prefix'
import { runtime } from '@/lib/runtime'

/**
 * What the asking person may use to make things happen at the pretend banks: null for who may not.
 * `console` is the page of the emulator's whole control, where the emulator lives in this process.
 */
export async function findDemoControls(): Promise<{ now: Date; console: string | null } | null> {
  if (!mayDemo(await headers(), env())) return null
  const { clock, emulator } = await runtime()
  return { now: clock.now(), console: emulator ? `${EMULATOR_PREFIX}/emulator` : null }
}

/** The login to show to this caller: only where there is a demo's person, and only to those who may use it. */
export async function findDemoLogin(): Promise<{ email: string; password: string } | null> {
  if (!mayDemo(await headers(), env())) return null
  const { db } = await runtime()
  return (await findCredentials(db, DEMO_EMAIL)) ? { email: DEMO_EMAIL, password: DEMO_PASSWORD } : null
}
