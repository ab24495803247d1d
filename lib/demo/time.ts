import { env } from '@/lib/env'
import { followClock, runtime } from '@/lib/runtime'
import { tick } from '@/lib/tick'

/**
 * Catches up with a clock that was moved: Evenkeel's own follows, and what it does by itself when time passes is
 * done. In days it would have looked after its connections many times.
 */
export async function catchUpWithTime(): Promise<void> {
  const { emulator, context, plaid, worker } = await runtime()
  if (env().plaidEnv !== 'emulator') return
  await followClock(emulator)
  await tick({ ...context, plaid })
  await worker.drain(Date.now() + 50_000)
}
