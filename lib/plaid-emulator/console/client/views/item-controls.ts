import { el } from '../../../link/client/dom'
import type { Desk } from '../desk'
import { counted, plainCode } from '../format'
import { itemErrors, webhookCodes } from '../item-words'
import { button, form, labelled, type Part, select, setText, submitButton } from '../page-dom'
import type { Item } from '../wire'

const numberInput = (value: number, max: number) =>
  el('input', { type: 'number', min: 0, max, step: 1, value, inputmode: 'numeric' })

/** What is done to an Item now and then: errors, consent, webhooks, and its end. */
export function itemControls(desk: Desk, itemId: string): Part<Item> {
  const at = `/items/${encodeURIComponent(itemId)}`
  let bank = 'The bank'
  const act = (verb: string, body: object, says: () => string) =>
    desk.perform(
      desk.client.post(`${at}/${verb}`, body, () => null),
      says,
    )
  /** A line of the form: its fields, and one button that sends them. */
  const line = (label: string, press: string, work: () => unknown, ...fields: HTMLElement[]) => {
    const element = form({ class: 'line', 'aria-label': label }, work)
    element.append(...fields, submitButton(press))
    return element
  }
  /** The days in an input, or null after saying what is wrong. */
  const daysOf = (input: HTMLInputElement): number | null => {
    const days = Number(input.value)
    if (input.value.trim() !== '' && Number.isInteger(days) && days >= 0 && days <= 7) return days
    desk.tell('Give a whole number of days from 0 to 7.', true)
    input.focus()
    return null
  }

  const error = select(itemErrors.map((code) => [code, plainCode(code)] as const))
  const consentDays = numberInput(7, 7)
  const disconnectDays = numberInput(7, 7)
  const reason = select([
    ['INSTITUTION_MIGRATION', 'migration'],
    ['INSTITUTION_TOKEN_EXPIRATION', 'token expiration'],
  ])
  const connection = el(
    'section',
    { class: 'group', 'aria-label': 'Connection' },
    el('h3', {}, 'Connection'),
    line(
      'Set an error',
      'Set',
      () =>
        act('set-error', { error_code: error.value }, () => `${bank} answers ${error.value} from now on.`),
      labelled('Error', error),
    ),
    line(
      'Let the consent expire',
      'Set',
      () => {
        const days = daysOf(consentDays)
        return days === null
          ? null
          : act('consent-expires', { days }, () => `The consent at ${bank} ends in ${counted(days, 'day')}.`)
      },
      labelled('Consent ends in days', consentDays),
    ),
    line(
      'Announce a disconnection',
      'Set',
      () => {
        const days = daysOf(disconnectDays)
        return days === null
          ? null
          : act(
              'pending-disconnect',
              { days, reason: reason.value },
              () => `${bank} disconnects in ${counted(days, 'day')}.`,
            )
      },
      labelled('Disconnects in days', disconnectDays),
      labelled('Because of', reason),
    ),
    button('Revoke the permission', 'plain', () =>
      act(
        'revoke',
        {},
        () => `The permission at ${bank} is revoked, as if its holder had done so at the bank.`,
      ),
    ),
  )

  const webhook = el('input', { type: 'url', placeholder: 'None', spellcheck: 'false', autocomplete: 'off' })
  let shownWebhook = ''
  const fired = el(
    'select',
    {},
    ...webhookCodes.map(([type, codes]) =>
      el(
        'optgroup',
        { label: type },
        ...codes.map((code) => el('option', { value: `${type}/${code}` }, code)),
      ),
    ),
  )
  const products = el('p', { class: 'hint' })
  const webhooks = el(
    'section',
    { class: 'group', 'aria-label': 'Webhooks' },
    el('h3', {}, 'Webhooks'),
    line(
      'Change the webhook address',
      'Save',
      () => {
        const address = webhook.value.trim()
        return act('set-webhook', { webhook: address || null }, () =>
          address === '' ? `${bank} sends no webhooks any more.` : `Webhooks of ${bank} go to ${address}.`,
        )
      },
      labelled('Address', webhook),
    ),
    line(
      'Fire a webhook',
      'Fire',
      () => {
        const [webhook_type = '', webhook_code = ''] = fired.value.split('/')
        return act('fire-webhook', { webhook_type, webhook_code }, () => `${webhook_code} is on its way.`)
      },
      labelled('Code', fired),
    ),
    el('h3', {}, 'Item'),
    products,
    button('Remove the Item', 'danger', async () => {
      const yes = await desk.confirm({
        title: `Remove this Item at ${bank}?`,
        words: 'Its access token stops working at once, and what was made to happen to it is lost.',
        yes: 'Remove it',
        no: 'Keep it',
      })
      if (yes) await act('remove', {}, () => `The Item at ${bank} is removed.`)
    }),
  )
  return {
    element: el('div', { class: 'groups' }, connection, webhooks),
    update: (item) => {
      bank = item.institution_name
      const known = item.webhook ?? ''
      // What somebody is typing, or has typed and not saved, is not overwritten.
      if (known !== shownWebhook && (webhook.value === shownWebhook || webhook.value === known))
        webhook.value = known
      shownWebhook = known
      setText(products, [item.institution_id, item.products.join(', ')].filter(Boolean).join(' · '))
    },
  }
}
