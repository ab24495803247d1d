import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { MEANINGS, meaningOf } from '@/lib/bank/meanings'
import type { Connection } from '@/lib/connections/queries'
import codesMessages from '@/lib/i18n/messages/en.codes.json'
import messages from '@/lib/i18n/messages/en.json'
import { healthSentence, stateName } from './health-words'

const now = new Date('2026-03-10T12:00:00Z')
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000)

const t = createTranslator({ locale: 'en', messages, namespace: 'connections' })
const codes = createTranslator({ locale: 'en', messages: { codes: codesMessages }, namespace: 'codes' })
const told = { codes, now, locale: 'en', timeZone: 'UTC' }

const healthy = {
  itemId: 'i',
  title: 'Tartan Bank',
  institutionName: 'Tartan Bank',
  color: null,
  health: 'healthy',
  errorCode: null,
  errorType: null,
  nextTryAt: null,
  healthChangedAt: hours(-1),
  lastSyncedAt: hours(-72),
  bankUpdatedAt: null,
  consentExpiresAt: null,
  daysLeft: null,
  newAccountsAvailable: false,
  loginChangedAt: null,
  passedOver: false,
  accounts: [],
  run: null,
  busy: false,
  createdAt: hours(-999),
} satisfies Connection

/** A connection on whose last call Plaid answered with that code. */
function failedWith(errorCode: string, errorType: string | null, more: Partial<Connection> = {}): Connection {
  return { ...healthy, health: meaningOf(errorCode, errorType).health, errorCode, errorType, ...more }
}

const sentence = (connection: Connection) => {
  const said = healthSentence(connection, t, told)
  return said && `${said.title} ${said.body}`
}

describe('what a connection says of itself', () => {
  it('is nothing while all is well', () => {
    expect(sentence(healthy)).toBeNull()
    expect(sentence({ ...healthy, health: 'importing' })).toBeNull()
  })

  it('comes from its error code, with the bank’s name, the age of the data and what to do', () => {
    expect(sentence(failedWith('ITEM_LOCKED', 'ITEM_ERROR'))).toMatch(
      /^Tartan Bank has locked this login\. .*3 days ago; nothing is lost\. Unlock it on the bank’s own site/,
    )
    expect(sentence(failedWith('NO_ACCOUNTS', 'ITEM_ERROR'))).toMatch(/Choose the accounts to share/)
    expect(sentence(failedWith('ITEM_LOGIN_REQUIRED', 'ITEM_ERROR'))).toMatch(
      /^Tartan Bank asks you to sign in again\./,
    )
  })

  it('says of a bank that is down when it is tried again, and that it is where no moment is planned', () => {
    const down = failedWith('INSTITUTION_DOWN', 'INSTITUTION_ERROR')
    expect(sentence(down)).toMatch(/^Tartan Bank is out of service .*It is tried again by itself\.$/)
    expect(sentence({ ...down, nextTryAt: hours(2) })).toMatch(/It is tried again in 2 hours\.$/)
    expect(sentence({ ...down, nextTryAt: hours(-2) })).toMatch(/It is tried again by itself\.$/)
  })

  it('promises no try where only somebody can mend it', () => {
    for (const code of ['ITEM_LOGIN_REQUIRED', 'USER_PERMISSION_REVOKED', 'INVALID_API_KEYS']) {
      expect(sentence(failedWith(code, null, { nextTryAt: hours(2) })), code).not.toMatch(/tried again/)
    }
  })

  it('comes from its state where no code is stored, or one that speaks of something else', () => {
    expect(sentence({ ...healthy, health: 'unlock' })).toMatch(/^Tartan Bank has locked this login\./)
    expect(sentence({ ...healthy, health: 'waiting', nextTryAt: hours(1) })).toMatch(/again in 1 hour\.$/)
    expect(sentence({ ...failedWith('ITEM_LOCKED', 'ITEM_ERROR'), health: 'relink' })).toMatch(
      /^The access to Tartan Bank was ended/,
    )
  })

  it('says of an access that was taken back, wherever it is told, that reconnecting may restore it', () => {
    expect(sentence(failedWith('USER_PERMISSION_REVOKED', 'ITEM_ERROR'))).toMatch(
      /reconnecting may restore it: try that first\.$/,
    )
    expect(sentence(failedWith('ITEM_NOT_FOUND', 'ITEM_ERROR'))).not.toMatch(/may restore/)
    expect(sentence(failedWith('ITEM_NOT_FOUND', 'ITEM_ERROR', { passedOver: true }))).toMatch(
      /nothing was joined\. Compare the two/,
    )
  })

  it('says once that nothing is lost', () => {
    for (const code of Object.keys(MEANINGS)) {
      const told = sentence(failedWith(code, null)) ?? ''
      expect(told.match(/nothing is lost/gi)?.length ?? 0, told).toBeLessThanOrEqual(1)
    }
  })

  it('owns up to a code that it does not know', () => {
    expect(sentence(failedWith('NEVER_HEARD_OF', 'NEW_ERROR'))).toMatch(/not known here/)
  })

  it('names the choice of accounts in its state, not a sign-in', () => {
    expect(stateName(failedWith('NO_ACCOUNTS', 'ITEM_ERROR'), t, now, 'en')).toBe('Choose accounts')
    expect(stateName(failedWith('ITEM_LOGIN_REQUIRED', 'ITEM_ERROR'), t, now, 'en')).toBe('Sign in again')
  })
})
