import 'server-only'
import { cache } from 'react'
import { listStoredAccounts } from '@/lib/accounts/stored'
import { requireUser } from '@/lib/auth/session'
import { type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import { countByKind, countUnread, listNotifications, type StoredNotification } from '@/lib/db/notifications'
import { readNotificationSettings } from '@/lib/db/preferences'
import { listPushDevices } from '@/lib/db/push-subscriptions'
import { env } from '@/lib/env'
import { runtime } from '@/lib/runtime'
import { KINDS, type Kind, kindsShown, type NotificationSettings } from './kinds'
import type { NotificationSearch } from './schema'

const PAGE = 40

const getSettings = cache(async (): Promise<NotificationSettings> => {
  const person = await requireUser()
  const { db } = await runtime()
  return readNotificationSettings(db, person)
})

/** How much of what the person is told of they have not read, and is not over. Asked once per request. */
export const getUnreadCount = cache(async (): Promise<number> => {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return countUnread(db, householdId, kindsShown(await getSettings()))
})

export type Notification = StoredNotification & { day: CalendarDate; isUnread: boolean }

export interface NotificationPage {
  today: CalendarDate
  timeZone: string
  /** The latest first. */
  notifications: Notification[]
  /** The kinds of which there is anything; the person may have no interest in some of late. */
  kinds: Kind[]
  unread: number
  /** Where the next page begins; null on the last. */
  next: NotificationSearch['after']
}

/** A page of what the person was told. */
export async function listOwnNotifications({ kind, after }: NotificationSearch): Promise<NotificationPage> {
  const { householdId, timeZone } = await requireUser()
  const { db, clock } = await runtime()
  const shown = kindsShown(await getSettings())
  const wanted = kind === null ? shown : shown.filter((one) => one === kind)
  const [found, counts, unread] = await Promise.all([
    listNotifications(db, householdId, wanted, after, PAGE + 1),
    countByKind(db, householdId),
    getUnreadCount(),
  ])
  const page = found.slice(0, PAGE)
  const last = page.at(-1)
  return {
    today: dayInZone(clock.now(), timeZone),
    timeZone,
    notifications: page.map((one) => ({
      ...one,
      day: dayInZone(one.createdAt, timeZone),
      isUnread: one.readAt === null && one.settledAt === null,
    })),
    kinds: shown.filter((one) => counts.has(one)),
    unread,
    next: found.length > PAGE && last ? { createdAt: last.createdAt, id: last.id } : null,
  }
}

export interface SettingsFacts {
  settings: NotificationSettings
  kinds: readonly Kind[]
  /** Of the household's accounts, the one with the most first. */
  currencies: string[]
  /** Accounts that can run low: open ones that are not debts. */
  accounts: { id: string; name: string; institutionName: string; mask: string | null; currency: string }[]
}

const DEBTS = new Set(['credit', 'loan'])

/** What the person wants to be told of, and what there is to set. */
export async function getSettingsFacts(): Promise<SettingsFacts> {
  const [settings, all] = await Promise.all([getSettings(), listStoredAccounts()])
  const open = all.filter(({ closedAt, hidden }) => closedAt === null && !hidden)
  const counts = new Map<string, number>()
  for (const { currency } of open) counts.set(currency, (counts.get(currency) ?? 0) + 1)
  for (const currency of Object.keys(settings.large)) if (!counts.has(currency)) counts.set(currency, 0)
  return {
    settings,
    kinds: KINDS,
    currencies: [...counts].sort(([, a], [, b]) => b - a).map(([currency]) => currency),
    accounts: open
      .filter(({ type }) => !DEBTS.has(type))
      .map(({ id, name, institutionName, mask, currency }) => ({
        id,
        name,
        institutionName,
        mask,
        currency,
      })),
  }
}

export interface PushFacts {
  /** What a browser needs to ask its push service; null: this installation sends nothing to browsers. */
  publicKey: string | null
  /** The person's own, the latest first. */
  devices: { id: string; device: string; createdAt: Date }[]
}

/** The browsers in which the person is told. */
export async function getPushFacts(): Promise<PushFacts> {
  const { householdId, userId } = await requireUser()
  const { db, context } = await runtime()
  const devices = await listPushDevices(db, { householdId, userId }, context.tokenKeys)
  return {
    publicKey: env().vapid?.publicKey ?? null,
    devices: devices.map(({ id, device, createdAt }) => ({ id, device, createdAt })),
  }
}
