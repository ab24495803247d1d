import { el, icon, monogram, onClick, setAttribute } from '../dom'
import type { LinkState } from '../link-state'
import { words } from '../words'
import {
  form,
  heading,
  healthNote,
  type PaneView,
  primaryButton,
  problemBox,
  type Send,
  textField,
} from './pane-view'

const good = { username: 'user_good', password: 'pass_good' }

/** Username and password. A wrong password leaves the username as it is. */
export function credentialsPane(state: LinkState, send: Send): PaneView {
  const { title, username: usernameLabel, password: passwordLabel, submit, busy } = words.credentials
  const bank = state.institution
  const head = heading(title(bank?.name ?? ''))
  const problem = problemBox('credentials-problem')
  const describedBy = 'credentials-problem'
  const username = textField({ id: 'username', label: usernameLabel, type: 'text', describedBy })
  const password = textField({ id: 'password', label: passwordLabel, type: 'password', describedBy })
  const reveal = el(
    'button',
    { class: 'reveal', type: 'button', 'aria-pressed': 'false', 'aria-label': words.credentials.show },
    icon('eye'),
  )
  onClick(reveal, () => {
    const shown = password.input.type === 'password'
    password.input.type = shown ? 'text' : 'password'
    setAttribute(reveal, 'aria-pressed', String(shown))
  })
  password.element.append(reveal)
  const go = primaryButton(submit, busy)
  const fill = el('button', { class: 'text-button', type: 'button' }, words.credentials.fill)
  onClick(fill, () => {
    username.input.value = good.username
    password.input.value = good.password
    go.button.focus()
  })

  const element = form(
    () => send({ type: 'sign-in', username: username.input.value, password: password.input.value }),
    bank ? monogram(bank.name, bank.primary_color, 'large') : null,
    head,
    healthNote(state),
    problem.element,
    username.element,
    password.element,
    el(
      'div',
      { class: 'hint' },
      el(
        'p',
        {},
        `${words.credentials.hint}: `,
        el('code', {}, good.username),
        ' / ',
        el('code', {}, good.password),
      ),
      fill,
    ),
    el('div', { class: 'actions' }, go.button),
  )

  function update(next: LinkState) {
    if (next.pane.name !== 'credentials') return
    go.setBusy(next.pending !== null)
    const found = next.pane.problem
    const atUsername = found?.code === 'MISSING_USERNAME' || found?.code === 'INVALID_UPDATED_USERNAME'
    if (problem.show(found) && found) {
      setAttribute(username.input, 'aria-invalid', found.code === 'MISSING_PASSWORD' ? null : 'true')
      setAttribute(password.input, 'aria-invalid', atUsername ? null : 'true')
      if (!atUsername) password.input.value = ''
      const mend = atUsername ? username.input : password.input
      mend.focus()
    } else if (!found) {
      setAttribute(username.input, 'aria-invalid', null)
      setAttribute(password.input, 'aria-invalid', null)
    }
  }

  const kept = state.pane.name === 'credentials' ? state.pane.username : ''
  username.input.value = kept
  update(state)
  return { element, focus: kept === '' ? username.input : password.input, update }
}
