import { el, setAttribute } from '../../../link/client/dom'
import type { Desk, View } from '../desk'
import { card, keyedList, labelled, type Part, select, setText } from '../page-dom'
import { type Institution, institutionStatuses } from '../wire'
import { feedNote } from './feed-note'

const statusWords: Record<string, string> = {
  HEALTHY: 'Healthy',
  DEGRADED: 'Degraded',
  DOWN: 'Down',
  UNSUPPORTED: 'Not supported',
}

/** The institutions and how each of them is, to change. */
export function banksView(desk: Desk): View {
  const note = feedNote('This emulator has no institutions.')
  const list = el('ul', { class: 'rows' })
  const filter = el('input', { type: 'search', placeholder: 'Name, id or country' })
  const sync = keyedList<Institution>(
    list,
    ({ institution_id }) => institution_id,
    (institution) => bankRow(desk, institution),
  )
  let all: readonly Institution[] = []
  const show = () => {
    const wanted = filter.value.trim().toLowerCase()
    const found = all.filter(({ institution_id, name, country_codes }) =>
      `${name} ${institution_id} ${country_codes.join(' ')}`.toLowerCase().includes(wanted),
    )
    sync(found)
    setText(
      none,
      found.length === 0 && all.length > 0 ? 'No institution has that in its name, id or countries.' : '',
    )
  }
  const none = el('p', { class: 'nothing', role: 'status' })
  filter.addEventListener('input', show)
  return {
    element: el(
      'div',
      { class: 'stack' },
      el(
        'p',
        { class: 'lead' },
        'A degraded or unavailable institution says so in Link, in /institutions/get and to whoever asks it for something.',
      ),
      card('Institutions', labelled('Find', filter), note.element, none, list),
    ),
    update: ({ institutions }) => {
      all = note.update(institutions)
      show()
    },
  }
}

function bankRow(desk: Desk, { institution_id, name }: Institution): Part<Institution> {
  const status = select(institutionStatuses.map((value) => [value, statusWords[value] ?? value] as const))
  status.setAttribute('aria-label', `State of ${name}`)
  const about = el('p', { class: 'hint' })
  const dot = el('span', { class: 'dot', 'aria-hidden': true })
  let isChanging = false
  const change = async () => {
    const wanted = status.value
    isChanging = true
    const isDone = await desk.perform(
      desk.client.post(`/institutions/${institution_id}/status`, { status: wanted }, () => null),
      () => `${name} is ${(statusWords[wanted] ?? wanted).toLowerCase()} from now on.`,
    )
    isChanging = false
    if (!isDone) status.value = known
  }
  status.addEventListener('change', () => void change())
  let known = ''
  return {
    element: el(
      'li',
      { class: 'bank' },
      dot,
      el('div', { class: 'grow' }, el('h3', {}, name), about),
      status,
    ),
    update: (now) => {
      const { country_codes, oauth, products } = now
      known = now.status
      const countries =
        country_codes.length > 4
          ? `${country_codes.slice(0, 4).join(' ')} and ${country_codes.length - 4} more`
          : country_codes.join(' ')
      setText(
        about,
        [institution_id, countries, oauth ? 'OAuth' : '', products.join(', ')].filter(Boolean).join(' · '),
      )
      setAttribute(dot, 'data-state', now.status)
      // A choice that is being made or sent is not taken back by what was seen before it.
      if (!isChanging && document.activeElement !== status && status.value !== now.status)
        status.value = now.status
    },
  }
}
