import type { PlaidEmbeddedHandler, PlaidHandler, PlaidLinkOptions } from 'react-plaid-link'
import { el } from './dom'
import type { LinkState } from './link-state'
import { type Overlay, openOverlay } from './overlay'
import type { Send } from './panes/pane-view'
import { type Browser, runSession, type Session } from './run-session'
import { type SessionClient, sessionClient } from './session-client'
import { shadowHost } from './shadow-host'
import { createStage } from './stage'
import { words } from './words'

export interface LinkEnvironment {
  /** Where the emulator is, ending in a slash. */
  base: string
  fetch: typeof fetch
  now: () => Date
  browser: Browser
}

/** `Plaid.create`: a handle that opens, exits and goes away as the one from Plaid's own script does. */
export function createLink(config: PlaidLinkOptions, environment: LinkEnvironment): PlaidHandler {
  const client = clientFor(config, environment)
  let loaded = false
  let wanted = false
  let destroyed = false
  let session: Session | null = null
  let overlay: Overlay | null = null

  function closeOverlay() {
    overlay?.close()
    overlay = null
  }

  function begin() {
    wanted = false
    if (session) return
    const send: Send = (message) => session?.send(message)
    const surface = openOverlay(send)
    overlay = surface
    session = runSession({
      client,
      browser: environment.browser,
      embedded: false,
      now: environment.now,
      onState: (state) => (state.outcome ? closeOverlay() : surface.render(state)),
      onEvent: ({ name, metadata }) => safely(() => config.onEvent?.(name, metadata)),
      onEnd: (state) => {
        session = null
        tellEnd(config, state)
      },
    })
  }

  whenLoaded(() => {
    if (destroyed) return
    loaded = true
    safely(() => config.onLoad?.())
    if (wanted) begin()
  })

  return {
    open() {
      if (destroyed) return
      if (loaded) begin()
      else wanted = true
    },
    /** For Link's Layer, which takes a phone number or a birthday; this Link has no use for either. */
    submit() {},
    exit(options) {
      if (session) return session.send({ type: 'exit', force: options?.force === true })
      if (!wanted) return
      // Asked to leave before it could open: the page waits for `onExit` all the same.
      wanted = false
      const metadata = { institution: null, status: null, link_session_id: '', request_id: '' }
      safely(() => config.onExit?.(null, metadata))
    },
    destroy() {
      destroyed = true
      wanted = false
      session?.abandon()
      session = null
      closeOverlay()
    },
  }
}

/** `Plaid.createEmbedded`: the search stands in `target`, and choosing an institution opens the dialog at its login. */
export function createEmbeddedLink(
  config: PlaidLinkOptions,
  target: HTMLElement,
  environment: LinkEnvironment,
): PlaidEmbeddedHandler {
  const client = clientFor(config, environment)
  const inline = shadowHost('inline')
  target.append(inline.host)
  let session: Session | null = null
  let overlay: Overlay | null = null
  const send: Send = (message) => session?.send(message)

  function closeOverlay() {
    overlay?.close()
    overlay = null
  }

  function begin() {
    const content = el('div')
    inline.container.replaceChildren(content, el('footer', {}, words.emulator))
    const stage = createStage(content, send)
    session = runSession({
      client,
      browser: environment.browser,
      embedded: true,
      now: environment.now,
      onState: (state) => {
        if (state.outcome) return closeOverlay()
        if (staysInline(state)) {
          const cameBack = overlay !== null
          closeOverlay()
          stage.render(state, cameBack)
          // With nothing left to do and nothing to close, the page learns of it at once.
          if (isDeadEnd(state)) send({ type: 'exit', force: true })
          return
        }
        overlay ??= openOverlay(send)
        overlay.render(state)
      },
      onEvent: ({ name, metadata }) => safely(() => config.onEvent?.(name, metadata)),
      onEnd: (state) => {
        session = null
        const again = state.outcome?.kind === 'exit' && !isDeadEnd(state)
        if (state.outcome?.kind === 'success') inline.container.replaceChildren()
        tellEnd(config, state)
        if (again && inline.host.isConnected) begin()
      },
    })
  }

  whenLoaded(() => {
    if (!inline.host.isConnected) return
    safely(() => config.onLoad?.())
    begin()
  })
  return {
    destroy() {
      session?.abandon()
      session = null
      closeOverlay()
      inline.remove()
    },
  }
}

/** Whether the link token itself was refused, so that no other try can help. */
function isDeadEnd({ pane }: LinkState): boolean {
  return pane.name === 'failed' && pane.back === null
}

/** Whether an embedded Link shows this state in the page rather than in the dialog. */
function staysInline({ pane, institution }: LinkState): boolean {
  if (pane.name === 'failed') return institution === null
  return pane.name === 'loading' || pane.name === 'institutions' || pane.name === 'consent'
}

function clientFor(config: PlaidLinkOptions, environment: LinkEnvironment): SessionClient {
  const received = 'receivedRedirectUri' in config ? (config.receivedRedirectUri ?? null) : null
  return sessionClient(environment.base, config.token ?? '', environment.fetch, received)
}

function tellEnd(config: PlaidLinkOptions, { outcome }: LinkState): void {
  if (outcome?.kind === 'success') {
    safely(() => config.onSuccess(outcome.publicToken, outcome.metadata))
  } else if (outcome?.kind === 'exit') {
    safely(() => config.onExit?.(outcome.error, outcome.metadata))
  }
}

/** Runs a callback of the page. What it throws is the page's, and must not stop the next callback. */
function safely(callback: () => void): void {
  try {
    callback()
  } catch (cause) {
    reportError(cause)
  }
}

/** Never in the same turn: whoever calls `create` expects `onLoad` only when it has the handle. */
function whenLoaded(callback: () => void): void {
  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', callback, { once: true })
  else setTimeout(callback, 0)
}
