'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { z } from 'zod'
import { mayDemo } from '@/lib/auth/demo-access'
import { requireUser } from '@/lib/auth/session'
import { findItemSecret } from '@/lib/db/items'
import { env } from '@/lib/env'
import { controlItem } from '@/lib/plaid/emulator-control'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'

const inputSchema = z.object({ itemId: z.uuid(), event: z.enum(['arrive', 'post-pending', 'require-login']) })

/**
 * Makes something happen at the pretend bank of one of the person's connections. What follows reaches Evenkeel as it
 * would from Plaid: by webhook.
 */
export async function makeItHappen(
  input: unknown,
): Promise<Result<{ count: number }, 'INVALID' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'TRY_LATER'>> {
  const { householdId } = await requireUser()
  if (!mayDemo(await headers(), env())) return fail('NOT_ALLOWED')
  const read = inputSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db } = await runtime()
  const { itemId, event } = read.data
  const item = await findItemSecret(db, { householdId, itemId })
  if (!item) return fail('NOT_FOUND')
  const count = await controlItem(env(), item.plaidItemId, event)
  if (count === null) return fail('TRY_LATER')
  refresh()
  return ok({ count })
}
