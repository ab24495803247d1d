import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  close,
  expired,
  finished,
  itemError,
  names,
  offered,
  play,
  renewal,
  started,
  tartan,
} from './flow-fixtures'
import type { Answer, Message } from './link-state'
import { openSession } from './transitions'

describe('whatever happens, in whatever order', () => {
  const answers: Answer[] = [
    { to: 'start', body: started },
    { to: 'start', body: renewal },
    { to: 'institutions', body: [tartan] },
    offered,
    { to: 'step', body: { step: 'mfa', kind: 'code', prompts: [{ text: 'Code', options: null }] } },
    { to: 'step', body: { step: 'done', ...finished } },
    { to: 'finish', body: finished },
    { to: 'oauth', body: { oauth_url: 'http://bank', oauth_state_id: 's', redirects: false } },
    { to: 'oauth', body: { oauth_url: 'http://bank', oauth_state_id: 's', redirects: true } },
    { to: 'window', opened: true },
    { to: 'window', opened: false },
    { to: 'oauth-status', body: { status: 'pending' }, closed: true },
    { to: 'oauth-status', body: { status: 'denied' }, closed: false },
    { to: 'oauth-status', body: { status: 'granted', step: { step: 'done', ...finished } }, closed: false },
    { to: 'refused', error: expired },
    { to: 'refused', error: itemError('INVALID_CREDENTIALS') },
    { to: 'refused', error: itemError('INVALID_MFA') },
    { to: 'refused', error: itemError('ITEM_LOCKED') },
    { to: 'unreachable' },
  ]
  const turns = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...answers.map((says) => ({ says }))) },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Message>(
        { type: 'continue' },
        { type: 'search', query: 'ta' },
        { type: 'pick', institution: tartan },
        { type: 'sign-in', username: 'user_good', password: 'a-secret-word' },
        { type: 'answer', answers: ['a-secret-word'] },
        { type: 'choose', accountIds: ['a'] },
        { type: 'pick', institution: { ...tartan, oauth: true } },
        { type: 'pick', institution: { ...tartan, status: 'DOWN' } },
        { type: 'try-anyway' },
        { type: 'go-to-bank' },
        { type: 'went-to-bank' },
        { type: 'came-back' },
        { type: 'share' },
        { type: 'finish' },
        { type: 'back' },
        { type: 'retry' },
        { type: 'other-institution' },
        close,
        { type: 'close', escape: true },
        { type: 'stay' },
        { type: 'leave' },
        { type: 'exit', force: false },
        { type: 'exit', force: true },
      ),
    },
  )
  const runs = fc.tuple(fc.boolean(), fc.array(turns, { maxLength: 30 }))

  it('tells OPEN first and once, ends with HANDOFF or EXIT exactly when it has an outcome, and then stands still', () => {
    fc.assert(
      fc.property(runs, ([embedded, sequence]) => {
        const state = play(openSession(embedded).state, ...sequence)
        const told = names(state)
        expect(told.filter((name) => name === 'OPEN').length).toBe(told.length === 0 ? 0 : 1)
        if (told.length > 0) expect(told[0]).toBe('OPEN')
        const ends = told.filter((name) => name === 'HANDOFF' || name === 'EXIT')
        expect(ends.length).toBe(state.outcome ? 1 : 0)
        if (!state.outcome) return
        expect(told.at(-1)).toBe(state.outcome.kind === 'success' ? 'HANDOFF' : 'EXIT')
        expect(play(state, { type: 'exit', force: true })).toBe(state)
      }),
      { numRuns: 400 },
    )
  })

  it('tells the page nothing of what was typed', () => {
    fc.assert(
      fc.property(runs, ([embedded, sequence]) => {
        const { log, outcome } = play(openSession(embedded).state, ...sequence)
        expect(JSON.stringify({ log, outcome })).not.toContain('a-secret-word')
      }),
      { numRuns: 200 },
    )
  })

  it('can always be left by the page', () => {
    fc.assert(
      fc.property(runs, ([embedded, sequence]) => {
        const state = play(openSession(embedded).state, ...sequence, { type: 'exit', force: true })
        expect(state.outcome).not.toBeNull()
      }),
      { numRuns: 200 },
    )
  })
})
