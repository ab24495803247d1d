import type { LinkEvent } from './link-events'
import type {
  Finished,
  Institution,
  LinkAccount,
  MfaKind,
  OAuthProgress,
  OAuthVisit,
  OfferedAccount,
  PlaidError,
  Prompt,
  Started,
  Step,
} from './wire'

/** Something to mend in place. A new object each time, so that the same mistake made twice is announced twice. */
export interface Problem {
  code: string
  display: string | null
}

export type Pane =
  | { name: 'loading' }
  | { name: 'consent' }
  | { name: 'institutions' }
  /** The chosen institution is down, or can no longer be connected. */
  | { name: 'unavailable' }
  | { name: 'credentials'; username: string; problem: Problem | null }
  /** One signs in on the bank's own page; `visit` is null until the emulator has said where that is. */
  | { name: 'oauth'; visit: OAuthVisit | null; phase: OAuthPhase }
  | { name: 'mfa'; kind: MfaKind; prompts: Prompt[]; username: string; problem: Problem | null }
  | {
      name: 'accounts'
      accounts: OfferedAccount[]
      selection: 'single' | 'multiple'
      chosen: string[]
      problem: Problem | null
    }
  | { name: 'connected'; result: Finished }
  /** `error` is null where nothing answered. With neither `retry` nor `back`, all that is left is to close. */
  | { name: 'failed'; error: PlaidError | null; retry: Command | null; back: Pane | null }

/** `leaving` goes away in this window; `waiting` and what follows is about another one. */
export type OAuthPhase = 'ready' | 'leaving' | 'waiting' | 'blocked' | 'closed' | 'denied'

export type Command =
  | { to: 'start' }
  | { to: 'institutions'; query: string }
  | { to: 'credentials'; institutionId: string; username: string; password: string }
  | { to: 'mfa'; answers: string[] }
  | { to: 'finish'; accountIds: string[] }
  | { to: 'oauth'; institutionId: string }
  | { to: 'oauth-status'; stateId: string }
  /** For the browser, at once and in the turn of the click: another window, or another page in this one. */
  | { to: 'window'; url: string }
  | { to: 'page'; url: string }

export type Answer =
  | { to: 'start'; body: Started }
  | { to: 'institutions'; body: Institution[] }
  | { to: 'step'; body: Step }
  | { to: 'finish'; body: Finished }
  | { to: 'oauth'; body: OAuthVisit }
  /** `closed` when the bank's window was known to be shut before the emulator was asked. */
  | { to: 'oauth-status'; body: OAuthProgress; closed: boolean }
  | { to: 'window'; opened: boolean }
  | { to: 'refused'; error: PlaidError }
  | { to: 'unreachable' }

export type Message =
  | { type: 'answered'; ticket: number; requestId: string; answer: Answer }
  | { type: 'continue' }
  | { type: 'search'; query: string }
  | { type: 'pick'; institution: Institution }
  /** Wants to go on with an institution that is down. */
  | { type: 'try-anyway' }
  | { type: 'go-to-bank' }
  /** The bank's page was opened by a link of the pane, which no pop-up blocker stops. */
  | { type: 'went-to-bank' }
  /** This page shows again, as it was left for the bank's. */
  | { type: 'came-back' }
  | { type: 'sign-in'; username: string; password: string }
  | { type: 'answer'; answers: string[] }
  | { type: 'choose'; accountIds: string[] }
  | { type: 'share' }
  | { type: 'finish' }
  | { type: 'back' }
  | { type: 'retry' }
  | { type: 'other-institution' }
  /** The person asks to close: by the button, or (`escape`) by the key, which also takes back that wish. */
  | { type: 'close'; escape: boolean }
  | { type: 'stay' }
  | { type: 'leave' }
  /** The page asks, through `handler.exit()`. */
  | { type: 'exit'; force: boolean }

/** How a session ended, in the shapes of `onSuccess` and `onExit`. */
export type Outcome =
  | {
      kind: 'success'
      publicToken: string
      metadata: {
        institution: { name: string; institution_id: string } | null
        accounts: LinkAccount[]
        link_session_id: string
        /** Of Transfer, which this Link does not do. */
        transfer_status: null
      }
    }
  | {
      kind: 'exit'
      error: PlaidError | null
      metadata: {
        institution: { name: string; institution_id: string } | null
        status: string | null
        link_session_id: string
        request_id: string
      }
    }

export interface LinkState {
  /** In an embedded Link the search stands in the page, and there is no consent pane before it. */
  embedded: boolean
  session: Started | null
  institution: Institution | null
  search: { query: string; results: Institution[] | null }
  pane: Pane
  /** Counts the panes shown, so that the same pane shown anew is told from one that has changed. */
  serial: number
  leaving: boolean
  pending: Command | null
  /** Number of the last question asked; answers to earlier ones are not listened to. */
  ticket: number
  lastError: PlaidError | null
  requestId: string
  log: LinkEvent[]
  outcome: Outcome | null
}

export interface Next {
  state: LinkState
  /** To be sent; its answer comes back as `answered` with `state.ticket`. */
  command: Command | null
}
