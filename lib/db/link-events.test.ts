import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  type LinkReport,
  linkReportSchema,
  MOST_EVENTS,
  type ReportedEvent,
} from '@/lib/connections/link-events'
import { forgetLinkEvents, listLinkFunnel, storeLinkEvents } from './link-events'
import type { Database } from './open'
import { testDatabase } from './testing'
import { createUser } from './users'

const NOW = new Date('2026-11-21T12:00:00.000Z')
const SINCE = new Date('2026-11-01T00:00:00.000Z')
const TARTAN = { institutionId: 'ins_1', institutionName: 'Tartan Bank' }

let db: Database
let households: string[]
let people = 0

beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

beforeEach(async () => {
  await db.prisma.linkEvent.deleteMany()
  households = []
  for (const name of ['A', 'B']) {
    people += 1
    const created = await createUser(
      db,
      { email: `funnel-${people}@example.org`, name, passwordHash: 'x', timeZone: 'UTC' },
      NOW,
    )
    if (!created) throw new Error('The person is there already')
    households.push(created.householdId)
  }
})

const household = (index: 0 | 1) => households[index] ?? ''

/** An event so many seconds into the session. */
function event(position: number, name: string, more: Partial<ReportedEvent> = {}): ReportedEvent {
  return {
    position,
    name,
    viewName: null,
    institutionId: null,
    institutionName: null,
    errorCode: null,
    exitStatus: null,
    mfaType: null,
    at: new Date(NOW.getTime() - 60_000 + position * 1_000).toISOString(),
    ...more,
  }
}
const view = (position: number, viewName: string, more: Partial<ReportedEvent> = {}) =>
  event(position, 'TRANSITION_VIEW', { viewName, ...more })

const report = (
  linkSessionId: string,
  events: ReportedEvent[],
  purpose: LinkReport['purpose'] = 'connect',
): LinkReport => ({ linkSessionId, purpose, events })

const success = (linkSessionId: string) =>
  report(linkSessionId, [
    event(0, 'OPEN'),
    view(1, 'CONSENT'),
    view(2, 'SELECT_INSTITUTION'),
    event(3, 'SELECT_INSTITUTION', TARTAN),
    view(4, 'CREDENTIAL', TARTAN),
    view(5, 'MFA', { ...TARTAN, mfaType: 'code' }),
    view(6, 'SELECT_ACCOUNT', TARTAN),
    event(7, 'HANDOFF', TARTAN),
  ])

const store = (who: 0 | 1, what: LinkReport) => storeLinkEvents(db, household(who), what, NOW)
const stored = () =>
  db.prisma.linkEvent.findMany({ orderBy: [{ linkSessionId: 'asc' }, { position: 'asc' }] })

describe('the events of Link', () => {
  it('are stored once, however often they are reported', async () => {
    expect(await store(0, success('s'))).toBe(8)
    const before = await stored()
    expect(await store(0, success('s'))).toBe(0)
    const more = success('s')
    more.events.push(event(8, 'EXIT', { exitStatus: 'late' }))
    expect(await store(0, more)).toBe(1)
    expect((await stored()).slice(0, 8)).toEqual(before)
    await Promise.all([store(0, success('t')), store(0, success('t')), store(0, success('t'))])
    expect((await stored()).filter(({ linkSessionId }) => linkSessionId === 't')).toHaveLength(8)
  })

  it('of a household are not touched by another that reports the same session', async () => {
    await store(0, success('s'))
    const before = await stored()
    await store(1, report('s', [event(0, 'EXIT', { errorCode: 'FORGED' })]))
    const after = await stored()
    expect(after.filter(({ householdId }) => householdId === household(0))).toEqual(before)
    // It counts as a session of its own.
    const funnel = await listLinkFunnel(db, SINCE)
    expect(funnel.map(({ institution, opened, handoff }) => [institution?.name, opened, handoff])).toEqual([
      ['Tartan Bank', 1, 1],
      [undefined, 1, 0],
    ])
  })

  it('cannot be dated into the future, or into a past long gone, by a wrong clock', async () => {
    await store(
      0,
      report('s', [
        event(0, 'OPEN', { at: '2999-01-01T00:00:00Z' }),
        event(1, 'EXIT', { at: '1999-01-01T00:00:00Z' }),
      ]),
    )
    expect((await stored()).map(({ at }) => at.toISOString())).toEqual([
      '2026-11-21T12:00:00.000Z',
      '2026-11-20T12:00:00.000Z',
    ])
  })

  it('are forgotten when they are old, and go with their household', async () => {
    await store(0, success('s'))
    await store(1, success('t'))
    await forgetLinkEvents(db, new Date(NOW.getTime() - 56_500))
    expect(await db.prisma.linkEvent.count()).toBe(8)
    await db.prisma.household.delete({ where: { id: household(0) } })
    expect(await db.prisma.linkEvent.count({ where: { householdId: household(0) } })).toBe(0)
  })

  it('are taken only within bounds', () => {
    const good = success('s')
    expect(linkReportSchema.safeParse(good).success).toBe(true)
    const bad: unknown[] = [
      null,
      [],
      { ...good, linkSessionId: '' },
      { ...good, linkSessionId: 'x'.repeat(201) },
      { ...good, linkSessionId: 'a\0b' },
      { ...good, purpose: 'else' },
      { ...good, events: [] },
      { ...good, events: Array.from({ length: MOST_EVENTS + 1 }, (_, index) => event(index, 'OPEN')) },
      { ...good, events: [event(-1, 'OPEN')] },
      { ...good, events: [event(0.5, 'OPEN')] },
      { ...good, events: [event(1e9, 'OPEN')] },
      { ...good, events: [event(0, 'what somebody typed')] },
      { ...good, events: [event(0, 'OPEN', { at: 'yesterday' })] },
      { ...good, events: [event(0, 'OPEN', { institutionName: 'x'.repeat(201) })] },
    ]
    for (const report of bad)
      expect(linkReportSchema.safeParse(report).success, JSON.stringify(report)).toBe(false)
    // An odd detail does not cost the event.
    const odd = { ...good, events: [{ ...event(0, 'OPEN'), errorCode: 'an odd one', surplus: 'x' }] }
    expect(linkReportSchema.parse(odd).events).toEqual([event(0, 'OPEN')])
  })
})

describe('the funnel of Link', () => {
  it('counts how far sessions came by purpose and institution, and where they ended', async () => {
    await store(0, success('done-1'))
    await store(1, success('done-2'))
    await store(
      0,
      report('refused', [
        event(0, 'OPEN'),
        view(1, 'CONSENT'),
        view(2, 'SELECT_INSTITUTION'),
        event(3, 'SELECT_INSTITUTION', TARTAN),
        view(4, 'CREDENTIAL', TARTAN),
        event(5, 'EXIT', { ...TARTAN, errorCode: 'INVALID_CREDENTIALS', exitStatus: 'requires_credentials' }),
      ]),
    )
    for (const name of ['looked-1', 'looked-2']) {
      const events = [event(0, 'OPEN'), view(1, 'CONSENT'), view(2, 'SELECT_INSTITUTION')]
      await store(0, report(name, [...events, view(3, 'EXIT'), event(4, 'EXIT')]))
    }
    await store(0, report('closed-tab', [event(0, 'OPEN')]))
    await store(
      1,
      report(
        'mended',
        [event(0, 'OPEN', TARTAN), view(1, 'OAUTH', TARTAN), event(2, 'HANDOFF', TARTAN)],
        'reconnect',
      ),
    )

    const institution = { id: 'ins_1', name: 'Tartan Bank' }
    const none = {
      consent: 0,
      selectInstitution: 0,
      signIn: 0,
      mfa: 0,
      selectAccount: 0,
      handoff: 0,
      unfinished: 0,
    }
    const funnel = await listLinkFunnel(db, SINCE)
    expect(funnel).toHaveLength(3)
    expect(funnel).toContainEqual({
      ...none,
      purpose: 'connect',
      institution,
      opened: 3,
      consent: 3,
      selectInstitution: 3,
      signIn: 3,
      mfa: 2,
      selectAccount: 2,
      handoff: 2,
      exits: [{ view: 'CREDENTIAL', errorCode: 'INVALID_CREDENTIALS', count: 1 }],
    })
    expect(funnel).toContainEqual({
      ...none,
      purpose: 'connect',
      institution: null,
      opened: 3,
      consent: 2,
      selectInstitution: 2,
      unfinished: 1,
      exits: [{ view: 'SELECT_INSTITUTION', errorCode: null, count: 2 }],
    })
    expect(funnel).toContainEqual({
      ...none,
      purpose: 'reconnect',
      institution,
      opened: 1,
      signIn: 1,
      handoff: 1,
      exits: [],
    })
  })

  it('comes out the same in whatever order and portions the events arrive', async () => {
    const events = [
      event(0, 'OPEN'),
      view(1, 'CONSENT'),
      event(2, 'SELECT_INSTITUTION', { institutionId: 'ins_2', institutionName: 'Another Bank' }),
      view(3, 'CREDENTIAL', { institutionId: 'ins_2', institutionName: 'Another Bank' }),
      event(4, 'SELECT_INSTITUTION', TARTAN),
      view(5, 'OAUTH', TARTAN),
      view(6, 'EXIT', TARTAN),
      event(7, 'EXIT', { ...TARTAN, exitStatus: 'requires_oauth' }),
    ]
    await store(0, report('in-order', events))
    const expected = await listLinkFunnel(db, SINCE)
    expect(expected).toMatchObject([
      { institution: { name: 'Tartan Bank' }, opened: 1, signIn: 1, exits: [{ view: 'OAUTH', count: 1 }] },
    ])
    // Told last to first, so that positions run against time.
    await db.prisma.linkEvent.deleteMany()
    const reversed = [...events].reverse().map((told, position) => ({ ...told, position }))
    for (const told of reversed) await store(0, report('reversed', [told]))
    expect(await listLinkFunnel(db, SINCE)).toEqual(expected)
  })

  it('counts the sessions that began since a moment, whole', async () => {
    await store(0, success('s'))
    expect(await listLinkFunnel(db, new Date(NOW.getTime() - 60_000))).toMatchObject([
      { opened: 1, handoff: 1 },
    ])
    expect(await listLinkFunnel(db, new Date(NOW.getTime() - 59_000))).toEqual([])
  })
})
