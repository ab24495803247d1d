import { el, setAttribute } from './dom'
import { styles } from './styles'

/** Events that the page must not hear, just as it hears nothing from the frame that real Link lives in: shortcuts would fire while one types, and a dialog of the page would take a click in here for one outside of itself. */
const kept = [
  'keydown',
  'keyup',
  'keypress',
  'pointerdown',
  'mousedown',
  'touchstart',
  'click',
  'focusin',
  'focusout',
]

/**
 * An element with an open shadow root and the stand-in's own styles, which cannot clash with the page's. It
 * follows `data-theme` of the document, and the system's preference where that is not set.
 */
export function shadowHost(className: string) {
  const host = el('div', { 'data-plaid-link-stand-in': true })
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(styles)
  root.adoptedStyleSheets = [sheet]
  const container = el('div', { class: className })
  root.append(container)
  for (const name of kept) host.addEventListener(name, (event) => event.stopPropagation())

  const page = document.documentElement
  const copyTheme = () => setAttribute(host, 'data-theme', page.dataset.theme ?? null)
  const watch = new MutationObserver(copyTheme)
  watch.observe(page, { attributeFilter: ['data-theme'] })
  copyTheme()

  return {
    host,
    container,
    remove: () => {
      watch.disconnect()
      host.remove()
    },
  }
}
