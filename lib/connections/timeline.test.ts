import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/crypto/id'
import type { ReceivedWebhook, StoredRun } from '@/lib/db/connection-reads'
import { groupByDay, timelinePage } from './timeline'

function run(at: Date): StoredRun {
  const counts = { pages: 1, added: 0, modified: 0, removed: 0, written: 0, restarts: 0 }
  const end = { finishedAt: at, errorCode: null, errorType: null, plaidRequestIds: [] }
  return { id: newId(at), at, trigger: 'person', phase: 'done', ...counts, ...end }
}

function webhook(at: Date): ReceivedWebhook {
  const end = { handledAt: at, outcome: 'sync', deliveries: 1, errorCode: null, errorType: null }
  return { id: newId(at), at, type: 'TRANSACTIONS', code: 'SYNC_UPDATES_AVAILABLE', ...end }
}

const newestFirst = (a: { at: Date; id: string }, b: { at: Date; id: string }) =>
  b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0)

describe('a page of the timeline', () => {
  it('shows every run and webhook once, newest first, however they lie and however long a page is', () => {
    const moments = fc.array(
      fc.integer({ min: 0, max: 20 }).map((second) => new Date(second * 1_000)),
      {
        maxLength: 30,
      },
    )
    fc.assert(
      fc.property(moments, moments, fc.integer({ min: 1, max: 7 }), (ran, came, limit) => {
        const runs = ran.map(run).sort(newestFirst)
        const webhooks = came.map(webhook).sort(newestFirst)
        const shown: { at: Date; id: string }[] = []
        let before: { at: Date; id: string } | null = null
        do {
          const from = before
          const older = <Entry extends { at: Date; id: string }>(list: Entry[]) =>
            list.filter((entry) => from === null || newestFirst(from, entry) < 0).slice(0, limit + 1)
          const page = timelinePage(older(runs), older(webhooks), limit)
          expect(page.entries.length).toBeLessThanOrEqual(limit)
          shown.push(...page.entries)
          before = page.next
        } while (before)
        const all = [...runs, ...webhooks].sort(newestFirst)
        expect(shown.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
      }),
    )
  })

  it('is grouped by the day that it is for the person', () => {
    const late = run(new Date('2026-11-20T23:30:00Z'))
    const early = webhook(new Date('2026-11-20T22:30:00Z'))
    const { entries } = timelinePage([late], [early], 5)
    expect(groupByDay(entries, 'UTC').map(({ day }) => day)).toEqual(['2026-11-20'])
    const days = groupByDay(entries, 'Europe/Berlin')
    expect(days.map(({ day, entries: ofDay }) => [day, ofDay.length])).toEqual([
      ['2026-11-21', 1],
      ['2026-11-20', 1],
    ])
  })
})
