import { advance } from './flow'
import type { Answer, LinkState, Message } from './link-state'
import { openSession } from './transitions'
import type { Finished, Institution, OfferedAccount, PlaidError, Started } from './wire'

/** Answers and states that the tests of the flow start from. */

export const at = new Date('2026-03-01T09:30:00.000Z')

export const tartan: Institution = {
  institution_id: 'ins_109511',
  name: 'Tartan Bank',
  url: null,
  country_codes: ['US'],
  primary_color: null,
  currency_hint: 'USD',
  oauth: false,
  status: 'HEALTHY',
}

export const started: Started = {
  link_session_id: 'session-1',
  mode: 'new',
  client_name: 'Evenkeel',
  language: 'en',
  institution: null,
  account_selection: false,
  resumed: null,
}
export const renewal: Started = { ...started, mode: 'update', institution: tartan }

export function account(id: string, selected = true): OfferedAccount {
  return {
    id,
    name: `Account ${id}`,
    mask: '0000',
    type: 'depository',
    subtype: 'checking',
    verification_status: null,
    class_type: null,
    balance: '10.00',
    currency: 'USD',
    selected,
    is_new: false,
  }
}

export const finished: Finished = {
  public_token: 'public-sandbox-1',
  accounts: [],
  institution: { name: 'Tartan Bank', institution_id: 'ins_109511' },
}

export function itemError(code: string): PlaidError {
  return { error_type: 'ITEM_ERROR', error_code: code, error_message: code, display_message: null }
}

export const expired: PlaidError = {
  error_type: 'INVALID_INPUT',
  error_code: 'INVALID_LINK_TOKEN',
  error_message: 'expired',
  display_message: null,
}

/** Whether an answer is one that the question can get. */
export function fits(asked: LinkState['pending'], { to }: Answer): boolean {
  if (to === 'refused' || to === 'unreachable') return true
  return asked?.to === 'credentials' || asked?.to === 'mfa' ? to === 'step' : to === asked?.to
}

/** Plays messages and answers one after the other; an answer is for the question last asked, if it can be. */
export function play(first: LinkState, ...turns: (Message | { says: Answer })[]): LinkState {
  return turns.reduce((state, turn) => {
    if ('says' in turn && !fits(state.pending, turn.says)) return state
    const message: Message =
      'says' in turn
        ? { type: 'answered', ticket: state.ticket, requestId: 'request-1', answer: turn.says }
        : turn
    return advance(state, message, at).state
  }, first)
}

export const opening = openSession(false).state
export const consent = play(opening, { says: { to: 'start', body: started } })
export const searching = play(consent, { type: 'continue' }, { says: { to: 'institutions', body: [tartan] } })
export const login = play(searching, { type: 'pick', institution: tartan })
export const signIn: Message = { type: 'sign-in', username: 'user_good', password: 'pass_good' }
export const offered: Answer = {
  to: 'step',
  body: { step: 'accounts', selection: 'multiple', accounts: [account('a'), account('b')] },
}
export const choosing = play(login, signIn, { says: offered })

export const names = (state: LinkState) => state.log.map((event) => event.name)
export const close: Message = { type: 'close', escape: false }
