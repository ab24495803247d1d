import { el } from '../../../link/client/dom'
import type { Feed, Sight, View } from '../desk'
import { counted } from '../format'
import { filterLog } from '../log-filter'
import { labelled, setShown, setText } from '../page-dom'
import type { Log } from '../wire'
import { entriesOf, entryList } from './activity'

const kinds = [
  ['all', 'All'],
  ['request', 'Requests'],
  ['webhook', 'Webhooks'],
] as const

/** The last requests and webhooks, to filter and to hold still. */
export function activityView(): View {
  const filter = el('input', { type: 'search', placeholder: 'Path, code, status, id', id: 'log-filter' })
  const rows = entryList('Requests and webhooks, the newest first')
  const note = el('p', { class: 'nothing', role: 'status' }, 'Looking …')
  const tally = el('p', { class: 'hint figures' })
  let chosen = 'all'
  let held: { log: Feed<Log>; now: number } | null = null
  let last: { log: Feed<Log>; now: number } = { log: { kind: 'waiting' }, now: 0 }

  const show = () => {
    const { log, now } = held ?? last
    const shown = log.kind === 'ok' ? entriesOf(filterLog(log.value, filter.value.trim())) : []
    const entries = shown.filter(({ kind }) => chosen === 'all' || kind === chosen)
    rows.update(entries, now)
    setShown(note, entries.length === 0)
    const isFiltered = filter.value.trim() !== '' || chosen !== 'all'
    const nothing = isFiltered
      ? 'Nothing in the log fits. It keeps the last requests only.'
      : 'No client has asked for anything yet. Requests and webhooks show here as they come.'
    setText(note, log.kind === 'waiting' ? 'Looking …' : log.kind === 'ok' ? nothing : log.words)
    setText(tally, `${counted(entries.length, 'entry', 'entries')}${held === null ? '' : ', held still'}`)
  }
  filter.addEventListener('input', show)

  const radios = kinds.map(([value, label]) => {
    const radio = el('input', { type: 'radio', name: 'log-kind', value, checked: value === 'all' })
    radio.addEventListener('change', () => {
      chosen = value
      show()
    })
    return el('label', { class: 'segment' }, radio, el('span', {}, label))
  })
  const pause = el('button', { type: 'button', class: 'button plain', 'aria-pressed': 'false' }, 'Pause')
  pause.addEventListener('click', () => {
    held = held === null ? last : null
    pause.setAttribute('aria-pressed', String(held !== null))
    setText(pause, held === null ? 'Pause' : 'Go on')
    show()
  })

  return {
    element: el(
      'section',
      { class: 'card', 'aria-label': 'Log' },
      el(
        'div',
        { class: 'row wrap log-tools' },
        labelled('Find', filter),
        el('fieldset', { class: 'segments' }, el('legend', { class: 'unseen' }, 'Show'), ...radios),
        pause,
      ),
      tally,
      note,
      rows.element,
    ),
    update: ({ log }: Sight) => {
      // The log tells real times, whatever the emulator's clock says.
      last = { log, now: Date.now() }
      show()
    },
  }
}
