import { el } from '../../link/client/dom'
import type { Desk } from './desk'
import { button, setText } from './page-dom'

/** Puts text on the clipboard and says so; where a browser forbids it, says that. */
export async function copyText(desk: Desk, what: string, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    desk.tell(`Copied ${what}.`)
  } catch {
    desk.tell(`The browser does not let this page copy. ${what}: ${text}`, true)
  }
}

/** A line of code with a button that copies it. */
export function copyLine(
  desk: Desk,
  what: string,
  text: string,
): { element: HTMLElement; update(text: string): void } {
  let shown = text
  const code = el('code', {}, text)
  const copy = button('Copy', 'plain', () => copyText(desk, what, shown))
  copy.setAttribute('aria-label', `Copy ${what}`)
  return {
    element: el('div', { class: 'copy-line' }, code, copy),
    update: (next) => {
      shown = next
      setText(code, next)
    },
  }
}
