import { el } from '../../../link/client/dom'
import { form, labelled, setText, submitButton } from '../page-dom'

/**
 * Stands in place of the console while the emulator shows nothing to this browser. Hands the secret that was typed
 * over; whether it was right shows by the emulator's next answer.
 */
export function signIn(isWrong: boolean, give: (secret: string) => Promise<void>): HTMLElement {
  const secret = el('input', { type: 'password', autocomplete: 'current-password', name: 'secret' })
  const trouble = el(
    'p',
    { class: 'wrong', role: 'alert' },
    isWrong ? 'That secret is not the right one.' : '',
  )
  const element = form({ class: 'card stack', 'aria-label': 'Control secret' }, async () => {
    if (secret.value.trim() === '') {
      setText(trouble, 'Enter the secret.')
      secret.focus()
      return
    }
    await give(secret.value.trim())
  })
  element.append(
    labelled('Control secret', secret, 'the EMULATOR_CONTROL_SECRET that the emulator was started with'),
    trouble,
    submitButton('Open the console', 'primary'),
  )
  return el(
    'main',
    { class: 'door' },
    el('h1', {}, 'Plaid emulator'),
    el('p', {}, 'The emulator shows itself to its own machine, or to who has its control secret.'),
    element,
    el(
      'p',
      { class: 'hint' },
      'Without a secret, open this page on the machine that the emulator runs on. The secret stays in this tab and goes when it is closed.',
    ),
  )
}
