import { advance } from './flow'
import type { LinkEvent } from './link-events'
import type { LinkState, Message } from './link-state'
import type { SessionClient } from './session-client'
import { openSession } from './transitions'

export interface Session {
  send(message: Message): void
  /** Ends without a word to the page: nothing is rendered or called any more. */
  abandon(): void
}

/**
 * Runs one Link session: carries the machine's questions to the emulator, its states to the surface and its
 * events to the page. As in real Link only OPEN is told at once; the other events follow when the session ends,
 * before `onEnd`.
 */
export function runSession(options: {
  client: SessionClient
  embedded: boolean
  now: () => Date
  onState: (state: LinkState) => void
  onEvent: (event: LinkEvent) => void
  onEnd: (state: LinkState) => void
}): Session {
  const { client, now } = options
  const first = openSession(options.embedded)
  let state = first.state
  let told = 0
  let running = false
  let over = false
  const queue: Message[] = []

  function carry(next: { state: LinkState; command: LinkState['pending'] }): void {
    state = next.state
    if (next.command) {
      const { ticket } = state
      const sessionId = state.session?.link_session_id ?? ''
      void client.send(next.command, sessionId).then(({ answer, requestId }) => {
        send({ type: 'answered', ticket, requestId, answer })
      })
    }
  }

  function tell(upTo: number): void {
    for (const event of state.log.slice(told, upTo)) options.onEvent(event)
    told = Math.max(told, upTo)
  }

  function settle(): void {
    if (state.outcome) {
      over = true
      if (state.outcome.kind === 'exit' && state.session) {
        client.exit(state.session.link_session_id, state.outcome.metadata.status)
      }
      options.onState(state)
      tell(state.log.length)
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
      if (!over && state.session) client.exit(state.session.link_session_id, null)
      over = true
    },
  }
}
