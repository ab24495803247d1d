import { describe, expect, it } from 'vitest'
import { advance } from './flow'
import {
  at,
  close,
  consent,
  finished,
  itemError,
  names,
  opening,
  play,
  renewal,
  searching,
  started,
  tartan,
} from './flow-fixtures'
import type { Answer } from './link-state'

const bank = { ...tartan, oauth: true }
const visit = { oauth_url: 'http://bank/1', oauth_state_id: 'state-1', redirects: false }
const where: Answer = { to: 'oauth', body: visit }
const done = { step: 'done' as const, ...finished }
const pending = (closed: boolean): Answer => ({ to: 'oauth-status', body: { status: 'pending' }, closed })

const door = play(searching, { type: 'pick', institution: bank }, { says: where })
const away = play(door, { type: 'go-to-bank' }, { says: { to: 'window', opened: true } })

describe('a bank with a page of its own', () => {
  it('is shown before it is gone to, and knows where before the click', () => {
    const picked = advance(searching, { type: 'pick', institution: bank }, at)
    expect(picked.state.pane).toEqual({ name: 'oauth', visit: null, phase: 'ready' })
    expect(picked.command).toEqual({ to: 'oauth', institutionId: 'ins_109511' })
    expect(advance(picked.state, { type: 'go-to-bank' }, at).command).toBeNull()
    expect(advance(door, { type: 'go-to-bank' }, at).command).toEqual({ to: 'window', url: 'http://bank/1' })
    expect(door.log.at(-1)?.metadata.view_name).toBe('OAUTH')
  })

  it('is gone to in this window where the link token says where to come back', () => {
    const redirecting = play(
      searching,
      { type: 'pick', institution: bank },
      { says: { to: 'oauth', body: { ...visit, redirects: true } } },
    )
    const left = advance(redirecting, { type: 'go-to-bank' }, at)
    expect(left.command).toEqual({ to: 'page', url: 'http://bank/1' })
    expect(names(left.state).at(-1)).toBe('OPEN_OAUTH')
    expect(play(left.state, { type: 'came-back' }).pane).toMatchObject({ phase: 'closed' })
  })

  it('ends at the connected accounts when the bank allows it', () => {
    const state = play(
      away,
      { says: pending(false) },
      {
        says: { to: 'oauth-status', body: { status: 'granted', step: done }, closed: false },
      },
    )
    expect(state.pane.name).toBe('connected')
    expect(names(state)).not.toContain('CLOSE_OAUTH')
  })

  it('prepares another visit when the bank says no', () => {
    const state = play(away, { says: { to: 'oauth-status', body: { status: 'denied' }, closed: true } })
    expect(state).toMatchObject({ pane: { phase: 'denied', visit: null }, pending: { to: 'oauth' } })
    expect(names(state)).toContain('FAIL_OAUTH')
    expect(play(state, { type: 'other-institution' })).toMatchObject({
      pane: { name: 'institutions' },
      institution: null,
    })
  })

  it('says once that the window was shut, and still hears when the bank allows it after all', () => {
    const shut = play(away, { says: pending(true) }, { says: pending(true) })
    expect(shut.pane).toMatchObject({ name: 'oauth', phase: 'closed' })
    expect(names(shut).filter((name) => name === 'CLOSE_OAUTH')).toHaveLength(1)
    const late = play(shut, {
      says: { to: 'oauth-status', body: { status: 'granted', step: done }, closed: true },
    })
    expect(late.pane.name).toBe('connected')
  })

  it('offers a link where the browser blocks the window, and watches once it is followed', () => {
    const blocked = play(door, { type: 'go-to-bank' }, { says: { to: 'window', opened: false } })
    expect(blocked).toMatchObject({ pane: { phase: 'blocked' }, pending: null })
    expect(advance(blocked, { type: 'went-to-bank' }, at).command).toEqual({
      to: 'oauth-status',
      stateId: 'state-1',
    })
  })

  it('gives requires_oauth for leaving, before and during the visit', () => {
    for (const state of [door, away]) {
      expect(play(state, close).outcome).toMatchObject({ metadata: { status: 'requires_oauth' } })
    }
  })

  it('asks for a new visit after one that failed', () => {
    const failed = play(away, { says: { to: 'refused', error: itemError('ITEM_LOCKED') } })
    expect(failed.pane).toMatchObject({ name: 'failed', error: { error_code: 'ITEM_LOCKED' } })
    expect(advance(failed, { type: 'retry' }, at).command).toEqual({
      to: 'oauth',
      institutionId: 'ins_109511',
    })
  })

  it('is asked again in update mode, and there is no other bank to choose', () => {
    const again = play(
      opening,
      { says: { to: 'start', body: { ...renewal, institution: bank } } },
      { type: 'continue' },
      { says: where },
    )
    expect(again.pane).toMatchObject({ name: 'oauth', visit })
    expect(play(again, { type: 'back' })).toEqual(again)
    expect(play(again, { type: 'other-institution' })).toEqual(again)
  })
})

describe('coming back from a bank', () => {
  const resumed = (how: NonNullable<typeof started.resumed>): Answer => ({
    to: 'start',
    body: { ...started, resumed: how },
  })

  it('goes straight to what the bank allowed', () => {
    const state = play(opening, { says: resumed({ outcome: 'granted', institution: bank, step: done }) })
    expect(state).toMatchObject({ pane: { name: 'connected' }, institution: { name: 'Tartan Bank' } })
    expect(names(state)).toEqual(['OPEN', 'TRANSITION_VIEW'])
  })

  it('goes straight to another try where the bank said no', () => {
    const state = play(opening, { says: resumed({ outcome: 'denied', institution: bank }) }, { says: where })
    expect(state.pane).toEqual({ name: 'oauth', visit, phase: 'denied' })
    expect(play(state, close).outcome).toMatchObject({
      error: null,
      metadata: { status: 'requires_oauth', institution: { institution_id: 'ins_109511' } },
    })
  })

  it.each([
    ['INVALID_INPUT', 'OAUTH_STATE_ID_ALREADY_PROCESSED'],
    ['OAUTH_ERROR', 'OAUTH_STATE_ID_NOT_FOUND'],
    ['INVALID_INPUT', 'INCORRECT_LINK_TOKEN'],
  ])('gives %s %s to the page when it leaves', (error_type, error_code) => {
    const error = { error_type, error_code, error_message: '', display_message: null }
    const state = play(opening, { says: { to: 'refused', error } })
    expect(state.pane).toMatchObject({ name: 'failed', retry: null, back: null })
    expect(play(state, close).outcome).toMatchObject({ kind: 'exit', error: { error_code } })
  })
})

describe('a bank that is not well', () => {
  const pick = (status: 'DEGRADED' | 'DOWN' | 'UNSUPPORTED') =>
    play(searching, { type: 'pick', institution: { ...tartan, status } })

  it('is said to be down before anybody signs in, and can be tried all the same', () => {
    const down = pick('DOWN')
    expect(down.pane.name).toBe('unavailable')
    expect(names(down).slice(-3)).toEqual([
      'SELECT_INSTITUTION',
      'TRANSITION_VIEW',
      'SELECT_DOWN_INSTITUTION',
    ])
    expect(play(down, { type: 'try-anyway' }).pane.name).toBe('credentials')
    expect(play(down, { type: 'back' }).pane.name).toBe('institutions')
  })

  it('cannot be connected once it is unsupported, and leaving says so', () => {
    const gone = pick('UNSUPPORTED')
    expect(gone.pane.name).toBe('unavailable')
    expect(play(gone, { type: 'try-anyway' })).toEqual(gone)
    expect(play(gone, close).outcome).toMatchObject({ metadata: { status: 'institution_not_supported' } })
  })

  it('is signed in to as usual while it only answers badly', () => {
    const shaky = pick('DEGRADED')
    expect(shaky.pane.name).toBe('credentials')
    expect(names(shaky)).toContain('SELECT_DEGRADED_INSTITUTION')
  })

  it('asks nothing more of somebody who is back at the search', () => {
    expect(play(consent, { type: 'try-anyway' })).toEqual(consent)
  })
})
