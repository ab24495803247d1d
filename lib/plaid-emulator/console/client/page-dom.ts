import { el } from '../../link/client/dom'

/** Sets the text of an element where it differs, so that a selection in it survives. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text
}

/** Shows or hides an element. */
export function setShown(element: HTMLElement, isShown: boolean): void {
  if (element.hidden === isShown) element.hidden = !isShown
}

/** A part of the page that shows a value, and shows another one without being made anew. */
export interface Part<T> {
  element: HTMLElement
  update(value: T): void
}

/**
 * A list whose elements stay while their key stays, so that focus, typed text and open disclosures survive a change
 * of the values. Elements are moved only where the order differs.
 */
export function keyedList<T>(
  container: HTMLElement,
  keyOf: (value: T) => string,
  make: (value: T) => Part<T>,
): (values: readonly T[]) => void {
  const parts = new Map<string, Part<T>>()
  return (values) => {
    const wanted = new Set(values.map(keyOf))
    for (const [key, { element }] of parts) {
      if (wanted.has(key)) continue
      element.remove()
      parts.delete(key)
    }
    let place: Element | null = container.firstElementChild
    for (const value of values) {
      const key = keyOf(value)
      let part = parts.get(key)
      if (part === undefined) {
        part = make(value)
        parts.set(key, part)
      }
      part.update(value)
      if (part.element === place) place = place.nextElementSibling
      else container.insertBefore(part.element, place)
    }
  }
}

/** A button that does something. While it is at it, it says so and takes no second press. */
export function button(label: string, look: 'primary' | 'plain' | 'quiet' | 'danger', act: () => unknown) {
  const element = el('button', { type: 'button', class: `button ${look}` }, label)
  element.addEventListener('click', () => void busyWhile(element, act))
  return element
}

/** Runs the work once at a time for an element, and marks it busy meanwhile. */
export async function busyWhile(element: HTMLElement, work: () => unknown): Promise<void> {
  if (element.getAttribute('aria-busy') === 'true') return
  element.setAttribute('aria-busy', 'true')
  try {
    await work()
  } finally {
    element.removeAttribute('aria-busy')
  }
}

let lastId = 0

/** A control with its label, tied together. */
export function labelled<E extends HTMLElement>(
  label: string,
  control: E,
  hint: string | null = null,
): HTMLDivElement {
  lastId += 1
  control.id ||= `control-${lastId}`
  const note = hint === null ? null : el('p', { class: 'hint', id: `${control.id}-hint` }, hint)
  if (note !== null) control.setAttribute('aria-describedby', note.id)
  return el('div', { class: 'field' }, el('label', { for: control.id }, label), control, note)
}

/** A form in the page that never leaves it. The button that was pressed is busy while the work is done. */
export function form(
  attributes: { class: string; 'aria-label'?: string },
  work: () => unknown,
): HTMLFormElement {
  const element = el('form', { ...attributes, novalidate: true })
  element.addEventListener('submit', (event) => {
    event.preventDefault()
    void busyWhile(event.submitter ?? element, work)
  })
  return element
}

export function submitButton(label: string, look: 'primary' | 'plain' | 'danger' = 'plain') {
  return el('button', { type: 'submit', class: `button ${look}` }, label)
}

export function select(options: readonly (readonly [value: string, label: string])[]): HTMLSelectElement {
  return el('select', {}, ...options.map(([value, label]) => el('option', { value }, label)))
}

/** Makes the options of a select these, and keeps the choice where it still exists. */
export function setOptions(
  element: HTMLSelectElement,
  options: readonly (readonly [value: string, label: string])[],
): void {
  const same =
    element.options.length === options.length &&
    options.every(([value, label], index) => {
      const option = element.options[index]
      return option?.value === value && option.text === label
    })
  if (same) return
  const chosen = element.value
  element.replaceChildren(...options.map(([value, label]) => el('option', { value }, label)))
  if (options.some(([value]) => value === chosen)) element.value = chosen
}

/** A card with a heading. */
export function card(title: string, ...children: (Node | null)[]): HTMLElement {
  lastId += 1
  const heading = el('h2', { id: `card-${lastId}` }, title)
  return el('section', { class: 'card', 'aria-labelledby': heading.id }, heading, ...children)
}
