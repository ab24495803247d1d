type Child = Node | string | null | false
type Attributes = Record<string, string | number | boolean | null>

/** Makes an element. `true` sets an empty attribute, `false` and `null` leave it out. No inline styles: the page's policy may forbid them. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) setAttribute(element, name, value)
  element.append(...children.filter((child): child is Node | string => child !== null && child !== false))
  return element
}

/** Sets an attribute, or takes it away for `false` and `null`. */
export function setAttribute(element: Element, name: string, value: string | number | boolean | null): void {
  if (value === false || value === null) element.removeAttribute(name)
  else element.setAttribute(name, value === true ? '' : String(value))
}

/** A click listener, in the order in which one reads it. */
export function onClick<E extends HTMLElement>(element: E, listener: () => void): E {
  element.addEventListener('click', listener)
  return element
}

/** Line drawings on a grid of 20 by 20, drawn for this dialog. */
const icons = {
  back: ['M12 4.5 6.5 10l5.5 5.5'],
  close: ['m5.5 5.5 9 9', 'm14.5 5.5-9 9'],
  search: ['M14 9a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z', 'm12.8 12.8 3.7 3.7'],
  next: ['m8 5 5 5-5 5'],
  eye: ['M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5Z', 'M12 10a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z'],
  still: ['M10 3.5 4 6v4c0 3.4 2.4 5.6 6 6.8 3.6-1.2 6-3.4 6-6.8V6l-6-2.5Z', 'm7.6 10 1.7 1.7 3.3-3.4'],
  stop: ['M16.5 10a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z', 'M7.5 7.5h5v5h-5z'],
  kept: ['M4 6.5h12v9.5H4z', 'M3 4h14v2.5H3z', 'M8 9.5h4'],
  once: ['M3 12.5c1.5 0 1.5-1 3-1s1.5 1 3 1 1.5-1 3-1 1.5 1 3 1 1.5-1 2-1', 'M10 8.5v-5', 'M10 4l4 4.5H6z'],
  bank: ['m3 8 7-4.5L17 8H3Z', 'M5 8v6.5', 'M8.3 8v6.5', 'M11.7 8v6.5', 'M15 8v6.5', 'M3 16.5h14'],
  check: ['m4.5 10.5 3.6 3.5 7.4-8'],
  alert: ['M10 6.5v4.5', 'M10 13.6v.2', 'M17 10a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z'],
  silence: ['M3 10h3', 'M14 10h3', 'm7.5 7.5 5 5', 'm12.5 7.5-5 5'],
} as const

export type IconName = keyof typeof icons

/** A drawing that assistive technology passes over; the words beside it say the same. */
export function icon(name: IconName): SVGSVGElement {
  const namespace = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 20 20')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', `icon icon-${name}`)
  for (const line of icons[name]) {
    const path = document.createElementNS(namespace, 'path')
    path.setAttribute('d', line)
    svg.append(path)
  }
  return svg
}

const hexColor = /^#[0-9a-f]{6}$/i

/** The initials of an institution on a tile in a tint of its colour; decoration only. */
export function monogram(name: string, color: string | null, size: 'small' | 'large'): HTMLElement {
  const tile = el('span', { class: `tile tile-${size}`, 'aria-hidden': 'true' }, initials(name))
  // Through the object model, which a policy on inline styles does not govern.
  if (color && hexColor.test(color)) tile.style.setProperty('--brand', color)
  return tile
}

function initials(name: string): string {
  const letters = name
    .split(/[\s-]+/)
    .map((word) => word[0] ?? '')
    .filter((letter) => letter !== letter.toLowerCase())
  return letters.slice(0, 2).join('') || name.slice(0, 1).toUpperCase()
}
