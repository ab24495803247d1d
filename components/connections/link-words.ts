import type { Purpose } from './link-purpose'

/** What the visit to Link says, finished; a name that only the browser knows has its slot. */
export interface LinkWords {
  preparing: string
  finishing: string
  tryAgain: string
  dismiss: string
  reconnected: string
  chosen: string
  duplicate: {
    title: string
    body: string
    other: string
    reconnect: string
    another: string
    cancel: string
    adding: string
  }
  notices: Readonly<Record<NoticeKind, { title: string; body: string }>>
}

interface Manner {
  /** The person did it, or nothing is wrong. */
  calm: boolean
  /** The same, tried once more, may end better. */
  again: boolean
}

const CHOSEN: Manner = { calm: true, again: false }
const PAUSED: Manner = { calm: true, again: true }
const MISHAP: Manner = { calm: false, again: true }
const END: Manner = { calm: false, again: false }

const MANNERS = {
  cancelled: CHOSEN,
  cancelledReconnect: CHOSEN,
  cancelledChoice: CHOSEN,
  notFound: CHOSEN,
  keptOne: CHOSEN,
  notSupported: END,
  linkFailed: MISHAP,
  notAccepted: MISHAP,
  locked: MISHAP,
  bankDown: MISHAP,
  /** Link refused its token as too old, and a new one is being fetched. */
  renewing: CHOSEN,
  expired: MISHAP,
  /** The page was left, or put aside by the browser, while the visit was under way. */
  left: PAUSED,
  /** What Link showed was taken out of the page without a word from Link. */
  windowGone: MISHAP,
  foreignReturn: MISHAP,
  usedReturn: MISHAP,
  script: MISHAP,
  stillBroken: MISHAP,
  otherLogin: MISHAP,
  gone: END,
  /** Update mode helps no more: only a new connection does. */
  accessEnded: END,
  later: MISHAP,
  linkAgain: MISHAP,
  operator: END,
  unreachable: MISHAP,
  /** Link has done its part, and our server did not answer whether it has done its own. */
  unconfirmed: MISHAP,
  /** Link has done its part, and Plaid could not be asked for the rest. */
  unfinished: MISHAP,
} as const satisfies Record<string, Manner>

/** What can come of a visit to Link that changed nothing, or not yet. */
export type NoticeKind = keyof typeof MANNERS

export const NOTICE_KINDS: readonly NoticeKind[] = Object.keys(MANNERS).filter(isNoticeKind)

function isNoticeKind(name: string): name is NoticeKind {
  return name in MANNERS
}

/** Whether the person did it, and nothing is wrong. */
export function isCalm(kind: NoticeKind): boolean {
  return MANNERS[kind].calm
}

/** Whether the same visit, tried once more, may end better. */
export function isWorthRetrying(kind: NoticeKind): boolean {
  return MANNERS[kind].again
}

/** The notice for a code that an action of ours answered. */
export function noticeForFailure(code: string): NoticeKind {
  switch (code) {
    case 'INVALID':
    case 'NOT_FOUND':
      return 'gone'
    case 'ACCESS_ENDED':
      return 'accessEnded'
    case 'LINK_AGAIN':
      return 'linkAgain'
    case 'OPERATOR':
      return 'operator'
    case 'STILL_BROKEN':
      return 'stillBroken'
    case 'OTHER_LOGIN':
      return 'otherLogin'
    default:
      return 'later'
  }
}

/*
 * The codes are named once more, and not read from the table of meanings: Link ends in the browser, mostly without a
 * server to ask, and the table is too much to be sent to every page with a button. That the two agree is tested.
 */
const BANK_DOWN = /^(INSTITUTION_DOWN|INSTITUTION_NOT_(RESPONDING|AVAILABLE)|PLANNED_MAINTENANCE)$/
const NOT_ACCEPTED =
  /^(INVALID_(CREDENTIALS|MFA|OTP|SEND_METHOD)|INSUFFICIENT_CREDENTIALS|USER_INPUT_TIMEOUT)$/
const NOT_OURS = /^(INCORRECT_LINK_TOKEN|INCORRECT_OAUTH_NONCE|OAUTH_STATE_ID_NOT_FOUND)$/
const LOCKED = /^(ITEM_LOCKED|USER_SETUP_REQUIRED|PASSWORD_RESET_REQUIRED)$/
const NOT_SUPPORTED =
  /_NOT_SUPPORTED$|^(INSTITUTION_NO_LONGER_SUPPORTED|PLAID_DIRECT_ITEM_IMPORT_RETURNED_INVALID_MFA)$/

/** The notice for an error that Link ended with, by its code. */
export function noticeForLinkError(code: string): NoticeKind {
  // Link's own token is used up or too old; the next visit gets a new one.
  if (code === 'INVALID_LINK_TOKEN') return 'expired'
  if (NOT_OURS.test(code)) return 'foreignReturn'
  if (code === 'OAUTH_STATE_ID_ALREADY_PROCESSED') return 'usedReturn'
  if (NOT_ACCEPTED.test(code)) return 'notAccepted'
  if (LOCKED.test(code)) return 'locked'
  if (BANK_DOWN.test(code)) return 'bankDown'
  return NOT_SUPPORTED.test(code) ? 'notSupported' : 'linkFailed'
}

/**
 * The notice for Link closed by the person. Plaid gives `institution_not_found` for any exit from its list of banks,
 * so it is said as a possibility.
 */
export function noticeForExit(status: string | null, purpose: Purpose): NoticeKind {
  if (purpose.kind === 'reconnect') return purpose.selectAccounts ? 'cancelledChoice' : 'cancelledReconnect'
  if (status === 'institution_not_supported') return 'notSupported'
  return status === 'institution_not_found' ? 'notFound' : 'cancelled'
}
