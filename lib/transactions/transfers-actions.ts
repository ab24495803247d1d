'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import { requireUser } from '@/lib/auth/session'
import {
  confirmSurePairs,
  judgePair,
  type PairProblem,
  takeBackPairs as takeBackPairsOf,
} from '@/lib/db/transfer-pairs'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'

const verdictSchema = z.strictObject({
  outId: z.uuid(),
  inId: z.uuid(),
  verdict: z.enum(['confirmed', 'rejected', 'open']),
})

/**
 * Stores whether two transactions are one movement between own accounts: confirmed, rejected, or `open`, which takes
 * back what was said.
 */
export async function judgeTransfer(input: unknown): Promise<Result<null, PairProblem | 'INVALID'>> {
  const { householdId } = await requireUser()
  const read = verdictSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db, clock } = await runtime()
  const { verdict, ...pair } = read.data
  const judged = await judgePair(db, householdId, pair, verdict, clock.now())
  if (judged.ok) refresh()
  return judged
}

/**
 * Confirms all suggested transfers of which there is little doubt.
 *
 * @returns how many, and the moment that takes them back (`takeBackTransfers`), ISO 8601.
 */
export async function confirmSureTransfers(): Promise<Result<{ count: number; at: string }>> {
  const { householdId } = await requireUser()
  const { db, clock } = await runtime()
  const now = clock.now()
  const count = await confirmSurePairs(db, householdId, now)
  refresh()
  return ok({ count, at: now.toISOString() })
}

const momentSchema = z.strictObject({ at: z.iso.datetime() })

/** Takes back the transfers that were confirmed together at a moment. @returns how many there were. */
export async function takeBackTransfers(input: unknown): Promise<Result<{ count: number }, 'INVALID'>> {
  const { householdId } = await requireUser()
  const read = momentSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db } = await runtime()
  const count = await takeBackPairsOf(db, householdId, new Date(read.data.at))
  refresh()
  return ok({ count })
}
