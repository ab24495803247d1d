import 'server-only'
import { headers } from 'next/headers'
import { mayDemo } from '@/lib/auth/demo-access'
import { env } from '@/lib/env'

/** Whether the asking person may make things happen at the pretend banks. */
export async function hasDemoControls(): Promise<boolean> {
  return mayDemo(await headers(), env())
}
