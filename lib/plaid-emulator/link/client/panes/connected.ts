import { el, icon } from '../dom'
import type { LinkState } from '../link-state'
import { words } from '../words'
import { form, heading, type PaneView, primaryButton, type Send } from './pane-view'

/** The end of the road: what has been connected, and one button. */
export function connectedPane(state: LinkState, send: Send): PaneView {
  const result = state.pane.name === 'connected' ? state.pane.result : null
  const bank = result?.institution.name ?? ''
  const update = state.session?.mode === 'update'
  const head = heading(update ? words.connected.again(bank) : words.connected.title)
  const go = primaryButton(words.connected.finish)
  const accounts = result?.accounts ?? []
  const element = form(
    () => send({ type: 'finish' }),
    el('span', { class: 'seal', 'aria-hidden': 'true' }, icon('check')),
    head,
    el(
      'p',
      { class: 'lead' },
      update ? words.connected.againLead : words.connected.lead(accounts.length, bank),
    ),
    el(
      'ul',
      { class: 'shared' },
      ...accounts.map((account) =>
        el(
          'li',
          {},
          el('span', {}, account.name),
          account.mask && el('span', { class: 'mask', 'aria-hidden': 'true' }, account.mask),
          account.mask && el('span', { class: 'hidden-text' }, words.accounts.ending(account.mask)),
        ),
      ),
    ),
    el('div', { class: 'actions' }, go.button),
  )
  return { element, focus: head, update: () => undefined }
}
