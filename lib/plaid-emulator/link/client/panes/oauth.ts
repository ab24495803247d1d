import { el, icon, monogram, onClick, setAttribute } from '../dom'
import type { LinkState } from '../link-state'
import { words } from '../words'
import { heading, healthNote, type PaneView, type Send } from './pane-view'

/** Before, during and after a visit to the bank's own page: says where one goes, and has one button that goes there. */
export function oauthPane(state: LinkState, send: Send): PaneView {
  const { oauth } = words
  const app = state.session?.client_name ?? ''
  const bank = state.institution
  const name = bank?.name ?? ''
  const isUpdate = state.session?.mode === 'update'
  const title = heading('')
  const lead = el('p', { class: 'lead' })
  const place = el('p', { class: 'lead' })
  const caption = el('span')
  const go = onClick(el('button', { class: 'button', type: 'button' }, caption), () =>
    send({ type: 'go-to-bank' }),
  )
  // What a click on a link opens is held back by no pop-up blocker.
  const link = onClick(
    el('a', { class: 'button primary', target: '_blank', rel: 'opener' }, oauth.go(name)),
    // After the click, which would not follow a link that is gone by then.
    () => setTimeout(() => send({ type: 'went-to-bank' }), 0),
  )
  const other = onClick(el('button', { class: 'button', type: 'button' }, words.failed.other), () =>
    send({ type: 'other-institution' }),
  )
  const thread = el('span', { class: 'bond-line' })
  const element = el(
    'section',
    { class: 'pane' },
    el(
      'div',
      { class: 'bond', 'aria-hidden': 'true' },
      monogram(app, null, 'large'),
      thread,
      bank
        ? monogram(name, bank.primary_color, 'large')
        : el('span', { class: 'tile tile-large' }, icon('bank')),
    ),
    el('div', { role: 'status' }, title, lead, place),
    healthNote(state),
    el('div', { class: 'actions' }, go, link, other),
  )

  function text(next: LinkState): [title: string, lead: string, button: string] {
    const { pane } = next
    switch (pane.name === 'oauth' ? pane.phase : 'ready') {
      case 'ready':
      case 'leaving':
        return [oauth.title(name), isUpdate ? oauth.again(name) : oauth.lead(name, app), oauth.go(name)]
      case 'waiting':
        return [oauth.waiting(name), oauth.waitingMore, oauth.reopen]
      case 'blocked':
        return [oauth.blocked, oauth.blockedMore(name), oauth.go(name)]
      case 'closed':
        return [oauth.closed, oauth.closedMore(name), oauth.go(name)]
      case 'denied':
        return [oauth.denied, oauth.deniedMore(name, app), words.tryAgain]
    }
  }

  function update(next: LinkState) {
    const { pane } = next
    if (pane.name !== 'oauth') return
    const { phase, visit } = pane
    const [heads, says, leads] = text(next)
    const busy = visit === null || phase === 'leaving'
    if (title.textContent !== heads) title.textContent = heads
    if (lead.textContent !== says) lead.textContent = says
    place.textContent = visit && phase === 'ready' ? (visit.redirects ? oauth.here : oauth.there) : ''
    caption.textContent = phase === 'leaving' ? oauth.leaving(name) : visit ? leads : oauth.busy
    go.classList.toggle('primary', phase !== 'waiting')
    go.classList.toggle('busy', busy)
    thread.classList.toggle('bond-moving', phase === 'waiting' || phase === 'leaving')
    setAttribute(go, 'aria-disabled', busy ? 'true' : null)
    setAttribute(link, 'href', visit && phase === 'blocked' ? visit.oauth_url : null)
    const hadFocus = element.contains(document.activeElement) || isFocused(go) || isFocused(link)
    go.hidden = phase === 'blocked'
    link.hidden = phase !== 'blocked'
    other.hidden = isUpdate || (phase !== 'denied' && phase !== 'closed')
    if (hadFocus && (go.hidden ? !isFocused(link) : !isFocused(go))) (go.hidden ? link : go).focus()
  }
  update(state)
  return { element, focus: title, update }
}

function isFocused(element: HTMLElement): boolean {
  const root = element.getRootNode()
  return root instanceof ShadowRoot && root.activeElement === element
}
