import { el, setAttribute } from '../../../link/client/dom'
import { copyText } from '../copy'
import type { Desk } from '../desk'
import { counted, shortId } from '../format'
import { marksOf, originWords } from '../item-words'
import { busyWhile, button, form, keyedList, setShown, setText, submitButton } from '../page-dom'
import { type Item, readCount, readItemAccounts } from '../wire'
import { accountList } from './account-list'
import { itemControls } from './item-controls'

export interface ItemCard {
  element: HTMLElement
  update(item: Item, now: number): void
  /** Asks for the accounts, while somebody sees them. */
  refresh(): Promise<void>
}

/** One Item: its state at a glance, what is done most often in one press, and the rest in a disclosure. */
export function itemCard(desk: Desk, first: Item): ItemCard {
  const id = first.item_id
  const at = `/items/${encodeURIComponent(id)}`
  let item = first
  const name = el('h2', { id: `item-${id}` }, first.institution_name)
  const origin = el('p', { class: 'hint figures' })
  const marks = el('ul', { class: 'marks', 'aria-label': 'State' })
  const syncMarks = keyedList<{ words: string; tone: string }>(
    marks,
    ({ words, tone }) => `${tone} ${words}`,
    ({ words, tone }) => ({ element: el('li', { class: `mark ${tone}` }, words), update: () => undefined }),
  )

  const count = el('input', {
    type: 'number',
    min: 1,
    max: 20,
    step: 1,
    value: 1,
    inputmode: 'numeric',
    'aria-label': 'How many transactions',
  })
  const arrive = form({ class: 'row tight', 'aria-label': 'Let transactions arrive' }, () => {
    const wanted = Number(count.value)
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > 20) {
      desk.tell('Between 1 and 20 transactions arrive at a time.', true)
      count.focus()
      return
    }
    return desk.perform(
      desk.client.post(`${at}/arrive`, { count: wanted }, (body) => readCount(body, 'added')),
      (added) =>
        added === 0
          ? `Nothing arrived at ${item.institution_name}.`
          : `${counted(added, 'pending transaction')} arrived at ${item.institution_name}.`,
    )
  })
  arrive.append(count, submitButton('Add pending'))
  const post = button('Post pending', 'plain', () =>
    desk.perform(
      desk.client.post(`${at}/post-pending`, {}, (body) => readCount(body, 'posted')),
      (posted) =>
        posted === 0
          ? 'Nothing was pending.'
          : `${counted(posted, 'pending transaction')} posted at ${item.institution_name}.`,
    ),
  )
  const requireLogin = button('Require login', 'plain', () =>
    desk.perform(
      desk.client.post(`${at}/require-login`, {}, () => null),
      () => `${item.institution_name} asks to sign in again from now on.`,
    ),
  )
  const clearError = button('Clear the error', 'plain', () =>
    desk.perform(
      desk.client.post(`${at}/set-error`, { error_code: null }, () => null),
      () => `${item.institution_name} has no error any more.`,
    ),
  )
  const copyId = button(shortId(id), 'quiet', () => copyText(desk, 'the Item’s id', id))
  copyId.classList.add('mono')
  setAttribute(copyId, 'aria-label', `Copy the Item’s id ${id}`)
  setAttribute(copyId, 'title', `${id}: copy`)

  const accounts = accountList(desk, id)
  const controls = itemControls(desk, id)
  const disclosure = el(
    'details',
    { class: 'more' },
    el('summary', {}, 'Accounts and everything else'),
    el('div', { class: 'more-body' }, accounts.element, controls.element),
  )
  const refresh = async () => {
    if (disclosure.open) accounts.update(await desk.client.get(at, readItemAccounts))
  }
  disclosure.addEventListener('toggle', () => void busyWhile(disclosure, refresh))

  return {
    element: el(
      'article',
      { class: 'card item', 'aria-labelledby': name.id },
      el('div', { class: 'item-head' }, el('div', { class: 'grow' }, name, origin), copyId),
      marks,
      el('div', { class: 'row wrap item-actions' }, arrive, post, requireLogin, clearError),
      disclosure,
    ),
    update: (seen, now) => {
      item = seen
      setText(origin, originWords(seen))
      syncMarks(marksOf(seen, now))
      setText(post, seen.pending === 0 ? 'Nothing pending' : `Post ${seen.pending} pending`)
      post.disabled = seen.pending === 0
      setShown(requireLogin, seen.error === null)
      setShown(clearError, seen.error !== null)
      controls.update(seen)
    },
    refresh,
  }
}
