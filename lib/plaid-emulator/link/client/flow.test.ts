import { describe, expect, it } from 'vitest'
import { advance } from './flow'
import {
  account,
  at,
  choosing,
  close,
  consent,
  expired,
  finished,
  itemError,
  login,
  names,
  offered,
  opening,
  play,
  renewal,
  searching,
  signIn,
  started,
  tartan,
} from './flow-fixtures'
import type { Answer, Message } from './link-state'

describe('a new connection', () => {
  it('walks from consent over search, login and accounts to the public token', () => {
    const state = play(
      choosing,
      { type: 'share' },
      { says: { to: 'finish', body: finished } },
      { type: 'finish' },
    )
    expect(state.outcome).toEqual({
      kind: 'success',
      publicToken: 'public-sandbox-1',
      metadata: {
        institution: finished.institution,
        accounts: [],
        link_session_id: 'session-1',
        transfer_status: null,
      },
    })
    expect(names(state)).toEqual([
      'OPEN',
      'TRANSITION_VIEW',
      'TRANSITION_VIEW',
      'SELECT_INSTITUTION',
      'TRANSITION_VIEW',
      'SUBMIT_CREDENTIALS',
      'TRANSITION_VIEW',
      'TRANSITION_VIEW',
      'HANDOFF',
    ])
    expect(state.log.flatMap((event) => event.metadata.view_name ?? [])).toEqual([
      'CONSENT',
      'SELECT_INSTITUTION',
      'CREDENTIAL',
      'SELECT_ACCOUNT',
      'CONNECTED',
    ])
  })

  it('skips the search where the link token names the institution, and lets one go back to it', () => {
    const named = play(
      opening,
      { says: { to: 'start', body: { ...started, institution: tartan } } },
      { type: 'continue' },
    )
    expect(named).toMatchObject({ pane: { name: 'credentials' }, institution: tartan })
    expect(play(named, { type: 'back' })).toMatchObject({ pane: { name: 'institutions' }, institution: null })
  })

  it('keeps the username and says what is wrong when the password is refused', () => {
    const state = play(login, signIn, { says: { to: 'refused', error: itemError('INVALID_CREDENTIALS') } })
    expect(state.pane).toEqual({
      name: 'credentials',
      username: 'user_good',
      problem: { code: 'INVALID_CREDENTIALS', display: null },
    })
    expect(state.serial).toBe(login.serial)
    expect(play(state, signIn, { says: offered }).pane.name).toBe('accounts')
  })

  it('asks for nothing while the username or the password is missing', () => {
    const next = advance(login, { type: 'sign-in', username: ' ', password: 'x' }, at)
    expect(next.command).toBeNull()
    expect(next.state.pane).toMatchObject({ problem: { code: 'MISSING_USERNAME' } })
    const other = advance(login, { type: 'sign-in', username: 'x', password: '' }, at)
    expect(other.command).toBeNull()
    expect(other.state.pane).toMatchObject({ username: 'x', problem: { code: 'MISSING_PASSWORD' } })
  })

  it('sends one sign-in however often the button is pressed', () => {
    const once = advance(login, signIn, at)
    expect(once.command).toMatchObject({ to: 'credentials', institutionId: 'ins_109511' })
    expect(advance(once.state, signIn, at)).toEqual({ state: once.state, command: null })
  })

  it('shares the chosen accounts in the order of the list and never none', () => {
    const other = play(choosing, { type: 'choose', accountIds: ['b', 'stranger', 'a'] })
    expect(advance(other, { type: 'share' }, at).command).toEqual({ to: 'finish', accountIds: ['a', 'b'] })
    const none = advance(play(choosing, { type: 'choose', accountIds: [] }), { type: 'share' }, at)
    expect(none.command).toBeNull()
    expect(none.state.pane).toMatchObject({ problem: { code: 'NOTHING_CHOSEN' } })
  })

  it('preselects what the bank offers as selected, and one where only one may be chosen', () => {
    const body = {
      step: 'accounts' as const,
      selection: 'single' as const,
      accounts: [account('a'), account('b')],
    }
    expect(play(login, signIn, { says: { to: 'step', body } }).pane).toMatchObject({ chosen: ['a'] })
    const some = { ...body, selection: 'multiple' as const, accounts: [account('a', false), account('b')] }
    expect(play(login, signIn, { says: { to: 'step', body: some } }).pane).toMatchObject({ chosen: ['b'] })
  })
})

describe('a second step', () => {
  const prompts = [{ text: 'Code', options: null }]
  const coded = play(login, signIn, { says: { to: 'step', body: { step: 'mfa', kind: 'code', prompts } } })

  it('keeps the pane and names the problem when the answer is wrong', () => {
    const wrong = play(
      coded,
      { type: 'answer', answers: ['9'] },
      { says: { to: 'refused', error: itemError('INVALID_MFA') } },
    )
    expect(wrong.pane).toMatchObject({ name: 'mfa', problem: { code: 'INVALID_MFA' } })
    expect(wrong.serial).toBe(coded.serial)
  })

  it('refuses an empty answer without asking', () => {
    expect(advance(coded, { type: 'answer', answers: [] }, at).command).toBeNull()
  })

  it('shows a second round as a pane of its own', () => {
    const again = play(
      coded,
      { type: 'answer', answers: ['1'] },
      { says: { to: 'step', body: { step: 'mfa', kind: 'questions', prompts } } },
    )
    expect(again.serial).toBe(coded.serial + 1)
    expect(again.log.at(-1)?.metadata).toMatchObject({ view_name: 'MFA', mfa_type: 'questions' })
  })

  it.each([
    ['device', 'choose_device'],
    ['code', 'requires_code'],
    ['questions', 'requires_questions'],
    ['selections', 'requires_selections'],
  ] as const)('gives Plaid’s status for leaving at %s', (kind, status) => {
    const state = play(
      login,
      signIn,
      { says: { to: 'step', body: { step: 'mfa', kind, prompts } } },
      { type: 'exit', force: true },
    )
    expect(state.outcome).toMatchObject({ kind: 'exit', metadata: { status } })
  })
})

describe('update mode', () => {
  it('goes from consent straight to the login of its institution and cannot go back to the search', () => {
    const again = play(opening, { says: { to: 'start', body: renewal } }, { type: 'continue' })
    expect(again.pane.name).toBe('credentials')
    expect(play(again, { type: 'back' })).toEqual(again)
    expect(again.log[0]?.metadata).toMatchObject({ is_update_mode: 'true', institution_id: 'ins_109511' })
  })

  it('is done after the login where no accounts are asked for', () => {
    const state = play(opening, { says: { to: 'start', body: renewal } }, { type: 'continue' }, signIn, {
      says: { to: 'step', body: { step: 'done', ...finished } },
    })
    expect(state.pane.name).toBe('connected')
  })
})

describe('leaving', () => {
  it.each([
    ['consent', consent, null],
    ['the search', searching, 'institution_not_found'],
    ['the login', login, 'requires_credentials'],
  ])('needs no confirming from %s', (_, state, status) => {
    expect(play(state, close).outcome).toMatchObject({ kind: 'exit', error: null, metadata: { status } })
  })

  it('asks first once the bank has accepted the login, and Escape takes the wish back', () => {
    const asked = play(choosing, close)
    expect(asked.outcome).toBeNull()
    expect(asked.leaving).toBe(true)
    expect(play(asked, { type: 'close', escape: true })).toMatchObject({ leaving: false, outcome: null })
    expect(play(asked, { type: 'leave' }).outcome).toMatchObject({
      metadata: { status: 'requires_account_selection', institution: { name: 'Tartan Bank' } },
    })
  })

  it('asks nothing when the page forces it', () => {
    expect(play(choosing, { type: 'exit', force: false }).outcome).toBeNull()
    expect(play(choosing, { type: 'exit', force: true }).outcome).toMatchObject({ kind: 'exit' })
  })

  it('counts as finishing once the accounts are connected', () => {
    const done = play(choosing, { type: 'share' }, { says: { to: 'finish', body: finished } })
    expect(play(done, close).outcome).toMatchObject({ kind: 'success' })
    expect(play(done, { type: 'exit', force: true }).outcome).toMatchObject({ kind: 'exit' })
  })

  it('keeps asking while an answer arrives behind the question, and no longer once all is connected', () => {
    const asked = play(login, signIn, close)
    expect(asked.leaving).toBe(true)
    expect(play(asked, { says: offered })).toMatchObject({ leaving: true, pane: { name: 'accounts' } })
    const done: Answer = { to: 'step', body: { step: 'done', ...finished } }
    expect(play(asked, { says: done })).toMatchObject({ leaving: false, pane: { name: 'connected' } })
  })

  it('carries the last error, and none once it has been mended', () => {
    const wrong = play(login, signIn, { says: { to: 'refused', error: itemError('INVALID_CREDENTIALS') } })
    expect(play(wrong, close).outcome).toMatchObject({ error: { error_code: 'INVALID_CREDENTIALS' } })
    const right = play(wrong, signIn, { says: offered }, { type: 'exit', force: true })
    expect(right.outcome).toMatchObject({ error: null })
  })

  it('tells of OPEN even when nothing had answered yet', () => {
    expect(names(play(opening, close))).toEqual(['OPEN', 'EXIT'])
  })
})

describe('failures', () => {
  it('leaves nothing but closing when the link token is not valid, and gives the error to the page', () => {
    const failed = play(opening, { says: { to: 'refused', error: expired } })
    expect(failed.pane).toEqual({ name: 'failed', error: expired, retry: null, back: null })
    expect(play(failed, { type: 'retry' })).toEqual(failed)
    expect(play(failed, close).outcome).toMatchObject({
      kind: 'exit',
      error: expired,
      metadata: { status: null },
    })
  })

  it('asks the same question again after nothing answered', () => {
    const lost = play(login, signIn, { says: { to: 'unreachable' } })
    expect(lost.pane.name).toBe('failed')
    const again = advance(lost, { type: 'retry' }, at)
    expect(again.command).toEqual({
      to: 'credentials',
      institutionId: 'ins_109511',
      username: 'user_good',
      password: 'pass_good',
    })
    expect(again.state.pane).toMatchObject({ name: 'credentials', username: 'user_good' })
  })

  it('returns to the login, username kept, after the bank refused for another reason', () => {
    const locked = play(login, signIn, { says: { to: 'refused', error: itemError('ITEM_LOCKED') } })
    expect(locked.pane.name).toBe('failed')
    expect(play(locked, { type: 'retry' }).pane).toMatchObject({ name: 'credentials', username: 'user_good' })
    expect(play(locked, { type: 'other-institution' })).toMatchObject({
      pane: { name: 'institutions' },
      institution: null,
    })
  })

  it('does not listen to the answer of a login that was left behind', () => {
    const sent = play(login, signIn)
    const late: Message = { type: 'answered', ticket: sent.ticket, requestId: '', answer: offered }
    const back = play(sent, { type: 'back' })
    expect(advance(back, late, at)).toEqual({ state: back, command: null })
  })

  it('shows the results of the last query only', () => {
    const first = play(searching, { type: 'search', query: 't' })
    const second = play(first, { type: 'search', query: 'tx' })
    const late: Message = {
      type: 'answered',
      ticket: first.ticket,
      requestId: '',
      answer: { to: 'institutions', body: [] },
    }
    expect(advance(second, late, at).state.search.results).toEqual([tartan])
    expect(play(second, { says: { to: 'institutions', body: [] } }).log.at(-1)).toMatchObject({
      name: 'SEARCH_INSTITUTION',
      metadata: { institution_search_query: 'tx' },
    })
  })
})
