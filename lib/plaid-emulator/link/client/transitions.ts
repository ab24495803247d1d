import { type LinkEvent, linkEvent } from './link-events'
import type { Command, LinkState, Next, Pane, Problem } from './link-state'

/** The moves that the flow is made of: each takes a state and gives the next, and says in the log what happened. */

/** A session that has just been opened: loading, and asking for `start`. */
export function openSession(embedded: boolean): Next {
  const state: LinkState = {
    embedded,
    session: null,
    institution: null,
    search: { query: '', results: null },
    pane: { name: 'loading' },
    serial: 0,
    leaving: false,
    pending: null,
    ticket: 0,
    lastError: null,
    requestId: '',
    log: [],
    outcome: null,
  }
  return ask(state, { to: 'start' })
}

/** Plaid's `status` for an exit from this pane (https://plaid.com/docs/link/web/#link-web-onexit-status). */
export function exitStatus({ pane, institution }: Pick<LinkState, 'pane' | 'institution'>): string | null {
  switch (pane.name) {
    case 'institutions':
      return 'institution_not_found'
    case 'unavailable':
      return institution?.status === 'UNSUPPORTED' ? 'institution_not_supported' : 'institution_not_found'
    case 'credentials':
      return 'requires_credentials'
    case 'oauth':
      return 'requires_oauth'
    case 'mfa':
      return {
        device: 'choose_device',
        code: 'requires_code',
        questions: 'requires_questions',
        selections: 'requires_selections',
      }[pane.kind]
    case 'accounts':
      return 'requires_account_selection'
    case 'failed':
      if (pane.error?.error_code === 'INSTITUTION_NO_LONGER_SUPPORTED') return 'institution_not_supported'
      return pane.back ? exitStatus({ pane: pane.back, institution }) : null
    default:
      return null
  }
}

/** Whether the person can go one pane back. */
export function canGoBack(state: LinkState): boolean {
  if (state.leaving) return false
  const { pane } = state
  if (pane.name === 'oauth' && pane.phase === 'leaving') return false
  if (pane.name === 'credentials' || pane.name === 'oauth') return state.session?.mode === 'new'
  return pane.name === 'mfa' || pane.name === 'unavailable'
}

export function toInstitutions(state: LinkState, at: Date): Next {
  const shown = show(state, { name: 'institutions' }, at)
  return shown.search.results ? still(shown) : ask(shown, { to: 'institutions', query: '' })
}

/** Where one signs in at the chosen institution: in Link, or on the bank's own page. */
export function toLogin(state: LinkState, at: Date): Next {
  if (!state.institution) return toInstitutions(state, at)
  if (!state.institution.oauth) {
    return still(show(state, { name: 'credentials', username: '', problem: null }, at))
  }
  return prepareVisit(state, 'ready', at)
}

/** Shows the pane before a visit to the bank, and asks where the visit begins: a click must find that known. */
export function prepareVisit(state: LinkState, phase: 'ready' | 'denied', at: Date): Next {
  return ask(show(state, { name: 'oauth', visit: null, phase }, at), {
    to: 'oauth',
    institutionId: state.institution?.institution_id ?? '',
  })
}

export function succeed(state: LinkState, at: Date): Next {
  if (state.pane.name !== 'connected') return still(state)
  const { result } = state.pane
  const ended = log(state, 'HANDOFF', at)
  return still({
    ...ended,
    leaving: false,
    outcome: {
      kind: 'success',
      publicToken: result.public_token,
      metadata: {
        institution: result.institution,
        accounts: result.accounts,
        link_session_id: state.session?.link_session_id ?? '',
        transfer_status: null,
      },
    },
  })
}

export function leave(before: LinkState, at: Date): Next {
  const state = opened(before, at)
  const { lastError: error, institution } = state
  const status = exitStatus(state)
  const ended = log(state, 'EXIT', at, {
    error_type: error?.error_type ?? null,
    error_code: error?.error_code ?? null,
    error_message: error?.error_message ?? null,
    exit_status: status,
  })
  return still({
    ...ended,
    leaving: false,
    pending: null,
    outcome: {
      kind: 'exit',
      error,
      metadata: {
        institution: institution && { name: institution.name, institution_id: institution.institution_id },
        status,
        link_session_id: state.session?.link_session_id ?? '',
        request_id: state.requestId,
      },
    },
  })
}

const viewNames: Record<Pane['name'], string> = {
  loading: 'LOADING',
  consent: 'CONSENT',
  institutions: 'SELECT_INSTITUTION',
  unavailable: 'ERROR',
  credentials: 'CREDENTIAL',
  oauth: 'OAUTH',
  mfa: 'MFA',
  accounts: 'SELECT_ACCOUNT',
  connected: 'CONNECTED',
  failed: 'ERROR',
}

export function show(state: LinkState, pane: Pane, at: Date): LinkState {
  // An answer may arrive while the person is asked whether to leave; the question stays while it makes sense.
  const leaving = state.leaving && (pane.name === 'mfa' || pane.name === 'accounts')
  const next = { ...state, pane, serial: state.serial + 1, leaving }
  return log(next, 'TRANSITION_VIEW', at, {
    view_name: viewNames[pane.name],
    mfa_type: pane.name === 'mfa' ? pane.kind : null,
  })
}

export function log(
  state: LinkState,
  name: string,
  at: Date,
  details?: Partial<LinkEvent['metadata']>,
): LinkState {
  const context = {
    at,
    linkSessionId: state.session?.link_session_id ?? '',
    requestId: state.requestId,
    institution: state.institution,
  }
  return { ...state, log: [...state.log, linkEvent(name, context, details)] }
}

/** OPEN leads every log; it waits for the first answer, because it names the session and its mode. */
export function opened(state: LinkState, at: Date): LinkState {
  if (state.log.length > 0) return state
  return log(state, 'OPEN', at, { is_update_mode: String(state.session?.mode === 'update') })
}

export function problem(code: string, display: string | null = null): Problem {
  return { code, display }
}

export function ask(state: LinkState, command: Command): Next {
  return { state: { ...state, pending: command, ticket: state.ticket + 1 }, command }
}

export function still(state: LinkState): Next {
  return { state, command: null }
}
