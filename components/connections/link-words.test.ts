import { describe, expect, it } from 'vitest'
import { MEANINGS, type Meaning } from '@/lib/bank/meanings'
import type { Saying } from '@/lib/bank/sayings'
import type { LinkFailure } from '@/lib/connections/actions'
import messages from '@/lib/i18n/messages/en.json'
import {
  isCalm,
  isWorthRetrying,
  NOTICE_KINDS,
  type NoticeKind,
  noticeForExit,
  noticeForFailure,
  noticeForLinkError,
} from './link-words'

const connecting = { kind: 'connect' } as const
const reconnecting = { kind: 'reconnect', itemId: 'i', name: 'Tartan Bank' } as const
const choosing = { ...reconnecting, selectAccounts: true }

const BY_SAYING: Partial<Record<Saying, NoticeKind>> = {
  linkToken: 'expired',
  foreignReturn: 'foreignReturn',
  usedReturn: 'usedReturn',
  bankDown: 'bankDown',
  bankSilent: 'bankDown',
  bankAway: 'bankDown',
  maintenance: 'bankDown',
  wrongDetails: 'notAccepted',
  notFinished: 'notAccepted',
  tooSlow: 'notAccepted',
  codeNotSent: 'notAccepted',
}

/** What Link's end is to be told as when it ends with a code of this meaning. */
function noticeOf({ kind, says, action }: Omit<Meaning, 'known'>): NoticeKind {
  if (kind === 'unlock') return 'locked'
  if (kind === 'unsupported') return 'notSupported'
  // A wrong code for the bank, and not for the profile that Plaid itself keeps of a phone.
  if (says === 'wrongCode') return action === 'reconnect' ? 'notAccepted' : 'linkFailed'
  return BY_SAYING[says] ?? 'linkFailed'
}

describe('what a visit to Link says that changed nothing', () => {
  it('has words for every notice, and no words without a notice', () => {
    expect(Object.keys(messages.link.notice).sort()).toEqual([...NOTICE_KINDS].sort())
    for (const { title, body } of Object.values(messages.link.notice)) {
      expect(title).toMatch(/\.$/)
      expect(body).toMatch(/\.$/)
    }
  })

  it('is calm, and offers no mending, when the person closed it', () => {
    for (const status of [null, 'requires_credentials', 'institution_not_found', 'requires_code']) {
      for (const purpose of [connecting, reconnecting, choosing]) {
        const kind = noticeForExit(status, purpose)
        expect(isCalm(kind)).toBe(true)
        expect(isWorthRetrying(kind)).toBe(false)
      }
    }
  })

  it('never says that nothing was connected when a connection was being mended', () => {
    expect(noticeForExit('institution_not_found', reconnecting)).toBe('cancelledReconnect')
    expect(noticeForExit('institution_not_found', choosing)).toBe('cancelledChoice')
  })

  it('names the connection in every notice that only a reconnect can have', () => {
    const ofOne: NoticeKind[] = [
      'cancelledReconnect',
      'cancelledChoice',
      'stillBroken',
      'otherLogin',
      'accessEnded',
    ]
    for (const kind of ofOne) expect(messages.link.notice[kind].title, kind).toContain('{name}')
  })

  it('offers a new window for a token that is used up, and for a code it has not heard of', () => {
    expect(noticeForLinkError('INVALID_LINK_TOKEN')).toBe('expired')
    expect(noticeForLinkError('OAUTH_STATE_ID_NOT_FOUND')).toBe('foreignReturn')
    expect(noticeForLinkError('INCORRECT_LINK_TOKEN')).toBe('foreignReturn')
    expect(noticeForLinkError('OAUTH_STATE_ID_ALREADY_PROCESSED')).toBe('usedReturn')
    expect(isWorthRetrying('expired')).toBe(true)
    expect(noticeForLinkError('SOMETHING_NEW')).toBe('linkFailed')
    expect(isWorthRetrying('linkFailed')).toBe(true)
  })

  it('tells a bank that is down from one that Plaid cannot reach at all', () => {
    expect(noticeForLinkError('INSTITUTION_NOT_RESPONDING')).toBe('bankDown')
    expect(noticeForLinkError('INSTITUTION_NO_LONGER_SUPPORTED')).toBe('notSupported')
    expect(isWorthRetrying('notSupported')).toBe(false)
  })

  it('says of every code with which Link may end what the table of meanings says of it', () => {
    const inLink = Object.entries(MEANINGS).filter(([, { appears }]) =>
      appears.some((place) => place !== 'api'),
    )
    expect(inLink.length).toBeGreaterThan(40)
    for (const [code, meaning] of inLink) expect(noticeForLinkError(code), code).toBe(noticeOf(meaning))
  })

  it('sends somebody whose sign-in was refused back to try, and somebody locked out to their bank', () => {
    expect(noticeForLinkError('INVALID_CREDENTIALS')).toBe('notAccepted')
    expect(isWorthRetrying('notAccepted')).toBe(true)
    expect(noticeForLinkError('ITEM_LOCKED')).toBe('locked')
  })

  it('has an answer for every failure of our own actions, and a second try only where it can help', () => {
    const expected: Record<LinkFailure | 'STILL_BROKEN' | 'OTHER_LOGIN', [NoticeKind, again: boolean]> = {
      INVALID: ['gone', false],
      NOT_FOUND: ['gone', false],
      OPERATOR: ['operator', false],
      ACCESS_ENDED: ['accessEnded', false],
      LINK_AGAIN: ['linkAgain', true],
      TRY_LATER: ['later', true],
      STILL_BROKEN: ['stillBroken', true],
      OTHER_LOGIN: ['otherLogin', true],
    }
    for (const [code, [kind, again]] of Object.entries(expected)) {
      expect(noticeForFailure(code), code).toBe(kind)
      expect(isWorthRetrying(kind), code).toBe(again)
    }
  })

  it('brings back a visit that was left, that lost its window, or whose end was not heard of', () => {
    for (const kind of ['left', 'windowGone', 'script', 'unconfirmed', 'unfinished'] as const)
      expect(isWorthRetrying(kind), kind).toBe(true)
  })
})
