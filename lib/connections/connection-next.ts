import { canReconnect, type Health, WORTH_TRYING } from '@/lib/bank/health'

/**
 * When a connection is synced next. `planned`: a job waits for that moment; `due`: one is about to begin;
 * `schedule`: by then at the latest, and earlier when a webhook comes; the others: after somebody has done something.
 */
export type NextTry =
  | { kind: 'running' | 'due' | 'after_reconnect' | 'after_connecting_anew' | 'never' }
  | { kind: 'planned' | 'schedule'; at: Date }

/** @param quietMs how long the schedule leaves a connection alone after a run. */
export function nextTry(
  item: { health: Health; busy: boolean; nextTryAt: Date | null; lastTriedAt: Date | null },
  quietMs: number,
  now: Date,
): NextTry {
  const { health, busy, nextTryAt, lastTriedAt } = item
  if (busy) return { kind: 'running' }
  if (nextTryAt) return nextTryAt > now ? { kind: 'planned', at: nextTryAt } : { kind: 'due' }
  if (WORTH_TRYING.includes(health)) {
    const at = new Date((lastTriedAt ?? now).getTime() + quietMs)
    return lastTriedAt && at > now ? { kind: 'schedule', at } : { kind: 'due' }
  }
  if (canReconnect(health)) return { kind: 'after_reconnect' }
  return { kind: health === 'relink' ? 'after_connecting_anew' : 'never' }
}
