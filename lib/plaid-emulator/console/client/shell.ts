import { el, setAttribute } from '../../link/client/dom'
import { type Sight, type ViewName, viewNames } from './desk'
import { setText } from './page-dom'

const titles: Record<ViewName, string> = {
  items: 'Items',
  banks: 'Banks',
  faults: 'Faults',
  activity: 'Activity',
  connect: 'Connect',
}

/** The frame of the console: its name, the clock, the way between its views, and whether the emulator answers. */
export interface Shell {
  element: HTMLElement
  /** Where the view in front goes. */
  room: HTMLElement
  /** Where the latest activity goes, beside the other views. */
  aside: HTMLElement
  heading: HTMLElement
  show(name: ViewName): void
  update(sight: Sight): void
  trouble(words: string | null): void
}

const namespace = 'http://www.w3.org/2000/svg'

/** A boat on an even keel, plugged in. */
function emblem(): SVGSVGElement {
  const svg = document.createElementNS(namespace, 'svg')
  svg.setAttribute('viewBox', '0 0 32 32')
  svg.setAttribute('aria-hidden', 'true')
  svg.setAttribute('class', 'emblem')
  for (const [name, d] of [
    ['sail', 'M12 5v7.5M20 5v7.5'],
    ['line', 'M4 16.4h24'],
    ['hull', 'M7.5 19.4h17c-.8 3.4-3.4 5.6-6.9 6.1v2.6h-3.2v-2.6c-3.5-.5-6.1-2.7-6.9-6.1Z'],
  ]) {
    const path = document.createElementNS(namespace, 'path')
    path.setAttribute('class', name ?? '')
    path.setAttribute('d', d ?? '')
    svg.append(path)
  }
  return svg
}

/** Builds the frame around a clock. */
export function shell(clock: HTMLElement): Shell {
  const counts = new Map(viewNames.map((name) => [name, el('span', { class: 'count figures' })]))
  const links = new Map(
    viewNames.map((name) => [name, el('a', { href: `#${name}` }, titles[name], counts.get(name) ?? null)]),
  )
  const heading = el('h1', { tabindex: -1 })
  const state = el('p', { class: 'live', role: 'status' }, 'Looking …')
  const room = el('div', { class: 'room' })
  const aside = el('section', { class: 'aside', 'aria-label': 'Latest activity' })
  const skip = el('a', { class: 'skip', href: '#content' }, 'Skip to the content')
  skip.addEventListener('click', (event) => {
    event.preventDefault()
    heading.focus()
  })
  const element = el(
    'div',
    { class: 'frame' },
    skip,
    el(
      'header',
      { class: 'rail' },
      el('p', { class: 'brand' }, emblem(), 'Plaid emulator'),
      clock,
      el(
        'nav',
        { 'aria-label': 'Console' },
        el('ul', {}, ...[...links.values()].map((link) => el('li', {}, link))),
      ),
      state,
    ),
    el('main', { class: 'main', id: 'content' }, heading, el('div', { class: 'columns' }, room, aside)),
  )
  const count = (name: ViewName, value: number) => {
    const badge = counts.get(name)
    if (badge !== undefined) setText(badge, value === 0 ? '' : String(value))
  }
  return {
    element,
    room,
    aside,
    heading,
    show: (name) => {
      setText(heading, titles[name])
      document.title = `${titles[name]} · Plaid emulator`
      for (const [one, link] of links) setAttribute(link, 'aria-current', one === name ? 'page' : null)
    },
    update: ({ items, rules }) => {
      count('items', items.kind === 'ok' ? items.value.length : 0)
      count('faults', rules.kind === 'ok' ? rules.value.length : 0)
    },
    trouble: (words) => {
      setText(state, words ?? 'Live')
      setAttribute(state, 'data-state', words === null ? 'live' : 'trouble')
    },
  }
}
