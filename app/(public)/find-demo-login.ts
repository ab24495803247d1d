import 'server-only'
import { headers } from 'next/headers'
import { DEMO_EMAIL, DEMO_PASSWORD, mayDemo } from '@/lib/auth/demo-access'
import { env } from '@/lib/env'

/** The login to show to this caller: only in a demo, and only to those who may use it. */
export async function findDemoLogin(): Promise<{ email: string; password: string } | null> {
  return mayDemo(await headers(), env()) ? { email: DEMO_EMAIL, password: DEMO_PASSWORD } : null
}
