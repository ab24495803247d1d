import { describe, expect, it } from 'vitest'
import type { Answer, Command, LinkState } from './link-state'
import { runSession } from './run-session'
import type { SessionClient } from './session-client'

const now = () => new Date('2026-03-01T09:30:00.000Z')

/** An emulator that answers from a list, in the order of the questions. */
function emulator(...answers: Answer[]) {
  const asked: Command[] = []
  const exits: (string | null)[] = []
  const client: SessionClient = {
    async send(command) {
      asked.push(command)
      return { answer: answers.shift() ?? { to: 'unreachable' }, requestId: 'r' }
    },
    exit(_, status) {
      exits.push(status)
    },
  }
  return { client, asked, exits }
}

const start: Answer = {
  to: 'start',
  body: {
    link_session_id: 's1',
    mode: 'new',
    client_name: 'App',
    language: 'en',
    institution: null,
    account_selection: false,
  },
}

const answered = () => new Promise((soon) => setTimeout(soon, 0))

function run(client: SessionClient, onOpen: () => void = () => undefined) {
  const told: string[] = []
  const states: LinkState[] = []
  const session = runSession({
    client,
    embedded: false,
    now,
    onState: (state) => states.push(state),
    onEvent: (event) => {
      told.push(event.name)
      if (event.name === 'OPEN') onOpen()
    },
    onEnd: (state) => told.push(`end:${state.outcome?.kind}`),
  })
  return { session, told, states }
}

describe('runSession', () => {
  it('tells OPEN at once, keeps the other events, and tells them before the end', async () => {
    const { client, exits } = emulator(start, { to: 'institutions', body: [] })
    const { session, told } = run(client)
    await answered()
    session.send({ type: 'continue' })
    await answered()
    expect(told).toEqual(['OPEN'])
    session.send({ type: 'close', escape: false })
    expect(told).toEqual(['OPEN', 'TRANSITION_VIEW', 'TRANSITION_VIEW', 'EXIT', 'end:exit'])
    expect(exits).toEqual(['institution_not_found'])
  })

  it('can be left from within the page’s own listener', async () => {
    const { client } = emulator(start)
    const { session, told } = run(client, () => session.send({ type: 'exit', force: true }))
    await answered()
    expect(told).toEqual(['OPEN', 'TRANSITION_VIEW', 'EXIT', 'end:exit'])
  })

  it('says nothing more after it was abandoned, whatever still arrives', async () => {
    const { client } = emulator(start)
    const { session, told, states } = run(client)
    session.abandon()
    await answered()
    session.send({ type: 'exit', force: true })
    expect(told).toEqual([])
    expect(states).toHaveLength(1)
  })

  it('ends once', async () => {
    const { client, exits } = emulator(start)
    const { session, told } = run(client)
    await answered()
    session.send({ type: 'exit', force: true })
    session.send({ type: 'exit', force: true })
    expect(told.filter((name) => name === 'end:exit')).toHaveLength(1)
    expect(exits).toHaveLength(1)
  })
})
