import { el } from '../../../link/client/dom'
import { copyLine } from '../copy'
import type { Desk, View } from '../desk'
import { momentWords } from '../format'
import { button, card, keyedList, type Part, setText } from '../page-dom'
import { readText, type SigningKey } from '../wire'
import { feedNote } from './feed-note'

/** Who may sign in at the pretend banks: name, password, what happens. */
const logins: readonly (readonly [string, string, string])[] = [
  ['user_good', 'pass_good', 'Signs in. Any other user_… is another household.'],
  ['user_transactions_dynamic', 'any', 'Each refresh posts what is pending and brings new transactions.'],
  ['user_custom', 'JSON', 'Accounts, transactions and errors as the JSON in the password wants them.'],
  ['user_volume_<n>', 'pass_good', 'An Item with n transactions, such as user_volume_100000.'],
  ['mfa_device', 'pass_good', 'Asks for a device, then for the code 1234.'],
  ['mfa_questions_<r>_<q>', 'pass_good', 'Asks r rounds of q questions; answer_<round>_<question>, from 0.'],
  ['mfa_selections_<r>_<q>_<o>', 'pass_good', 'Asks to select; the right answer is Yes.'],
  ['any', 'error_<CODE>', 'Meets that error, such as error_ITEM_LOCKED.'],
]

const sample = (base: string) => `import { Configuration, PlaidApi } from 'plaid'

const plaid = new PlaidApi(
  new Configuration({
    basePath: '${base}',
    baseOptions: {
      headers: { 'PLAID-CLIENT-ID': 'anything', 'PLAID-SECRET': 'anything' },
    },
  }),
)`

/** How a program is connected, who can sign in, what is answered, and the keys that webhooks are signed with. */
export function connectView(desk: Desk): View {
  const base = copyLine(desk, 'the base URL', desk.base)
  const script = copyLine(desk, 'the script tag', `<script src="${desk.base}/link-stand-in.js"></script>`)
  const code = el(
    'pre',
    { tabindex: 0, 'aria-label': 'Sample for the official SDK' },
    el('code', {}, sample(desk.base)),
  )
  const signing = keysCard(desk)
  return {
    element: el(
      'div',
      { class: 'stack' },
      card(
        'Connect a program',
        el(
          'p',
          {},
          'Give the official SDK this base URL. Any client id and any secret that are not empty will do; the client id owns the Items that are made with it.',
        ),
        base.element,
        code,
        el('p', {}, 'In the browser, this script stands in for Plaid’s own Link.'),
        script.element,
      ),
      card(
        'Sign in at a bank',
        el(
          'table',
          { class: 'logins' },
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              ...['Username', 'Password', 'What happens'].map((name) => el('th', { scope: 'col' }, name)),
            ),
          ),
          el(
            'tbody',
            {},
            ...logins.map(([name, password, what]) =>
              el(
                'tr',
                {},
                el('th', { scope: 'row', class: 'mono' }, name),
                el('td', { class: 'mono' }, password),
                el('td', {}, what),
              ),
            ),
          ),
        ),
      ),
      signing.element,
      card(
        'Supported paths',
        el('p', { class: 'hint' }, 'Everything else answers 404 and says that the emulator lacks it.'),
        el('ul', { class: 'paths mono' }, ...desk.paths.map((path) => el('li', {}, path))),
      ),
    ),
    update: ({ keys }) => signing.update(keys),
  }
}

function keysCard(desk: Desk) {
  const note = feedNote('No key yet: the first webhook makes one.')
  const list = el('ul', { class: 'rows' })
  const sync = keyedList<SigningKey>(
    list,
    ({ kid }) => kid,
    ({ kid }): Part<SigningKey> => {
      const about = el('p', { class: 'hint figures' })
      return {
        element: el(
          'li',
          { class: 'rule' },
          el('div', { class: 'grow' }, el('p', { class: 'mono break' }, kid), about),
        ),
        update: ({ created_at, expired_at }) => {
          const made = created_at === null ? '' : `made ${momentWords(Date.parse(created_at))}`
          const state =
            expired_at === null
              ? 'signs now'
              : `replaced ${momentWords(Date.parse(expired_at))}, still served`
          setText(about, [state, made].filter(Boolean).join(' · '))
        },
      }
    },
  )
  const rotate = button('Rotate the key', 'plain', () =>
    desk.perform(
      desk.client.post('/keys/rotate', {}, (body) => readText(body, 'kid') ?? ''),
      (kid) => `Webhooks are signed with the key ${kid} from now on. The old one is still served.`,
    ),
  )
  const element = card(
    'Signing keys',
    el(
      'p',
      { class: 'hint' },
      'Webhooks are signed with ES256. A client that keeps keys by their id copes with a rotation.',
    ),
    note.element,
    list,
    el('div', { class: 'row' }, rotate),
  )
  return {
    element,
    update: (keys: Parameters<typeof note.update<SigningKey>>[0]) => sync(note.update(keys)),
  }
}
