'use server'

import { refresh } from 'next/cache'
import { getLocale } from 'next-intl/server'
import { requireUser } from '@/lib/auth/session'
import { listAccounts } from '@/lib/db/account-reads'
import { setAllRead, setRead } from '@/lib/db/notifications'
import { readNotificationSettings, saveNotificationSettings } from '@/lib/db/preferences'
import {
  forgetPushDevices,
  listPushDevices,
  removePushDevice,
  savePushDevice,
} from '@/lib/db/push-subscriptions'
import { env } from '@/lib/env'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { kindsShown, settingsSchema } from './kinds'
import { readEndpoint } from './public-address'
import { pushTest, pushWords } from './push-words'
import { deviceSchema, readSchema, subscriptionSchema } from './schema'
import { sendPush } from './send-push'
import { makeNotifications } from './tell'

type Failure = 'INVALID' | 'NOT_FOUND'

/** Notes that the person has read something, or takes that back: `{ id, read: true }`. */
export async function markRead(input: unknown): Promise<Result<null, Failure>> {
  const { householdId } = await requireUser()
  const read = readSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db, clock } = await runtime()
  if (!(await setRead(db, householdId, read.data.id, read.data.read ? clock.now() : null)))
    return fail('NOT_FOUND')
  refresh()
  return ok(null)
}

/** Notes that the person has read all that they are told of. */
export async function markAllRead(): Promise<Result<{ count: number }>> {
  const person = await requireUser()
  const { db, clock } = await runtime()
  const kinds = kindsShown(await readNotificationSettings(db, person))
  const count = await setAllRead(db, person.householdId, kinds, clock.now())
  refresh()
  return ok({ count })
}

/** Stores what the person wants to be told of, and looks at once by it. */
export async function saveSettings(input: unknown): Promise<Result<null, Failure>> {
  const person = await requireUser()
  const read = settingsSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db, clock } = await runtime()
  const known = new Set((await listAccounts(db, person.householdId)).map(({ id }) => id))
  if (Object.keys(read.data.low).some((accountId) => !known.has(accountId))) return fail('NOT_FOUND')
  await saveNotificationSettings(db, person, read.data, clock.now())
  await makeNotifications({ db, clock }, person.householdId)
  refresh()
  return ok(null)
}

/** Stores a browser in which the person wants to be told. `FULL`: they have too many already. */
export async function addDevice(
  input: unknown,
): Promise<Result<{ id: string }, 'INVALID' | 'UNAVAILABLE' | 'FULL'>> {
  const person = await requireUser()
  if (!env().vapid) return fail('UNAVAILABLE')
  const read = subscriptionSchema.safeParse(input)
  if (!read.success || !readEndpoint(read.data.endpoint)) return fail('INVALID')
  const { endpoint, ...secret } = read.data
  const { db, clock, context } = await runtime()
  const locale = await getLocale()
  const id = await savePushDevice(db, person, endpoint, { ...secret, locale }, context.tokenKeys, clock.now())
  if (id === null) return fail('FULL')
  refresh()
  return ok({ id })
}

/** Tells no more in one of the person's browsers. */
export async function removeDevice(input: unknown): Promise<Result<null, Failure>> {
  const person = await requireUser()
  const read = deviceSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { db } = await runtime()
  if (!(await removePushDevice(db, person, read.data.id))) return fail('NOT_FOUND')
  refresh()
  return ok(null)
}

/** Sends a message to one of the person's browsers. `GONE`: it takes none any more, and is forgotten. */
export async function sendTest(
  input: unknown,
): Promise<Result<null, Failure | 'UNAVAILABLE' | 'GONE' | 'FAILED'>> {
  const { householdId, userId } = await requireUser()
  const read = deviceSchema.safeParse(input)
  if (!read.success) return fail('INVALID')
  const { vapid } = env()
  const { db, context } = await runtime()
  const devices = await listPushDevices(db, { householdId, userId }, context.tokenKeys)
  const device = devices.find(({ id }) => id === read.data.id)
  if (!device) return fail('NOT_FOUND')
  if (!vapid) return fail('UNAVAILABLE')
  const outcome = await sendPush(device, pushTest(await pushWords(device.locale)), vapid)
  if (outcome === 'sent') return ok(null)
  if (outcome === 'failed') return fail('FAILED')
  await forgetPushDevices(db, householdId, [device.id])
  refresh()
  return fail('GONE')
}
