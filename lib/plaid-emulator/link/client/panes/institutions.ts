import { el, icon, monogram, onClick, setAttribute } from '../dom'
import type { LinkState } from '../link-state'
import type { Institution } from '../wire'
import { words } from '../words'
import { heading, type PaneView, type Send } from './pane-view'

/** Long enough that a word typed at speed is one question, short enough to feel live. */
const pauseMs = 140

/** Search over the institutions, results as one types, the arrow keys between box and list. */
export function institutionsPane(state: LinkState, send: Send): PaneView {
  const input = el('input', {
    id: 'institution-search',
    type: 'text',
    inputmode: 'search',
    enterkeyhint: 'search',
    placeholder: words.institutions.placeholder,
    autocomplete: 'off',
    autocapitalize: 'none',
    spellcheck: 'false',
    'aria-label': words.institutions.label,
    'aria-controls': 'institution-results',
  })
  input.value = state.search.query
  const head = heading(words.institutions.title)
  const caption = el('p', { class: 'caption' })
  const count = el('p', { class: 'hidden-text', role: 'status' })
  const results = el('div', { id: 'institution-results', class: 'results' })
  const element = el(
    'section',
    { class: 'pane pane-search' },
    el('div', { class: 'search-head' }, head, el('div', { class: 'search-box' }, icon('search'), input)),
    caption,
    count,
    results,
  )

  let timer: ReturnType<typeof setTimeout> | undefined
  function search(query: string, afterMs: number) {
    clearTimeout(timer)
    timer = setTimeout(() => send({ type: 'search', query }), afterMs)
  }
  input.addEventListener('input', () => search(input.value, pauseMs))
  element.addEventListener('keydown', (event) => moveAmong(event, input, results))

  function clear() {
    input.value = ''
    input.focus()
    search('', 0)
  }

  // An embedded search stands in the page: there is nothing to leave.
  const leave = state.embedded ? null : () => send({ type: 'close', escape: false })

  const list = el('ul')
  const lines = new Map<string, HTMLElement>()
  /** Lines that stay are left where they are: one of them may be under a finger. */
  function listAnew(institutions: readonly Institution[]) {
    const wanted = new Map(institutions.map((institution) => [JSON.stringify(institution), institution]))
    for (const [key, line] of lines) {
      if (wanted.has(key)) continue
      line.remove()
      lines.delete(key)
    }
    let index = 0
    for (const [key, institution] of wanted) {
      const line = lines.get(key) ?? option(institution, send)
      lines.set(key, line)
      const here = list.children[index] ?? null
      if (here !== line) list.insertBefore(line, here)
      index += 1
    }
    if (list.parentNode !== results) results.replaceChildren(list)
  }

  let painted: Institution[] | null | undefined
  function update(next: LinkState) {
    setAttribute(results, 'aria-busy', next.pending ? 'true' : null)
    if (painted === next.search.results) return
    painted = next.search.results
    const query = next.search.query.trim()
    caption.textContent = query === '' ? words.institutions.popular : words.institutions.results
    caption.hidden = painted?.length === 0
    count.textContent = painted ? words.institutions.count(painted.length) : ''
    if (!painted) results.replaceChildren(skeleton())
    else if (painted.length === 0) results.replaceChildren(nothing(query, clear, leave))
    else listAnew(painted)
  }
  update(state)
  // On a touch screen the keyboard would cover the list that one may simply tap.
  const touch = matchMedia('(pointer: coarse)').matches
  return { element, focus: touch ? head : input, update }
}

function option(institution: Institution, send: Send): HTMLElement {
  const id = `institution-${institution.institution_id}`
  const mark = words.institutions.marks[institution.status]
  const detail = [
    institution.url && hostOf(institution.url),
    institution.currency_hint,
    institution.oauth && words.institutions.ownPage,
  ]
    .filter(Boolean)
    .join(' · ')
  const button = el(
    'button',
    {
      class: 'option',
      type: 'button',
      'aria-labelledby': id,
      'aria-describedby': `${id}-more ${id}-mark`,
    },
    monogram(institution.name, institution.primary_color, 'small'),
    el(
      'span',
      { class: 'option-text' },
      el('span', { id }, institution.name),
      detail === '' ? null : el('span', { id: `${id}-more`, class: 'detail' }, detail),
    ),
    mark && el('span', { id: `${id}-mark`, class: `mark mark-${institution.status.toLowerCase()}` }, mark),
    icon('next'),
  )
  return el(
    'li',
    {},
    onClick(button, () => send({ type: 'pick', institution })),
  )
}

function nothing(query: string, clear: () => void, leave: (() => void) | null): HTMLElement {
  const { none, noneMore, noneAtAll, noneAtAllMore } = words.institutions
  if (query === '') {
    return el('div', { class: 'empty' }, el('p', {}, noneAtAll), el('p', { class: 'detail' }, noneAtAllMore))
  }
  const button = el('button', { class: 'button', type: 'button' }, words.institutions.clear)
  return el(
    'div',
    { class: 'empty' },
    el('p', {}, none(query)),
    el('p', { class: 'detail' }, noneMore),
    el(
      'div',
      { class: 'ways' },
      onClick(button, clear),
      leave &&
        onClick(el('button', { class: 'text-button', type: 'button' }, words.institutions.giveUp), leave),
    ),
  )
}

function skeleton(): HTMLElement {
  const row = () => el('div', { class: 'skeleton' }, el('span'), el('span'))
  return el('div', { 'aria-hidden': 'true' }, row(), row(), row(), row(), row())
}

/** Down from the box into the list, up from its first row back, letters from anywhere into the box; Enter in the box takes the only result there is. */
function moveAmong(event: KeyboardEvent, input: HTMLInputElement, results: HTMLElement): void {
  const rows = [...results.querySelectorAll<HTMLButtonElement>('.option')]
  const stops: HTMLElement[] = [input, ...rows]
  const at = event.target instanceof HTMLElement ? stops.indexOf(event.target) : -1
  if (at === -1 || rows.length === 0) return
  if (event.key === 'Enter' && at === 0) {
    if (rows.length === 1) rows[0]?.click()
    else rows[0]?.focus()
    event.preventDefault()
    return
  }
  // Letters typed in the list are meant for the box.
  const isLetter = event.key.length === 1 && event.key !== ' '
  if (at > 0 && isLetter && !event.ctrlKey && !event.metaKey && !event.altKey) {
    input.focus()
    return
  }
  const target =
    event.key === 'ArrowDown'
      ? stops[Math.min(at + 1, stops.length - 1)]
      : event.key === 'ArrowUp'
        ? stops[Math.max(at - 1, 0)]
        : event.key === 'Home' && at > 0
          ? stops[1]
          : event.key === 'End' && at > 0
            ? stops.at(-1)
            : undefined
  if (!target) return
  event.preventDefault()
  target.focus()
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : url
}
