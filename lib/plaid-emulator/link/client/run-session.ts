import { advance } from './flow'
import type { LinkEvent } from './link-events'
import type { Answer, Command, LinkState, Message } from './link-state'
import type { Question, SessionClient } from './session-client'
import { openSession } from './transitions'

/** How often the emulator is asked whether somebody is done at the bank's page. */
const watchMs = 600

export interface Session {
  send(message: Message): void
  /** Ends without a word to the page: nothing is rendered or called any more. */
  abandon(): void
}

/** What a session needs of the browser to send somebody to a bank. */
export interface Browser {
  /** Opens a window, or gives null where the browser does not let it. */
  open(url: string): { readonly closed: boolean; close(): void } | null
  /** Leaves the page. */
  leaveFor(url: string): void
  /** Calls when the page shows again as it was left. Returns how to stop that. */
  whenBack(listener: () => void): () => void
}

/**
 * Runs one Link session: carries the machine's questions to the emulator, its states to the surface and its
 * events to the page. As in real Link only OPEN is told at once; the other events follow when the session ends,
 * before `onEnd`, or when the page is left for a bank.
 */
export function runSession(options: {
  client: SessionClient
  browser: Browser
  embedded: boolean
  now: () => Date
  onState: (state: LinkState) => void
  onEvent: (event: LinkEvent) => void
  onEnd: (state: LinkState) => void
}): Session {
  const { client, browser, now } = options
  const first = openSession(options.embedded)
  let state = first.state
  let told = 0
  let kept = 0
  let running = false
  let over = false
  let bankWindow: ReturnType<Browser['open']> = null
  const queue: Message[] = []
  const stopWaiting = browser.whenBack(() => send({ type: 'came-back' }))

  function reply(ticket: number, { answer, requestId }: { answer: Answer; requestId: string }): void {
    send({ type: 'answered', ticket, requestId, answer })
  }

  async function ask(question: Question, ticket: number): Promise<void> {
    if (question.to === 'oauth-status') await new Promise((soon) => setTimeout(soon, watchMs))
    // Left, or asked something else, while it waited.
    if (over || state.ticket !== ticket) return
    // Looked at before asking: a window that shuts itself when all is done must not pass for one that was given up.
    const closed = bankWindow?.closed === true
    reply(ticket, await client.send(question, state.session?.link_session_id ?? '', closed))
  }

  function carry(next: { state: LinkState; command: Command | null }): void {
    state = next.state
    const { command } = next
    if (command === null) return
    if (command.to === 'window') {
      bankWindow?.close()
      bankWindow = browser.open(command.url)
      reply(state.ticket, { answer: { to: 'window', opened: bankWindow !== null }, requestId: '' })
    } else if (command.to === 'page') {
      tell()
      keep()
      browser.leaveFor(command.url)
    } else {
      void ask(command, state.ticket)
    }
  }

  function tell(upTo = state.log.length): void {
    const events = state.log.slice(told, upTo)
    told = Math.max(told, upTo)
    for (const event of events) options.onEvent(event)
  }

  function keep(): void {
    const events = state.log.slice(kept)
    kept = state.log.length
    if (state.session && events.length > 0) client.tell(state.session.link_session_id, events)
  }

  function end(status: string | null): void {
    over = true
    bankWindow?.close()
    stopWaiting()
    keep()
    if (state.session && state.outcome?.kind !== 'success') client.exit(state.session.link_session_id, status)
  }

  function settle(): void {
    if (state.outcome) {
      end(state.outcome.kind === 'exit' ? state.outcome.metadata.status : null)
      options.onState(state)
      tell()
      options.onEnd(state)
    } else {
      options.onState(state)
      if (told === 0) tell(1)
    }
  }

  /** Messages sent while one is being dealt with (from a listener of the page, say) wait their turn. */
  function send(message: Message): void {
    queue.push(message)
    if (running) return
    running = true
    try {
      for (let head = queue.shift(); head && !over; head = queue.shift()) {
        const before = state
        carry(advance(state, head, now()))
        if (state.pane.name !== 'oauth' && state.pane.name !== 'failed') {
          bankWindow?.close()
          bankWindow = null
        }
        if (state !== before) settle()
      }
    } finally {
      running = false
    }
  }

  carry(first)
  options.onState(state)
  return {
    send,
    abandon() {
      if (!over) end(null)
    },
  }
}
