import { el, icon, onClick } from '../dom'
import type { LinkState } from '../link-state'
import { words } from '../words'
import { heading, type PaneView, type Send } from './pane-view'

/** Waiting for the first answer. */
export function loadingPane(): PaneView {
  const element = el(
    'section',
    { class: 'pane pane-notice', tabindex: -1 },
    el('span', { class: 'swell', 'aria-hidden': 'true' }),
    el('p', { class: 'lead', role: 'status' }, words.loading),
  )
  return { element, focus: element, update: () => undefined }
}

/** Something stands in the way: what it is, what can be done, and the code for whoever is asked about it. */
export function failedPane(state: LinkState, send: Send): PaneView {
  const pane = state.pane.name === 'failed' ? state.pane : null
  const error = pane?.error ?? null
  const { failed } = words
  const title = heading(error ? (failed.titles[error.error_code] ?? failed.title) : failed.unreachable)
  const text = error
    ? (failed.texts[error.error_code] ?? error.display_message ?? failed.text)
    : failed.unreachableMore
  const retry = onClick(el('button', { class: 'button primary', type: 'button' }, words.tryAgain), () =>
    send({ type: 'retry' }),
  )
  const other = onClick(el('button', { class: 'button', type: 'button' }, failed.other), () =>
    send({ type: 'other-institution' }),
  )
  const close = onClick(el('button', { class: 'button primary', type: 'button' }, words.leaving.leave), () =>
    send({ type: 'close', escape: false }),
  )
  const elsewhere = error !== null && state.session?.mode === 'new' && state.institution !== null
  const canRetry = pane?.back !== null
  // An embedded search stands in the page: there is nothing to close.
  const canClose = !canRetry && !(state.embedded && state.institution === null)
  const element = el(
    'section',
    { class: 'pane pane-notice' },
    el('span', { class: 'seal seal-trouble', 'aria-hidden': 'true' }, icon(error ? 'alert' : 'silence')),
    el(
      'div',
      { role: 'alert' },
      title,
      el('p', { class: 'lead' }, text),
      error && el('p', { class: 'reference' }, failed.reference(error.error_code, state.requestId)),
    ),
    el(
      'div',
      { class: 'actions' },
      canRetry ? retry : null,
      canRetry && elsewhere ? other : null,
      canClose ? close : null,
    ),
  )
  return { element, focus: canRetry ? retry : canClose ? close : title, update: () => undefined }
}

/** The chosen institution cannot be used now: said before anybody types a password for nothing. */
export function unavailablePane(state: LinkState, send: Send): PaneView {
  const { unavailable, failed } = words
  const bank = state.institution
  const isDown = bank?.status === 'DOWN'
  const name = bank?.name ?? ''
  const title = heading(isDown ? unavailable.down(name) : unavailable.unsupported(name))
  const other = onClick(el('button', { class: 'button primary', type: 'button' }, failed.other), () =>
    send({ type: 'other-institution' }),
  )
  const anyway = onClick(el('button', { class: 'button', type: 'button' }, unavailable.anyway), () =>
    send({ type: 'try-anyway' }),
  )
  const element = el(
    'section',
    { class: 'pane pane-notice' },
    el('span', { class: 'seal seal-trouble', 'aria-hidden': 'true' }, icon(isDown ? 'silence' : 'alert')),
    title,
    el('p', { class: 'lead' }, isDown ? unavailable.downMore : unavailable.unsupportedMore),
    el('div', { class: 'actions' }, other, isDown ? anyway : null),
  )
  return { element, focus: title, update: () => undefined }
}

/** Asks once before throwing away a login that the bank has accepted. */
export function leavingPane(state: LinkState, send: Send): PaneView {
  const { leaving } = words
  const title = heading(state.session?.mode === 'update' ? leaving.titleAgain : leaving.title)
  const stay = onClick(el('button', { class: 'button primary', type: 'button' }, leaving.stay), () =>
    send({ type: 'stay' }),
  )
  const leave = onClick(el('button', { class: 'button', type: 'button' }, leaving.leave), () =>
    send({ type: 'leave' }),
  )
  const element = el(
    'section',
    { class: 'pane pane-notice' },
    title,
    el('p', { class: 'lead' }, leaving.lead),
    el('div', { class: 'actions' }, stay, leave),
  )
  return { element, focus: title, update: () => undefined }
}
