import { balanceText } from '../balance-text'
import { el, onClick, setAttribute } from '../dom'
import type { LinkState } from '../link-state'
import type { OfferedAccount } from '../wire'
import { words } from '../words'
import { form, heading, type PaneView, primaryButton, problemBox, type Send } from './pane-view'

/** Which accounts are shared: boxes where several may be, a single choice where the app takes one. */
export function accountsPane(state: LinkState, send: Send): PaneView {
  const accounts = state.pane.name === 'accounts' ? state.pane.accounts : []
  const single = state.pane.name === 'accounts' && state.pane.selection === 'single'
  const language = state.session?.language ?? 'en'
  const inputs = accounts.map((account) =>
    el('input', { type: single ? 'radio' : 'checkbox', name: 'account', value: account.id }),
  )
  const chosenIds = () => inputs.filter((input) => input.checked).map((input) => input.value)
  const list = el(
    'fieldset',
    { class: 'accounts', 'aria-describedby': 'accounts-problem' },
    el('legend', { class: 'hidden-text' }, words.accounts.group),
    ...accounts.map((account, index) => row(account, inputs[index] ?? null, language)),
  )
  list.addEventListener('change', () => send({ type: 'choose', accountIds: chosenIds() }))

  const head = heading(words.accounts.title)
  const problem = problemBox('accounts-problem')
  const tally = el('p', { class: 'caption', role: 'status' })
  const every = onClick(el('button', { class: 'text-button', type: 'button' }), () => {
    const all = chosenIds().length === accounts.length
    send({ type: 'choose', accountIds: all ? [] : accounts.map((account) => account.id) })
  })
  const go = primaryButton(words.accounts.submit, words.accounts.busy)
  const app = state.session?.client_name ?? ''
  const bank = state.institution?.name ?? ''
  const element = form(
    () => send({ type: 'share' }),
    head,
    el(
      'p',
      { class: 'lead' },
      single ? words.accounts.leadSingle(bank, app) : words.accounts.lead(bank, app),
    ),
    problem.element,
    single ? null : el('div', { class: 'tally' }, tally, every),
    list,
    el('div', { class: 'actions' }, go.button),
  )

  function update(next: LinkState) {
    if (next.pane.name !== 'accounts') return
    const { chosen } = next.pane
    for (const input of inputs) input.checked = chosen.includes(input.value)
    tally.textContent = words.accounts.chosen(chosen.length, accounts.length)
    every.textContent = chosen.length === accounts.length ? words.accounts.none : words.accounts.all
    go.setBusy(next.pending !== null)
    for (const input of inputs) setAttribute(input, 'disabled', next.pending !== null)
    if (problem.show(next.pane.problem)) inputs[0]?.focus()
  }
  update(state)
  return { element, focus: head, update }
}

function row(account: OfferedAccount, input: HTMLInputElement | null, language: string): HTMLElement {
  const owed = (account.type === 'credit' || account.type === 'loan') && !account.balance.startsWith('-')
  return el(
    'label',
    { class: 'row' },
    input,
    el(
      'span',
      { class: 'row-text' },
      el(
        'span',
        {},
        account.name,
        account.mask && el('span', { class: 'mask', 'aria-hidden': 'true' }, ` ${account.mask}`),
        account.mask && el('span', { class: 'hidden-text' }, ` ${words.accounts.ending(account.mask)}`),
        account.is_new && ' ',
        account.is_new && el('span', { class: 'mark mark-new' }, words.accounts.fresh),
      ),
      el('span', { class: 'detail' }, words.accounts.kinds[account.subtype] ?? account.subtype),
    ),
    ' ',
    el(
      'span',
      { class: 'amount' },
      balanceText(account.balance, account.currency, language),
      owed && el('span', { class: 'detail' }, ` ${words.accounts.owed}`),
    ),
  )
}
