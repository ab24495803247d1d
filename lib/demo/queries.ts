import 'server-only'
import { headers } from 'next/headers'
import { DEMO_EMAIL, DEMO_PASSWORD, mayDemo } from '@/lib/auth/demo-access'
import { findCredentials } from '@/lib/db/users'
import { env } from '@/lib/env'
import { runtime } from '@/lib/runtime'

/** Whether the asking person may make things happen at the pretend banks. */
export async function hasDemoControls(): Promise<boolean> {
  return mayDemo(await headers(), env())
}

/** The login to show to this caller: only where there is a demo's person, and only to those who may use it. */
export async function findDemoLogin(): Promise<{ email: string; password: string } | null> {
  if (!mayDemo(await headers(), env())) return null
  const { db } = await runtime()
  return (await findCredentials(db, DEMO_EMAIL)) ? { email: DEMO_EMAIL, password: DEMO_PASSWORD } : null
}
