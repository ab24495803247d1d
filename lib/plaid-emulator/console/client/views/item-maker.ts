import { el } from '../../../link/client/dom'
import { copyLine } from '../copy'
import type { Desk, Sight } from '../desk'
import type { Outcome } from '../emulator-client'
import { button, form, labelled, type Part, select, setOptions, setShown, submitButton } from '../page-dom'
import { readText } from '../wire'

/** Makes an Item as `/sandbox/public_token/create` and the exchange do, in the name of a client, and shows its token. */
export function itemMaker(desk: Desk): Part<Sight> {
  const text = (value: string) =>
    el('input', { type: 'text', value, spellcheck: 'false', autocomplete: 'off' })
  const institution = select([['ins_109508', 'First Platypus Bank']])
  const username = text('user_good')
  const password = text('pass_good')
  const client = text('console')
  const webhook = el('input', { type: 'url', placeholder: 'None', spellcheck: 'false', autocomplete: 'off' })
  const token = copyLine(desk, 'the access token', '')
  const result = el(
    'div',
    { class: 'result' },
    el('p', {}, 'The access token of the new Item. It is shown this once.'),
    token.element,
    button('Put away', 'quiet', () => {
      token.update('')
      setShown(result, false)
      summary.focus()
    }),
  )
  result.hidden = true

  const make = async () => {
    const credentials = { client_id: client.value.trim(), secret: 'console' }
    const call = async (): Promise<Outcome<string>> => {
      const made = await desk.client.plaid(
        '/sandbox/public_token/create',
        {
          ...credentials,
          institution_id: institution.value,
          initial_products: ['transactions'],
          options: {
            override_username: username.value,
            override_password: password.value,
            ...(webhook.value.trim() === '' ? {} : { webhook: webhook.value.trim() }),
          },
        },
        (body) => readText(body, 'public_token') ?? '',
      )
      if (made.kind !== 'ok') return made
      return desk.client.plaid(
        '/item/public_token/exchange',
        { ...credentials, public_token: made.value },
        (body) => readText(body, 'access_token') ?? '',
      )
    }
    let given = ''
    const bank = institution.selectedOptions[0]?.text ?? 'the bank'
    const isDone = await desk.perform(
      call().then((outcome) => {
        if (outcome.kind === 'ok') given = outcome.value
        return outcome
      }),
      () => `An Item at ${bank} was made. Its history comes within a few seconds.`,
    )
    if (!isDone) return
    token.update(given)
    setShown(result, true)
  }
  const element = form({ class: 'stack', 'aria-label': 'Make an Item' }, make)
  element.append(
    el(
      'div',
      { class: 'grid' },
      labelled('Institution', institution),
      labelled('Username', username),
      labelled('Password', password),
      labelled('Client id', client, 'the Item belongs to it'),
      labelled('Webhook address', webhook),
    ),
    el('div', { class: 'row' }, submitButton('Make the Item', 'primary')),
    result,
  )
  const summary = el('summary', {}, 'Make an Item without Link')
  return {
    element: el('details', { class: 'card maker' }, summary, element),
    update: ({ institutions }) => {
      if (institutions.kind === 'ok') {
        setOptions(
          institution,
          institutions.value.map(({ institution_id, name }) => [institution_id, name] as const),
        )
      }
    },
  }
}
