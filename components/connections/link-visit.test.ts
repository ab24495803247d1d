import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fail, ok } from '@/lib/result'
import type { Purpose } from './link-purpose'
import {
  AT_REST,
  advance,
  type Command,
  type LinkGiven,
  type Step,
  type VisitEvent,
  type VisitState,
} from './link-visit'

const connecting: Purpose = { kind: 'connect' }
const mending: Purpose = { kind: 'reconnect', itemId: 'i', name: 'Tartan Bank' }
const given: LinkGiven = {
  publicToken: 'public-1',
  linkSessionId: 'session-1',
  institution: { id: 'ins_1', name: 'Tartan Bank' },
  accounts: [{ name: 'Checking', mask: '0000' }],
}
const refused = { kind: 'error', code: 'INVALID_LINK_TOKEN', message: null } as const

/** Plays events of the visit that is under way, and gives the last step. */
function play(events: readonly Told[], from: VisitState = AT_REST): Step {
  let step: Step = { state: from, commands: [] }
  for (const event of events) step = advance(step.state, now(event, step.state))
  return step
}

/** An event without the number of the visit, which is filled in. */
type Told = VisitEvent extends infer Event
  ? Event extends { attempt: number }
    ? Omit<Event, 'attempt'>
    : Event
  : never

function now(event: Told, { attempt }: VisitState): VisitEvent {
  return Object.assign({ attempt }, event)
}

const opening = (purpose: Purpose): Told[] => [
  { type: 'pressed', purpose },
  { type: 'prepared', token: 'link-1' },
]
const open = (purpose: Purpose): Told[] => [...opening(purpose), { type: 'opened' }]
const done = ({ commands }: Step) => commands.map((command) => command.do)
const noticeOf = ({ state }: Step) => (state.phase === 'idle' ? state.notice : null)

describe('a visit to Link', () => {
  it('goes from the button over Link to the server, and comes to rest', () => {
    const pressed = play(open(connecting).slice(0, 1))
    expect(pressed.state.phase).toBe('preparing')
    expect(done(pressed)).toEqual(['prepare'])
    expect(done(play(opening(connecting)))).toEqual(['keep'])
    const succeeded = play([...open(connecting), { type: 'succeeded', given }])
    expect(succeeded.state.phase).toBe('finishing')
    expect(done(succeeded)).toEqual(['forget', 'finish'])
    const answered = play(
      [{ type: 'answered', answer: ok({ kind: 'connected', itemId: 'i' }) }],
      succeeded.state,
    )
    expect(answered.state).toMatchObject({ phase: 'idle', notice: null })
  })

  it('is one, however often the button is pressed before Link is there', () => {
    const once = play(opening(connecting).slice(0, 1))
    const twice = play([{ type: 'pressed', purpose: connecting }], once.state)
    expect(twice.state).toBe(once.state)
    expect(twice.commands).toEqual([])
  })

  it('tries a script again for the same purpose, with the way back from the bank if there was one', () => {
    const returning = { token: 'link-9', leg: 1, receivedRedirectUri: 'https://x.test/?oauth_state_id=1' }
    const failed = play([
      { type: 'returned', purpose: mending, returning },
      { type: 'failed', kind: 'script' },
    ])
    expect(noticeOf(failed)?.kind).toBe('script')
    const [command] = play([{ type: 'again' }], failed.state).commands
    expect(command).toMatchObject({ do: 'prepare', purpose: mending, token: 'link-9' })
    const frameKeptAway = play([...opening(mending), { type: 'exited', exit: { kind: 'unavailable' } }])
    expect(noticeOf(frameKeptAway)?.kind).toBe('script')
    expect(frameKeptAway.state.session).toBeNull()
    expect(play([{ type: 'again' }], frameKeptAway.state).commands[0]).toMatchObject({ purpose: mending })
  })

  it('fetches a new token by itself when Link refuses one, and asks the person only when that one is refused too', () => {
    const first = play([...open(mending), { type: 'exited', exit: refused }])
    expect(first.state).toMatchObject({ phase: 'preparing', purpose: mending, notice: { kind: 'renewing' } })
    expect(first.commands).toEqual([
      { do: 'prepare', attempt: first.state.attempt, purpose: mending, token: null },
    ])
    const second = play(
      [{ type: 'prepared', token: 'link-2' }, { type: 'opened' }, { type: 'exited', exit: refused }],
      first.state,
    )
    expect(noticeOf(second)?.kind).toBe('expired')
    // Asked for by the person, it is a new visit, with a renewal of its own.
    const third = play(
      [{ type: 'again' }, { type: 'prepared', token: 'link-3' }, { type: 'exited', exit: refused }],
      second.state,
    )
    expect(third.state.phase).toBe('preparing')
  })

  it('is brought back by any button when Link is not to be seen, and listens to the new one alone', () => {
    const lost = play(open(connecting))
    const anew = play([{ type: 'pressed', purpose: mending }], lost.state)
    expect(anew.state.phase).toBe('preparing')
    const late = advance(anew.state, {
      type: 'exited',
      attempt: lost.state.attempt,
      exit: { kind: 'closed', status: null },
    })
    expect(late.state).toBe(anew.state)
  })

  it('says that the window is gone when it is, and opens it again for the same purpose', () => {
    const gone = play([...open(mending), { type: 'gone' }])
    expect(noticeOf(gone)?.kind).toBe('windowGone')
    expect(gone.state.session).toBeNull()
    expect(play([{ type: 'again' }], gone.state).commands[0]).toMatchObject({
      do: 'prepare',
      purpose: mending,
    })
  })

  it('does not wait for what the browser has cut off by putting the page aside', () => {
    const before: [Told[], string][] = [
      [[{ type: 'pressed', purpose: connecting }], 'left'],
      [opening(connecting), 'left'],
      [[...open(connecting), { type: 'succeeded', given }], 'unconfirmed'],
    ]
    for (const [events, kind] of before)
      expect(noticeOf(play([...events, { type: 'restored' }]))?.kind).toBe(kind)
    // Link that was open has come back with the page.
    expect(play([...open(connecting), { type: 'restored' }]).state.phase).toBe('open')
  })

  it('finishes with what Link gave, and not by a new visit, when the server or Plaid did not answer', () => {
    const cases = [
      [null, 'unconfirmed'],
      [fail('TRY_LATER'), 'unfinished'],
    ] as const
    for (const [answer, kind] of cases) {
      for (const purpose of [connecting, mending]) {
        const before = play([...open(purpose), { type: 'succeeded', given }])
        const after = play([{ type: 'answered', answer }], before.state)
        expect(noticeOf(after)?.kind).toBe(kind)
        const retried = play([{ type: 'again' }], after.state)
        expect(retried.commands.map(withoutAttempt)).toEqual(before.commands.map(withoutAttempt))
      }
    }
    const usedUp = play([
      ...open(connecting),
      { type: 'succeeded', given },
      { type: 'answered', answer: fail('LINK_AGAIN') },
      { type: 'again' },
    ])
    expect(done(usedUp)).toEqual(['prepare'])
  })

  it('asks about a second of the same, and every button of the question leads on', () => {
    const asking = play([
      ...open(connecting),
      { type: 'succeeded', given },
      { type: 'answered', answer: ok({ kind: 'duplicate', itemId: 'i', institutionName: 'Tartan Bank' }) },
    ]).state
    expect(asking.phase).toBe('asking')
    expect(play([{ type: 'decided', decision: 'reconnect' }], asking).commands[0]).toMatchObject({
      do: 'prepare',
      purpose: mending,
    })
    expect(noticeOf(play([{ type: 'decided', decision: 'keep' }], asking))?.kind).toBe('keptOne')
    expect(play([{ type: 'decided', decision: 'another' }], asking).commands.at(-1)).toMatchObject({
      do: 'finish',
      work: { kind: 'connect', input: { publicToken: 'public-1', anotherLogin: true } },
    })
  })

  it('changes nothing on the server when a reconnect is cancelled: no work is ever ordered', () => {
    const ends: Told[] = [
      { type: 'exited', exit: { kind: 'closed', status: 'requires_credentials' } },
      { type: 'exited', exit: { kind: 'error', code: 'INVALID_CREDENTIALS', message: null } },
      { type: 'exited', exit: { kind: 'unavailable' } },
      { type: 'gone' },
    ]
    for (const end of ends) {
      const ordered = commandsOf([...open(mending), end])
      expect(ordered.map((command) => command.do)).not.toContain('finish')
    }
  })

  it('can hang in no phase: whatever has happened, what that phase waits for or its time limit leads on', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        const { state } = play(events)
        expect(play(wayOut(state), state).state.phase).toBe('idle')
      }),
      { numRuns: 500 },
    )
  })

  it('never orders the same exchange unless Link gave it or the person asked again', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        const orders = commandsOf(events).filter((command) => command.do === 'finish').length
        const grounds = events.filter(({ type }) => /^(succeeded|again|decided)$/.test(type)).length
        expect(orders).toBeLessThanOrEqual(grounds)
      }),
      { numRuns: 500 },
    )
  })
})

function withoutAttempt(command: Command) {
  return { ...command, attempt: 0 }
}

function commandsOf(events: readonly Told[]): Command[] {
  let state = AT_REST
  return events.flatMap((event) => {
    const step = advance(state, now(event, state))
    state = step.state
    return step.commands
  })
}

/** What happens in a phase if nobody and nothing does anything: its time limit, or the one button on the page. */
function wayOut(state: VisitState): Told[] {
  switch (state.phase) {
    case 'idle':
      return []
    case 'preparing':
      return [{ type: 'failed', kind: 'unreachable' }]
    case 'opening':
      return [{ type: 'exited', exit: { kind: 'unavailable' } }]
    case 'open':
      return [
        { type: 'pressed', purpose: connecting },
        { type: 'failed', kind: 'unreachable' },
      ]
    case 'finishing':
      return [{ type: 'answered', answer: null }]
    case 'asking':
      return [{ type: 'decided', decision: 'keep' }]
  }
}

const anyPurpose = fc.constantFrom(connecting, mending)
const anyEvent: fc.Arbitrary<Told> = fc.oneof(
  anyPurpose.map((purpose): Told => ({ type: 'pressed', purpose })),
  anyPurpose.map(
    (purpose): Told => ({
      type: 'returned',
      purpose,
      returning: { token: 'link-0', leg: 1, receivedRedirectUri: 'https://x.test' },
    }),
  ),
  fc.constantFrom<Told>(
    { type: 'again' },
    { type: 'dismissed' },
    { type: 'restored' },
    { type: 'prepared', token: 'link-1' },
    { type: 'prepared', token: 'link-1' },
    { type: 'failed', kind: 'script' },
    { type: 'opened' },
    { type: 'opened' },
    { type: 'gone' },
    { type: 'exited', exit: { kind: 'closed', status: null } },
    { type: 'exited', exit: refused },
    { type: 'succeeded', given },
    { type: 'succeeded', given: { ...given, publicToken: null } },
    { type: 'answered', answer: null },
    { type: 'answered', answer: fail('TRY_LATER') },
    { type: 'answered', answer: ok(null) },
    { type: 'answered', answer: ok({ kind: 'duplicate', itemId: 'i', institutionName: 'B' }) },
    { type: 'decided', decision: 'reconnect' },
    { type: 'decided', decision: 'another' },
    { type: 'decided', decision: 'keep' },
  ),
)
