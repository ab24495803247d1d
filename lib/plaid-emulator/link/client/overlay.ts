import { el, icon, onClick } from './dom'
import type { LinkState, Pane } from './link-state'
import type { Send } from './panes/pane-view'
import { shadowHost } from './shadow-host'
import { createStage } from './stage'
import { canGoBack } from './transitions'
import { words } from './words'

export interface Overlay {
  render(state: LinkState): void
  close(): void
}

/**
 * The dialog over the page. It is a modal `<dialog>`: the browser puts it above everything, makes the rest of the
 * page inert and keeps it out of reach of a screen reader.
 */
export function openOverlay(send: Send): Overlay {
  const before = document.activeElement
  const { host, container, remove } = shadowHost('overlay')
  const back = onClick(
    el('button', { class: 'icon-button', type: 'button', 'aria-label': words.back }, icon('back')),
    () => send({ type: 'back' }),
  )
  const close = onClick(
    el('button', { class: 'icon-button', type: 'button', 'aria-label': words.close }, icon('close')),
    () => send({ type: 'close', escape: false }),
  )
  const line = el('span', { class: 'course-line' })
  const progress = el('div', { class: 'course', 'aria-hidden': 'true' }, line)
  const content = el('div', { class: 'stage' })
  const dialog = el(
    'dialog',
    { role: 'dialog', 'aria-modal': 'true', 'aria-label': words.dialog },
    el('header', {}, back, progress, close),
    content,
    el('footer', {}, words.emulator),
  )
  container.append(dialog)
  document.body.append(host)
  const unlock = lockScroll()
  dialog.showModal()
  const stage = createStage(content, send)

  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Tab') cycle(event, dialog)
    if (event.key !== 'Escape') return
    event.preventDefault()
    send({ type: 'close', escape: true })
  })
  // A phone's back gesture asks to close in this way.
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault()
    send({ type: 'close', escape: true })
  })

  let serial = -1
  return {
    render(state) {
      back.hidden = !canGoBack(state)
      dialog.dataset.step = String(stepOf(state.pane))
      dialog.dataset.busy = String(state.pending !== null)
      if (serial !== state.serial) content.scrollTop = 0
      serial = state.serial
      stage.render(state, true)
    },
    close() {
      dialog.close()
      remove()
      unlock()
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    },
  }
}

/** How far along a pane is, 0 to 5, for the line in the header. */
function stepOf(pane: Pane): number {
  switch (pane.name) {
    case 'loading':
      return 0
    case 'consent':
      return 1
    case 'institutions':
    case 'unavailable':
      return 2
    case 'credentials':
    case 'oauth':
      return 3
    case 'mfa':
    case 'accounts':
      return 4
    case 'connected':
      return 5
    case 'failed':
      return pane.back ? stepOf(pane.back) : 0
  }
}

/** Keeps Tab inside: a modal dialog would let it wander off into the browser's own controls. */
function cycle(event: KeyboardEvent, dialog: HTMLElement): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>('button, input, a[href], [tabindex="0"]')].filter(
    (stop) => stop.checkVisibility() && !stop.hasAttribute('disabled'),
  )
  const first = stops[0]
  const last = stops.at(-1)
  const root = dialog.getRootNode()
  const active = root instanceof ShadowRoot ? root.activeElement : null
  if (!first || !last) return
  const inside = stops.some((stop) => stop === active)
  if (event.shiftKey && (active === first || !inside)) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && active === last) {
    event.preventDefault()
    first.focus()
  }
}

/** Stops the page behind from scrolling, without a jump where its scroll bar was. Returns the way back. */
function lockScroll(): () => void {
  const page = document.documentElement
  const hasBar = window.innerWidth > page.clientWidth
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(`html { overflow: hidden !important; ${hasBar ? 'scrollbar-gutter: stable;' : ''} }`)
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet)
  }
}
