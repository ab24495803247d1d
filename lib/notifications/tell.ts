import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '@/lib/clock'
import type { SealingKey } from '@/lib/crypto/seal'
import { beat, lastBeat } from '@/lib/db/heartbeats'
import {
  findTimeZone,
  followLarge,
  forgetNotifications,
  listTellable,
  listUnpushed,
  markPushed,
  type StoredNotification,
  storeNews,
} from '@/lib/db/notifications'
import type { Database } from '@/lib/db/open'
import { listNotificationSettings } from '@/lib/db/preferences'
import {
  forgetPushDevices,
  listHouseholdsWithDevices,
  listPushDevices,
  type PushDevice,
} from '@/lib/db/push-subscriptions'
import type { Logger } from '@/lib/logger'
import { findNews } from './find-news'
import { commonSettings, kindsPushed } from './kinds'
import { pushMessage, pushSummary, pushWords } from './push-words'
import { type PushOptions, type PushOutcome, sendPush, type VapidKeys } from './send-push'

export interface TellContext {
  db: Database
  clock: Clock
  tokenKeys: readonly SealingKey[]
  log: Logger
  /** Null or absent: this installation sends nothing to browsers. */
  vapid?: VapidKeys | null
}

const DAY_MS = 86_400_000
/** How long after it was told something is still sent to browsers. */
const PUSHED_WITHIN_MS = DAY_MS
/** More than so many at once are sent as one. */
const MOST_SINGLE = 3
const MOST_AT_ONCE = 100
/** All households are gone through so often, for what comes with the day. */
const CHECK_EVERY_MS = 6 * 3_600_000
const KEPT_MS = 180 * DAY_MS
const HOUSEHOLDS = 200
/** Between two households: nobody waits for this, and thousands one right after the other keep everybody else waiting. */
const PAUSE_MS = 50

/**
 * Finds out what there is to tell a household, and stores what is new. It may be run at any time.
 *
 * @returns how much was told for the first time.
 */
export async function makeNotifications(
  { db, clock }: Pick<TellContext, 'db' | 'clock'>,
  householdId: string,
): Promise<number> {
  const timeZone = await findTimeZone(db, householdId)
  if (timeZone === null) return 0
  const now = clock.now()
  const settings = commonSettings([...(await listNotificationSettings(db, householdId)).values()])
  await followLarge(db, householdId, now)
  return storeNews(db, householdId, await findNews({ db, householdId, settings, now, timeZone }), now)
}

/**
 * Sends to a household's browsers what they were not told yet. What could not be sent now is sent by the next call;
 * browsers that are no more are forgotten.
 *
 * @returns how many messages were sent.
 */
export async function pushNotifications(
  { db, clock, tokenKeys, log, vapid }: TellContext,
  householdId: string,
  options: PushOptions = {},
): Promise<number> {
  if (!vapid) return 0
  const devices = await listPushDevices(db, { householdId }, tokenKeys)
  if (devices.length === 0) return 0
  const now = clock.now()
  const since = new Date(now.getTime() - PUSHED_WITHIN_MS)
  const waiting = await listUnpushed(db, householdId, since, MOST_AT_ONCE)
  if (waiting.length === 0) return 0
  const settings = await listNotificationSettings(db, householdId)
  const deliveries = devices.map((device) => {
    const person = settings.get(device.userId)
    const wanted = new Set<string>(person ? kindsPushed(person) : [])
    const own = waiting.filter(({ kind, createdAt }) => wanted.has(kind) && createdAt >= device.createdAt)
    return { device, own }
  })
  const done = await Promise.all(
    deliveries.map(async ({ device, own }) => ({
      device,
      own,
      ...(await deliver(device, own, vapid, options)),
    })),
  )
  const failed = new Set(
    done.flatMap(({ own, outcome }) => (outcome === 'failed' ? own.map(({ id }) => id) : [])),
  )
  const gone = done.flatMap(({ device, outcome }) => (outcome === 'gone' ? device.id : []))
  await forgetPushDevices(db, householdId, gone)
  await markPushed(
    db,
    householdId,
    waiting.flatMap(({ id }) => (failed.has(id) ? [] : id)),
    now,
  )
  const sent = done.reduce((sum, { count }) => sum + count, 0)
  if (sent > 0 || gone.length > 0 || failed.size > 0)
    log.info({ event: 'push', householdId, sent, gone: gone.length, failed: failed.size })
  return sent
}

/** Sends a browser its messages one after the other, until one fails. */
async function deliver(
  { endpoint, p256dh, auth, locale }: PushDevice,
  own: readonly StoredNotification[],
  vapid: VapidKeys,
  options: PushOptions,
): Promise<{ outcome: PushOutcome; count: number }> {
  const latest = own.at(-1)
  const words = await pushWords(locale)
  const messages =
    latest && own.length > MOST_SINGLE
      ? [pushSummary(own.length, latest.id, words)]
      : own.map((one) => pushMessage(one, words))
  let count = 0
  for (const message of messages) {
    const outcome = await sendPush({ endpoint, p256dh, auth }, message, vapid, options)
    if (outcome !== 'sent') return { outcome, count }
    count += 1
  }
  return { outcome: 'sent', count }
}

/** Tells a household what there is to tell, here and in its browsers. */
export async function tellHousehold(context: TellContext, householdId: string): Promise<void> {
  await makeNotifications(context, householdId)
  await pushNotifications(context, householdId)
}

/**
 * What the schedule does: tells what comes with the day, sends what could not be sent, and clears away what is old.
 * Cut off by `until`, it begins anew with the next tick.
 */
export async function tellEverybody(context: TellContext, until = Number.POSITIVE_INFINITY): Promise<void> {
  const { db, clock, log } = context
  const now = clock.now()
  const attempt = async (householdId: string, work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      log.error({
        event: 'notifications',
        householdId,
        message: error instanceof Error ? error.name : 'unknown',
      })
    }
  }
  const checkedAt = await lastBeat(db, 'notifications')
  if (checkedAt === null || now.getTime() - checkedAt.getTime() >= CHECK_EVERY_MS) {
    let last: string | null = null
    do {
      const households: string[] = await listTellable(db, last, HOUSEHOLDS)
      for (const householdId of households) {
        if (Date.now() > until) return
        await attempt(householdId, () => makeNotifications(context, householdId))
        // Who has to be done by a time has none to lose.
        if (until === Number.POSITIVE_INFINITY) await sleep(PAUSE_MS)
      }
      last = households.at(-1) ?? null
    } while (last !== null)
    await forgetNotifications(db, new Date(now.getTime() - KEPT_MS))
    await beat(db, 'notifications', now)
  }
  if (!context.vapid) return
  for (const householdId of await listHouseholdsWithDevices(db)) {
    if (Date.now() > until) return
    await attempt(householdId, () => pushNotifications(context, householdId))
  }
}
