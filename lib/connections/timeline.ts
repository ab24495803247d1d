import { type CalendarDate, dayInZone } from '@/lib/calendar/calendar-date'
import type { ReceivedWebhook, StoredRun, TimelineKey } from '@/lib/db/connection-reads'

export type RunEntry = { kind: 'run' } & StoredRun
export type WebhookEntry = { kind: 'webhook' } & ReceivedWebhook

/** What happened to a connection: a run of ours, or a webhook of Plaid's. */
export type TimelineEntry = RunEntry | WebhookEntry

export interface TimelinePage {
  /** Newest first. */
  entries: TimelineEntry[]
  /** Where the next, older page begins; null on the last. */
  next: TimelineKey | null
}

const newestFirst = (a: TimelineKey, b: TimelineKey) =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

/**
 * One page of runs and webhooks together.
 *
 * @param runs @param webhooks each newest first, and one more than `limit` where there are as many: a page shorter
 * than that is the last.
 */
export function timelinePage(
  runs: readonly StoredRun[],
  webhooks: readonly ReceivedWebhook[],
  limit: number,
): TimelinePage {
  const all = [
    ...runs.map((run) => ({ kind: 'run' as const, ...run })),
    ...webhooks.map((webhook) => ({ kind: 'webhook' as const, ...webhook })),
  ].sort(newestFirst)
  const entries = all.slice(0, limit)
  const last = entries.at(-1)
  return { entries, next: all.length > limit && last ? { at: last.at, id: last.id } : null }
}

/** Entries as one group per day of a time zone, in the same order. */
export function groupByDay(
  entries: readonly TimelineEntry[],
  timeZone: string,
): { day: CalendarDate; entries: TimelineEntry[] }[] {
  const groups: { day: CalendarDate; entries: TimelineEntry[] }[] = []
  for (const entry of entries) {
    const day = dayInZone(entry.at, timeZone)
    const group = groups.at(-1)
    if (group?.day === day) group.entries.push(entry)
    else groups.push({ day, entries: [entry] })
  }
  return groups
}
