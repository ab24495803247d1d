import { el } from '../../../link/client/dom'
import type { Desk } from '../desk'
import type { Outcome } from '../emulator-client'
import { amountWords, plainCode } from '../format'
import { button, keyedList, type Part, setShown, setText } from '../page-dom'
import type { Account } from '../wire'

/** The accounts of an Item with their balances; each can be revoked, and a new one opened. */
export function accountList(desk: Desk, itemId: string): Part<Outcome<readonly Account[]>> {
  const at = `/items/${encodeURIComponent(itemId)}`
  const body = el('tbody')
  const table = el(
    'table',
    {},
    el('caption', { class: 'unseen' }, 'Accounts'),
    el(
      'thead',
      {},
      el(
        'tr',
        {},
        el('th', { scope: 'col' }, 'Account'),
        el('th', { scope: 'col', class: 'amount' }, 'Balance'),
        el('th', { scope: 'col' }, el('span', { class: 'unseen' }, 'Actions')),
      ),
    ),
    body,
  )
  const note = el('p', { class: 'nothing' }, 'Looking …')
  const sync = keyedList<Account>(
    body,
    ({ account_id }) => account_id,
    (account) => accountRow(desk, at, account),
  )
  const open = button('Open a new account', 'plain', () =>
    desk.perform(
      desk.client.post(`${at}/open-account`, {}, () => null),
      () => 'A new account was opened at the bank. It is shared once somebody chooses it in Link.',
    ),
  )
  table.hidden = true
  return {
    element: el(
      'section',
      { class: 'group wide', 'aria-label': 'Accounts' },
      el('h3', {}, 'Accounts'),
      note,
      table,
      open,
    ),
    update: (outcome) => {
      // What was seen before stays when the emulator does not answer.
      if (outcome.kind === 'unreachable' && !table.hidden) return
      const accounts = outcome.kind === 'ok' ? outcome.value : []
      sync(accounts)
      setShown(table, accounts.length > 0)
      setShown(note, accounts.length === 0)
      setText(note, outcome.kind === 'ok' ? 'No accounts are shared.' : outcome.words)
    },
  }
}

function accountRow(desk: Desk, at: string, { account_id, name, mask }: Account): Part<Account> {
  const kind = el('span', { class: 'hint' })
  const balance = el('td', { class: 'amount' })
  const revoke = button('Revoke', 'quiet', () =>
    desk.perform(
      desk.client.post(`${at}/revoke-account`, { account_id }, () => null),
      () => `${name} is no longer shared.`,
    ),
  )
  revoke.setAttribute('aria-label', `Revoke ${name}`)
  return {
    element: el(
      'tr',
      {},
      el('th', { scope: 'row' }, el('span', {}, mask === null ? name : `${name} ··${mask}`), kind),
      balance,
      el('td', { class: 'end' }, revoke),
    ),
    update: ({ type, subtype, current, currency, is_shared, is_new, verification_status }) => {
      const states = [
        is_shared ? '' : is_new ? 'new, not shared yet' : 'not shared',
        plainCode(verification_status ?? ''),
      ]
      setText(kind, [subtype ?? type, ...states].filter(Boolean).join(' · '))
      setText(balance, current === null ? '' : `${amountWords(current)} ${currency ?? ''}`)
      setShown(revoke, is_shared)
    },
  }
}
