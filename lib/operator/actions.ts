'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { requireOperator } from '@/lib/auth/operator'
import { rotateWanted } from '@/lib/connections/rotation'
import { wantRotation, wantRotations } from '@/lib/db/item-tokens'
import { replayWebhook } from '@/lib/db/webhook-inbox'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'
import { type Runtime, runtime } from '@/lib/runtime'
import { idSchema, OLD_TOKEN_DAYS } from './schema'

/** `INVALID`: not what a form of ours sends. `NOT_FOUND`: it is not there, or no longer so. */
export type OperatorFailure = 'INVALID' | 'NOT_FOUND'

const WORK_MS = 50_000
const DAY_MS = 86_400_000

function startWork({ worker }: Runtime): void {
  after(() => worker.drain(Date.now() + WORK_MS))
}

function startRotating({ db, plaid, clock }: Runtime): void {
  after(() =>
    rotateWanted({ db, plaid, clock, tokenKeys: env().tokenKeys, log: logger }, Date.now() + WORK_MS),
  )
}

/** Has a sync run again that was given up after all its tries. */
export async function replayDeadLetter(input: unknown): Promise<Result<null, OperatorFailure>> {
  await requireOperator()
  const read = idSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const opened = await runtime()
  if (!(await opened.queue.replay(read.data.id))) return fail('NOT_FOUND')
  logger.info({ event: 'replay', deadLetterId: read.data.id })
  startWork(opened)
  refresh()
  return ok(null)
}

/** Has a webhook worked on again that could not be. */
export async function replayStuckWebhook(input: unknown): Promise<Result<null, OperatorFailure>> {
  await requireOperator()
  const read = idSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const opened = await runtime()
  if (!(await replayWebhook(opened.db, read.data.id))) return fail('NOT_FOUND')
  logger.info({ event: 'replay', webhookId: read.data.id })
  startWork(opened)
  refresh()
  return ok(null)
}

/** Has the access token of one connection replaced, whoever's it is: they notice nothing of it. */
export async function rotateToken(input: unknown): Promise<Result<null, OperatorFailure>> {
  await requireOperator()
  const read = idSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const opened = await runtime()
  if (!(await wantRotation(opened.db, read.data.id, opened.clock.now()))) return fail('NOT_FOUND')
  startRotating(opened)
  refresh()
  return ok(null)
}

/** Has all access tokens replaced that are old: some now, the rest by the schedule. */
export async function rotateOldTokens(): Promise<Result<{ count: number }, never>> {
  await requireOperator()
  const opened = await runtime()
  const now = opened.clock.now()
  const count = await wantRotations(opened.db, new Date(now.getTime() - OLD_TOKEN_DAYS * DAY_MS), now)
  startRotating(opened)
  refresh()
  return ok({ count })
}
