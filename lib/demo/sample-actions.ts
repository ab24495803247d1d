'use server'

import { refresh } from 'next/cache'
import { headers } from 'next/headers'
import { after } from 'next/server'
import { mayDemo } from '@/lib/auth/demo-access'
import { requireUser } from '@/lib/auth/session'
import { BankFailure } from '@/lib/bank/failure'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { askEmulator } from '@/lib/plaid/emulator-control'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { linkSampleBanks } from './sample-banks'

/** Connects the sample banks to the person's household, and begins their import. Those that it has stay as they are. */
export async function connectSampleBanks(): Promise<Result<{ count: number }, 'NOT_ALLOWED' | 'TRY_LATER'>> {
  const person = await requireUser()
  if (!mayDemo(await headers(), env())) return fail('NOT_ALLOWED')
  const { db, plaid, clock, queue, emulator, worker } = await runtime()
  const context = { db, plaid, clock, queue, tokenKeys: env().tokenKeys, log: logger }
  try {
    const count = await linkSampleBanks(
      context,
      (request) => askEmulator({ env: env(), emulator }, request),
      person,
    )
    after(() => worker.drain(Date.now() + 50_000))
    refresh()
    return ok({ count })
  } catch (error) {
    if (!(error instanceof BankFailure)) throw error
    logger.warn({ event: 'sample_banks', code: error.code, kind: error.kind })
    return fail('TRY_LATER')
  }
}
