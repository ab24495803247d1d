import { describe, expect, it, vi } from 'vitest'
import type { Answer, Command, LinkState } from './link-state'
import { runSession } from './run-session'
import type { SessionClient } from './session-client'
import type { Institution, Step } from './wire'

const now = () => new Date('2026-03-01T09:30:00.000Z')

/** An emulator that answers from a list, in the order of the questions. */
function emulator(...answers: Answer[]) {
  const asked: Command[] = []
  const exits: (string | null)[] = []
  const kept: string[] = []
  const client: SessionClient = {
    async send(command) {
      asked.push(command)
      return { answer: answers.shift() ?? { to: 'unreachable' }, requestId: 'r' }
    },
    tell(_, events) {
      kept.push(...events.map(({ name }) => name))
    },
    exit(_, status) {
      exits.push(status)
    },
  }
  return { client, asked, exits, kept }
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
    resumed: null,
  },
}

const answered = () => new Promise((soon) => setTimeout(soon, 0))

/** A browser that writes down where it was sent, and whose windows say whether they are shut. */
function pretendBrowser(opens = true) {
  const went: string[] = []
  const shown = { closed: false, close: () => undefined }
  let back = () => undefined
  return {
    went,
    shown,
    comeBack: () => back(),
    open(url: string) {
      went.push(`window ${url}`)
      return opens ? shown : null
    },
    leaveFor(url: string) {
      went.push(`page ${url}`)
    },
    whenBack(listener: () => void) {
      back = () => {
        listener()
        return undefined
      }
      return () => {
        back = () => undefined
      }
    },
  }
}

function run(client: SessionClient, onOpen: () => void = () => undefined, browser = pretendBrowser()) {
  const told: string[] = []
  const states: LinkState[] = []
  const session = runSession({
    client,
    browser,
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

  it('leaves the events of a session with the emulator, once', async () => {
    const { client, kept } = emulator(start)
    const { session, told } = run(client)
    await answered()
    session.send({ type: 'exit', force: true })
    expect(kept).toEqual(['OPEN', 'TRANSITION_VIEW', 'EXIT'])
    expect(told.slice(0, -1)).toEqual(kept)
  })
})

describe('a visit to the bank’s own page', () => {
  const bank: Institution = {
    institution_id: 'ins_127287',
    name: 'Platypus OAuth Bank',
    url: null,
    country_codes: ['US'],
    primary_color: null,
    currency_hint: 'USD',
    oauth: true,
    status: 'HEALTHY',
  }
  const where = (redirects: boolean): Answer => ({
    to: 'oauth',
    body: { oauth_url: 'http://bank/1', oauth_state_id: 'state-1', redirects },
  })

  async function atTheDoor(client: SessionClient, browser: ReturnType<typeof pretendBrowser>) {
    const told = run(client, undefined, browser)
    await answered()
    told.session.send({ type: 'continue' })
    await answered()
    told.session.send({ type: 'pick', institution: bank })
    await answered()
    return told
  }

  it('opens the window in the turn of the click and goes on when the bank has answered', async () => {
    const step: Step = {
      step: 'done',
      public_token: 'public-1',
      accounts: [],
      institution: { name: bank.name, institution_id: bank.institution_id },
    }
    const { client, asked } = emulator(
      start,
      { to: 'institutions', body: [bank] },
      where(false),
      { to: 'oauth-status', body: { status: 'pending' }, closed: false },
      { to: 'oauth-status', body: { status: 'granted', step }, closed: false },
    )
    const browser = pretendBrowser()
    const { session, states } = await atTheDoor(client, browser)
    session.send({ type: 'go-to-bank' })
    expect(browser.went).toEqual(['window http://bank/1'])
    await vi.waitFor(() => expect(states.at(-1)?.pane.name).toBe('connected'), 3000)
    expect(asked.filter(({ to }) => to === 'oauth-status')).toHaveLength(2)
  })

  it('stops asking as soon as the session is over', async () => {
    const { client, asked } = emulator(start, { to: 'institutions', body: [bank] }, where(false))
    const { session } = await atTheDoor(client, pretendBrowser())
    session.send({ type: 'go-to-bank' })
    session.send({ type: 'exit', force: true })
    await new Promise((later) => setTimeout(later, 800))
    expect(asked.map(({ to }) => to)).toEqual(['start', 'institutions', 'oauth'])
  })

  it('says so when the browser holds the window back', async () => {
    const { client } = emulator(start, { to: 'institutions', body: [bank] }, where(false))
    const { session, states } = await atTheDoor(client, pretendBrowser(false))
    session.send({ type: 'go-to-bank' })
    expect(states.at(-1)?.pane).toMatchObject({ name: 'oauth', phase: 'blocked' })
    session.abandon()
  })

  it('tells the page and the emulator everything before it leaves, and recovers when the page shows again', async () => {
    const { client, kept } = emulator(start, { to: 'institutions', body: [bank] }, where(true))
    const browser = pretendBrowser()
    const { session, told, states } = await atTheDoor(client, browser)
    session.send({ type: 'go-to-bank' })
    expect(browser.went).toEqual(['page http://bank/1'])
    expect(told.at(-1)).toBe('OPEN_OAUTH')
    expect(kept).toEqual(told)
    browser.comeBack()
    expect(states.at(-1)?.pane).toMatchObject({ name: 'oauth', phase: 'closed' })
    session.send({ type: 'exit', force: true })
    expect(told.slice(-3)).toEqual(['CLOSE_OAUTH', 'EXIT', 'end:exit'])
  })
})
