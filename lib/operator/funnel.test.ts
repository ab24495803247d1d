import { describe, expect, it } from 'vitest'
import type { FunnelRow } from '@/lib/db/link-events'
import { funnelLeavings, funnelTotals } from './funnel'

const row = (over: Partial<FunnelRow>): FunnelRow => ({
  purpose: 'connect',
  institution: { id: 'ins_1', name: 'Bank' },
  opened: 4,
  consent: 4,
  selectInstitution: 3,
  signIn: 3,
  mfa: 1,
  selectAccount: 2,
  handoff: 2,
  unfinished: 1,
  exits: [],
  ...over,
})

describe('the funnel of Link', () => {
  it('adds the banks up by what Link was opened for, the most opened first', () => {
    const totals = funnelTotals([
      row({ purpose: 'reconnect', opened: 2, handoff: 1 }),
      row({}),
      row({ institution: null, opened: 6, handoff: 0, unfinished: 5 }),
    ])
    expect(totals).toMatchObject([
      { purpose: 'connect', opened: 10, handoff: 2, unfinished: 6 },
      { purpose: 'reconnect', opened: 2, handoff: 1, unfinished: 1 },
    ])
  })

  it('says where people leave, most of them first, and names no bank but by its id', () => {
    const leavings = funnelLeavings([
      row({ exits: [{ view: 'MFA', errorCode: 'INVALID_MFA', count: 2 }] }),
      row({ institution: null, exits: [{ view: 'CONSENT', errorCode: null, count: 7 }] }),
    ])
    expect(leavings).toEqual([
      { purpose: 'connect', institutionId: null, view: 'CONSENT', errorCode: null, count: 7 },
      { purpose: 'connect', institutionId: 'ins_1', view: 'MFA', errorCode: 'INVALID_MFA', count: 2 },
    ])
    expect(JSON.stringify(leavings)).not.toContain('Bank')
  })
})
