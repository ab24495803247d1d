'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { after } from 'next/server'
import { z } from 'zod'
import { mayDemo } from '@/lib/auth/demo-access'
import { requireUser } from '@/lib/auth/session'
import { findItemSecret } from '@/lib/db/items'
import { env } from '@/lib/env'
import { advanceEmulator, BANK_EVENTS, type BankEvent, controlItem } from '@/lib/plaid/emulator-control'
import { fail, ok, type Result } from '@/lib/result'
import { followClock, runtime } from '@/lib/runtime'
import { catchUpWithTime } from './time'

const DAY_SECONDS = 86_400
const daysSchema = z.object({ days: z.number().int().min(1).max(31) })
/** What can be made to happen at the bank of one connection. */
export type DemoEvent = BankEvent

const inputSchema = z.object({ itemId: z.uuid(), event: z.enum(BANK_EVENTS) })

/**
 * Makes something happen at the pretend bank of one of the person's connections. What follows reaches Evenkeel as it
 * would from Plaid: by webhook, or by what a call answers. `TRY_LATER`: the bank did not do it; a connection that has
 * ended already cannot end again, and a bank opens only so many accounts.
 */
export async function makeItHappen(
  input: unknown,
): Promise<Result<{ count: number }, 'INVALID' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'TRY_LATER'>> {
  const { householdId } = await requireUser()
  if (!mayDemo(await headers(), env())) return fail('NOT_ALLOWED')
  const read = inputSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db, emulator } = await runtime()
  const { itemId, event } = read.data
  const item = await findItemSecret(db, { householdId, itemId })
  if (!item) return fail('NOT_FOUND')
  const count = await controlItem({ env: env(), emulator }, item.plaidItemId, event)
  if (count === null) return fail('TRY_LATER')
  refresh()
  return ok({ count })
}

/**
 * Lets days pass at the pretend banks, and here: Evenkeel's clock follows theirs. It passes for everybody who uses
 * this installation, and there is no way back.
 */
export async function letTimePass(
  input: unknown,
): Promise<Result<{ now: Date }, 'INVALID' | 'NOT_ALLOWED' | 'TRY_LATER'>> {
  await requireUser()
  if (!mayDemo(await headers(), env())) return fail('NOT_ALLOWED')
  const read = daysSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { emulator, clock } = await runtime()
  const ahead = await advanceEmulator({ env: env(), emulator }, read.data.days * DAY_SECONDS)
  if (ahead === null) return fail('TRY_LATER')
  await followClock(emulator)
  after(catchUpWithTime)
  refresh()
  return ok({ now: clock.now() })
}
