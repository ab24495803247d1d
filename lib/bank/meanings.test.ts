import { describe, expect, it } from 'vitest'
import { CODES_ELSEWHERE, LINK_CODES, OWN_CODES, PLAID_CODES } from './codes'
import { BankFailure, type FailureKind } from './failure'
import { WORTH_TRYING } from './health'
import { type Action, type Actor, BY_TYPE, failureKind, MEANINGS, meaningOf, tableCode } from './meanings'
import { retrySeconds } from './retry'

const ALL = Object.entries(MEANINGS)
const EVERY_SENSE = [...ALL, ...Object.entries(BY_TYPE)]

const ACTOR_OF: Readonly<Record<Action, Actor>> = {
  wait: 'nobody',
  reconnect: 'person',
  choose_accounts: 'person',
  unlock: 'person',
  connect_again: 'person',
  connect_other: 'person',
  open_again: 'person',
  tell_operator: 'operator',
}

/** A day: nothing that gets better by itself is left alone for longer before it is given up. */
const DAY_SECONDS = 86_400

describe('the meaning of an error code', () => {
  it('is there for every code of the lists, and for no other', () => {
    const listed = [...Object.values(PLAID_CODES).flat(), ...LINK_CODES, ...OWN_CODES]
    expect(Object.keys(MEANINGS).sort()).toEqual([...listed].sort())
    expect(new Set(listed).size).toBe(listed.length)
  })

  it('names the one who acts as the action does', () => {
    for (const [code, { actor, action }] of EVERY_SENSE)
      expect([code, actor]).toEqual([code, ACTOR_OF[action]])
  })

  it('stops the tries where only somebody can mend it, and goes on with them where nobody has to', () => {
    for (const [code, { actor, retry }] of EVERY_SENSE) {
      expect([code, retry === null]).toEqual([code, actor !== 'nobody'])
    }
  })

  it('agrees with what the failure itself and the state say about trying again', () => {
    for (const [code, { kind, health, retry, actor }] of EVERY_SENSE) {
      expect([code, new BankFailure(kind, code, null).retryable]).toEqual([code, retry !== null])
      expect([code, WORTH_TRYING.includes(health)]).toEqual([code, actor !== 'person'])
    }
  })

  it('waits a sane while: seconds at first, never longer than six hours, and ends within two days', () => {
    for (const [code, { retry }] of EVERY_SENSE) {
      if (!retry) continue
      const waits: number[] = []
      for (let failures = 1; ; failures++) {
        const seconds = retrySeconds(retry, failures)
        if (seconds === null) break
        waits.push(seconds)
      }
      expect(waits.length, code).toBe(retry.tries - 1)
      expect(waits.every(Number.isInteger), code).toBe(true)
      expect(Math.min(...waits), code).toBeGreaterThanOrEqual(5)
      expect(waits, code).toEqual([...waits].sort((a, b) => a - b))
      expect(Math.max(...waits), code).toBeLessThanOrEqual(6 * 3_600)
      expect(
        waits.reduce((sum, wait) => sum + wait, 0),
        code,
      ).toBeLessThanOrEqual(2 * DAY_SECONDS)
    }
  })

  it('is met somewhere', () => {
    for (const [code, { appears }] of EVERY_SENSE) {
      expect(appears.length, code).toBeGreaterThan(0)
      expect(new Set(appears).size, code).toBe(appears.length)
    }
  })

  it.each<[string, string, FailureKind, Action]>([
    ['ITEM_LOGIN_REQUIRED', 'ITEM_ERROR', 'sign_in', 'reconnect'],
    ['INVALID_CREDENTIALS', 'ITEM_ERROR', 'sign_in', 'reconnect'],
    ['ADDITIONAL_CONSENT_REQUIRED', 'INVALID_INPUT', 'sign_in', 'reconnect'],
    ['NO_ACCOUNTS', 'ITEM_ERROR', 'sign_in', 'choose_accounts'],
    ['ITEM_LOCKED', 'ITEM_ERROR', 'unlock', 'unlock'],
    ['USER_PERMISSION_REVOKED', 'INVALID_INPUT', 'relink', 'connect_again'],
    ['ITEM_NOT_FOUND', 'ITEM_ERROR', 'relink', 'connect_again'],
    ['INSTITUTION_NO_LONGER_SUPPORTED', 'INSTITUTION_ERROR', 'unsupported', 'connect_other'],
    ['INVALID_LINK_TOKEN', 'INVALID_INPUT', 'relink', 'open_again'],
    ['INSTITUTION_DOWN', 'INSTITUTION_ERROR', 'wait', 'wait'],
    ['TRANSACTIONS_SYNC_LIMIT', 'RATE_LIMIT_EXCEEDED', 'slow_down', 'wait'],
    ['CREDITS_EXHAUSTED', 'RATE_LIMIT_EXCEEDED', 'operator', 'tell_operator'],
    ['INVALID_API_KEYS', 'INVALID_INPUT', 'operator', 'tell_operator'],
    ['TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION', 'TRANSACTIONS_ERROR', 'restart', 'wait'],
  ])('of %s is what Plaid’s guide asks for', (code, type, kind, action) => {
    expect(meaningOf(code, type)).toMatchObject({ kind, action, known: true })
    expect(failureKind(code, type)).toBe(kind)
  })

  it('goes by the code and not by the type that came with it', () => {
    expect(meaningOf('ITEM_LOCKED', null)).toEqual(meaningOf('ITEM_LOCKED', 'ITEM_ERROR'))
  })

  it('goes by the type for a code that is not known, and says that it is not', () => {
    expect(meaningOf('SOMETHING_NEW_LIMIT', 'RATE_LIMIT_EXCEEDED')).toMatchObject({
      kind: 'slow_down',
      known: false,
    })
    expect(meaningOf('SOMETHING_NEW', 'INSTITUTION_ERROR')).toMatchObject({ kind: 'wait', known: false })
    expect(meaningOf('SOMETHING_NEW', 'ITEM_ERROR')).toMatchObject({ kind: 'unknown', known: false })
  })

  it('knows the documented codes of products that are not asked for, as the operator’s', () => {
    for (const [type, codes] of Object.entries(CODES_ELSEWHERE)) {
      for (const code of codes) {
        expect(Object.hasOwn(MEANINGS, code), code).toBe(false)
        expect(meaningOf(code, type), code).toMatchObject({ kind: 'operator', known: true })
      }
    }
  })

  it('is unknown for what nobody has heard of, and keeps trying now and then', () => {
    for (const type of ['NEW_ERROR', null, 'toString', '']) {
      const meaning = meaningOf('NEVER_HEARD_OF', type)
      expect(meaning).toMatchObject({ kind: 'unknown', health: 'unknown', actor: 'nobody', known: false })
      expect(meaning.retry).not.toBeNull()
    }
    expect(meaningOf('constructor', 'constructor').known).toBe(false)
  })

  it('has one meaning for all statuses of a family, and 429 for itself', () => {
    expect(tableCode('HTTP_503')).toBe('HTTP_5XX')
    expect(meaningOf('HTTP_502', null)).toMatchObject({ kind: 'wait', known: true })
    expect(meaningOf('HTTP_429', null)).toMatchObject({ kind: 'slow_down', known: true })
    expect(meaningOf('HTTP_404', null)).toMatchObject({ kind: 'unknown', known: true })
    expect(tableCode('HTTP_200')).toBeNull()
    expect(tableCode('HTTP_5000')).toBeNull()
  })
})
