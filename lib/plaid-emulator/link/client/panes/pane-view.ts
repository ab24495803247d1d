import { el, icon, setAttribute } from '../dom'
import type { LinkState, Message, Problem } from '../link-state'
import { words } from '../words'

/** A pane on the stage. It is mounted once each time it is shown and then follows the state. */
export interface PaneView {
  element: HTMLElement
  /** What takes the focus when the pane appears. */
  focus: HTMLElement
  update(state: LinkState): void
}

export type Send = (message: Message) => void

/** The heading of a pane. It can be focused by script, so that a screen reader starts there. */
export function heading(text: string): HTMLHeadingElement {
  return el('h2', { tabindex: -1 }, text)
}

/** The one button that leads on. While busy it says so, keeps the focus, and the machine ignores it. */
export function primaryButton(label: string, busyLabel = label) {
  const caption = el('span', {}, label)
  const button = el('button', { class: 'button primary', type: 'submit' }, caption)
  return {
    button,
    setBusy(busy: boolean) {
      setAttribute(button, 'aria-disabled', busy ? 'true' : null)
      button.classList.toggle('busy', busy)
      caption.textContent = busy ? busyLabel : label
    },
  }
}

/** A form that never leaves the page and leaves validation to the machine. */
export function form(onSubmit: () => void, ...children: (Node | null)[]): HTMLFormElement {
  const element = el('form', { class: 'pane', novalidate: true }, ...children)
  element.addEventListener('submit', (event) => {
    event.preventDefault()
    onSubmit()
  })
  return element
}

/** The place for a problem in a pane: announced when it comes, empty otherwise. */
export function problemBox(id: string) {
  const text = el('p', { id })
  const element = el('div', { class: 'problem', role: 'alert', hidden: true })
  let shown: Problem | null = null
  return {
    element,
    /** Shows the problem. True when it has just come, and the focus should go to what mends it. */
    show(problem: Problem | null): boolean {
      if (problem === shown) return false
      shown = problem
      element.hidden = problem === null
      if (problem === null) {
        element.replaceChildren()
        return false
      }
      text.textContent = words.problems[problem.code] ?? problem.display ?? words.failed.title
      element.replaceChildren(icon('alert'), text)
      return true
    },
  }
}

/** Says that a bank answers unsteadily, where it does. */
export function healthNote(state: LinkState): HTMLElement | null {
  if (state.institution?.status !== 'DEGRADED') return null
  return el('p', { class: 'note' }, icon('alert'), words.credentials.unsteady(state.institution.name))
}

/** A text box with its label above it. */
export function textField(options: {
  id: string
  label: string
  type: 'text' | 'password'
  describedBy: string
  numeric?: boolean
}) {
  const input = el('input', {
    id: options.id,
    type: options.type,
    inputmode: options.numeric ? 'numeric' : null,
    // Made-up logins must not end up in a password manager under the name of the page that shows this.
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    'data-1p-ignore': true,
    'data-lpignore': 'true',
    'aria-describedby': options.describedBy,
  })
  const element = el('div', { class: 'field' }, el('label', { for: options.id }, options.label), input)
  return { element, input }
}
