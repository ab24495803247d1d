import { el, type IconName, icon, monogram } from '../dom'
import type { LinkState } from '../link-state'
import { words } from '../words'
import { form, heading, type PaneView, primaryButton, type Send } from './pane-view'

/** Says what is about to happen, before anything does: for a new connection, or for one that is renewed. */
export function consentPane(state: LinkState, send: Send): PaneView {
  const app = state.session?.client_name ?? ''
  const update = state.session?.mode === 'update'
  const bank = state.institution
  const title = heading(
    update ? words.again.title(bank?.name ?? words.again.yourBank) : words.consent.title(app),
  )
  const go = primaryButton(update ? words.again.continue : words.consent.continue)
  const element = form(
    () => send({ type: 'continue' }),
    el(
      'div',
      { class: 'bond', 'aria-hidden': 'true' },
      monogram(app, null, 'large'),
      el('span', { class: 'bond-line' }),
      bank
        ? monogram(bank.name, bank.primary_color, 'large')
        : el('span', { class: 'tile tile-large' }, icon('bank')),
    ),
    title,
    update ? el('p', { class: 'lead' }, words.again.lead(bank?.name ?? words.again.yourBank, app)) : null,
    el(
      'dl',
      { class: 'promises' },
      ...(update
        ? [
            promise('kept', words.again.kept, words.again.keptMore),
            promise('once', words.again.once, words.again.onceMore),
          ]
        : [
            promise('eye', words.consent.sees, words.consent.seesMore),
            promise('still', words.consent.never, words.consent.neverMore),
            promise('stop', words.consent.end, words.consent.endMore(app)),
          ]),
    ),
    el('div', { class: 'actions' }, go.button),
  )
  return { element, focus: title, update: () => undefined }
}

function promise(drawing: IconName, term: string, detail: string): HTMLElement {
  return el('div', {}, el('dt', {}, icon(drawing), term), el('dd', {}, detail))
}
