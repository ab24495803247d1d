import type { PlaidLinkOnEventMetadata } from 'react-plaid-link'
import { describe, expect, it } from 'vitest'
import { type LinkReport, linkReportSchema } from '@/lib/connections/link-events'
import { createLinkRecorder, toReported } from './link-recorder'

const NOW = new Date('2026-11-21T08:00:00.000Z')

function told(more: Partial<PlaidLinkOnEventMetadata> = {}): PlaidLinkOnEventMetadata {
  return {
    account_number_mask: '4711',
    error_type: null,
    error_code: null,
    error_message: null,
    exit_status: null,
    institution_id: 'ins_1',
    institution_name: 'Tartan Bank',
    institution_search_query: 'my secret bank',
    is_update_mode: null,
    match_reason: null,
    mfa_type: null,
    routing_number: '021000021',
    view_name: null,
    selection: 'phone +15550100',
    timestamp: '2026-11-21T07:59:59.500Z',
    link_session_id: 'session-1',
    request_id: 'r',
    ...more,
  }
}

/** A recorder, what it has sent, and whether it gets through. */
function recording(leg = 0) {
  const sent: { report: LinkReport; leaving: boolean }[] = []
  const line = { works: true }
  const recorder = createLinkRecorder({
    purpose: 'connect',
    leg,
    nameless: 'nameless-1',
    now: () => NOW,
    send: async (report, leaving) => {
      if (line.works) sent.push({ report, leaving })
      return line.works
    },
  })
  const names = () => sent.flatMap(({ report }) => report.events.map(({ name }) => name))
  return { recorder, sent, line, names }
}

/** Everything that was planned for the end of this turn has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('what is reported of a visit to Link', () => {
  it('holds nothing that was typed, and no number of an account, a bank or a telephone', () => {
    const text = JSON.stringify(toReported('SEARCH_INSTITUTION', told(), 3, NOW))
    for (const secret of ['4711', '021000021', 'my secret bank', '+15550100'])
      expect(text).not.toContain(secret)
    expect(JSON.parse(text)).toEqual({
      position: 3,
      name: 'SEARCH_INSTITUTION',
      viewName: null,
      institutionId: 'ins_1',
      institutionName: 'Tartan Bank',
      errorCode: null,
      exitStatus: null,
      mfaType: null,
      at: '2026-11-21T07:59:59.500Z',
    })
  })

  it('is what the server takes, whatever Link tells', () => {
    const odd = told({ timestamp: 'yesterday', view_name: 'A VIEW\n', institution_name: 'x'.repeat(900) })
    const event = toReported('', odd, 0, NOW)
    expect(event).toMatchObject({ name: 'UNNAMED', viewName: 'A_VIEW_', at: NOW.toISOString() })
    const report = { linkSessionId: 's', purpose: 'connect', events: [event] }
    expect(linkReportSchema.safeParse(report).success).toBe(true)
  })

  it('tells of the opening at once, and of the rest together at the end', async () => {
    const { recorder, sent, names } = recording()
    recorder.record('OPEN', told())
    await settled()
    expect(names()).toEqual(['OPEN'])
    recorder.record('TRANSITION_VIEW', told({ view_name: 'CONSENT' }))
    recorder.record('EXIT', told())
    await settled()
    expect(names()).toEqual(['OPEN'])
    recorder.finish('session-1')
    await settled()
    expect(names()).toEqual(['OPEN', 'TRANSITION_VIEW', 'EXIT'])
    expect(sent).toHaveLength(2)
    expect(sent.flatMap(({ report }) => report.events.map(({ position }) => position))).toEqual([0, 1, 2])
  })

  it('tells of what comes after the end too', async () => {
    const { recorder, names } = recording()
    recorder.finish('session-1')
    recorder.record('HANDOFF', told())
    await settled()
    expect(names()).toEqual(['HANDOFF'])
  })

  it('tells of what there is when the page goes away in the middle, and of nothing twice', async () => {
    const { recorder, sent, names } = recording()
    recorder.record('OPEN', told())
    recorder.record('TRANSITION_VIEW', told())
    recorder.report(true)
    recorder.report(true)
    await settled()
    expect(names()).toEqual(['OPEN', 'TRANSITION_VIEW'])
    expect(sent.map(({ leaving }) => leaving)).toEqual([true])
  })

  it('keeps what could not be sent, in its place, for the next report', async () => {
    const { recorder, sent, line, names } = recording()
    line.works = false
    recorder.record('OPEN', told())
    await settled()
    expect(sent).toEqual([])
    line.works = true
    recorder.record('EXIT', told())
    recorder.finish('session-1')
    await settled()
    expect(names()).toEqual(['OPEN', 'EXIT'])
  })

  it('goes on counting after a way back from a bank’s own site where no earlier page has counted', async () => {
    const { recorder, sent } = recording(2)
    recorder.record('HANDOFF', told())
    recorder.finish('session-1')
    await settled()
    expect(sent[0]?.report.events[0]?.position).toBe(2_000)
  })

  it('waits for the session’s id, and makes one up only when the visit ended without', async () => {
    const { recorder, sent } = recording()
    recorder.record('OPEN', told({ link_session_id: '' }))
    await settled()
    expect(sent).toEqual([])
    recorder.finish('')
    await settled()
    expect(sent.map(({ report }) => report.linkSessionId)).toEqual(['nameless-1'])
  })

  it('sends many events in portions that the server takes', async () => {
    const { recorder, sent, names } = recording()
    for (let index = 0; index < 1_200; index += 1) recorder.record('TRANSITION_VIEW', told())
    recorder.finish('session-1')
    await settled()
    expect(names()).toHaveLength(1_000)
    for (const { report } of sent) {
      expect(linkReportSchema.safeParse(report).success).toBe(true)
      expect(JSON.stringify(report).length).toBeLessThan(60_000)
    }
  })
})
