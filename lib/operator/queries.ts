import 'server-only'
import { requireOperator } from '@/lib/auth/operator'
import { type Health, toHealth } from '@/lib/bank/health'
import { lastBeat } from '@/lib/db/heartbeats'
import { listLinkFunnel } from '@/lib/db/link-events'
import type { Database } from '@/lib/db/open'
import {
  countHealths,
  countLostIntents,
  type LostIntents,
  listTroubles,
  readTokenAges,
  type TokenAges,
} from '@/lib/db/operator-reads'
import { countByKey } from '@/lib/db/sealed-secrets'
import {
  countWebhooks,
  listStuckWebhooks,
  type StuckWebhook,
  type WebhookCount,
} from '@/lib/db/webhook-inbox'
import { env } from '@/lib/env'
import type { DeadLetter, JobQueue } from '@/lib/jobs/queue'
import { type QueueDepth, readQueueDepth } from '@/lib/jobs/queue-depth'
import { runtime } from '@/lib/runtime'
import { type FunnelLeaving, type FunnelTotal, funnelLeavings, funnelTotals } from './funnel'
import { OLD_TOKEN_DAYS } from './schema'

/** Of each list this many are shown, and said when there are more. */
export const MOST_SHOWN = 50
const FUNNEL_DAYS = 30
const DAY_MS = 86_400_000
const FORSAKEN_MS = 5 * 60_000
/** In these somebody has to look who knows the installation. */
const OPERATOR_HEALTHS: readonly Health[] = ['operator', 'unknown']

/** As many of a list as are shown, and whether there are more. */
export interface Shown<Row> {
  rows: Row[]
  hasMore: boolean
}

export interface HealthRow {
  health: Health
  count: number
  since: Date
}

export interface TroubleRow {
  itemId: string
  health: Health
  errorCode: string | null
  errorType: string | null
  requestId: string | null
  since: Date
}

/** `first`: seals now. `older`: still opens. `missing`: seals something, and is not in TOKEN_ENCRYPTION_KEYS. */
export interface KeyRow {
  keyId: string
  state: 'first' | 'older' | 'missing'
  count: number
}

/** Of the visits to Link that began in the last `days` days. */
export interface Funnel {
  days: number
  totals: FunnelTotal[]
  leavings: Shown<FunnelLeaving>
}

/** How the whole installation is: counts, ids and codes, across households. */
export interface Installation {
  healths: HealthRow[]
  troubles: Shown<TroubleRow>
  deadLetters: Shown<Omit<DeadLetter, 'householdId'>>
  stuckWebhooks: Shown<StuckWebhook>
  webhooks: Shown<WebhookCount>
  funnel: Funnel
  keys: KeyRow[]
  tokens: TokenAges
  intents: LostIntents
  queue: QueueDepth
  /** When the schedule last ran to its end; null: never. */
  tickAt: Date | null
}

function shown<Row>(rows: readonly Row[]): Shown<Row> {
  return { rows: rows.slice(0, MOST_SHOWN), hasMore: rows.length > MOST_SHOWN }
}

/** The keys in the order of the ring, then those that are missing from it. */
export function keyRows(ring: readonly string[], counts: ReadonlyMap<string, number>): KeyRow[] {
  const known = ring.map((keyId, index) => ({
    keyId,
    state: index === 0 ? ('first' as const) : ('older' as const),
    count: counts.get(keyId) ?? 0,
  }))
  const missing = [...counts].filter(([keyId]) => !ring.includes(keyId))
  return [...known, ...missing.map(([keyId, count]) => ({ keyId, state: 'missing' as const, count }))]
}

/** Reads it all, for whoever may. @param keyIds of TOKEN_ENCRYPTION_KEYS, in their order. */
export async function readInstallation(
  db: Database,
  queue: Pick<JobQueue, 'listDeadLetters'>,
  keyIds: readonly string[],
  now: Date,
): Promise<Installation> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  const one = MOST_SHOWN + 1
  const [healths, troubles, deadLetters, stuck, webhooks, funnel, counts, tokens, intents, depth, tickAt] =
    await Promise.all([
      countHealths(db),
      listTroubles(db, OPERATOR_HEALTHS, one),
      queue.listDeadLetters(one),
      listStuckWebhooks(db, one),
      countWebhooks(db),
      listLinkFunnel(db, before(FUNNEL_DAYS * DAY_MS)),
      countByKey(db),
      readTokenAges(db, before(OLD_TOKEN_DAYS * DAY_MS)),
      countLostIntents(db, before(FORSAKEN_MS)),
      readQueueDepth(db),
      lastBeat(db, 'tick'),
    ])
  return {
    healths: healths.map(({ health, ...rest }) => ({ health: toHealth(health), ...rest })),
    troubles: shown(
      troubles.map(({ health, errorRequestId, ...rest }) => ({
        health: toHealth(health),
        requestId: errorRequestId,
        ...rest,
      })),
    ),
    deadLetters: shown(deadLetters.map(({ householdId: _whose, ...letter }) => letter)),
    stuckWebhooks: shown(stuck),
    webhooks: shown(webhooks),
    funnel: { days: FUNNEL_DAYS, totals: funnelTotals(funnel), leavings: shown(funnelLeavings(funnel)) },
    keys: keyRows(keyIds, counts),
    tokens,
    intents,
    queue: depth,
    tickAt,
  }
}

/** How the installation is now; there is nothing at the address for whoever does not run it. */
export async function getInstallation(): Promise<Installation> {
  await requireOperator()
  const { db, queue, clock } = await runtime()
  const keyIds = env().tokenKeys.map(({ id }) => id)
  return readInstallation(db, queue, keyIds, clock.now())
}
