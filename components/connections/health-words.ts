import type { useTranslations } from 'next-intl'
import type { Health } from '@/lib/bank/health'
import { asksForChoice, meaningOf } from '@/lib/bank/meanings'
import type { Connection } from '@/lib/connections/queries'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import type { PillTone } from '../ui/pill'
import { relativeTime } from '../ui/relative-time'
import { type CodesWords, codeWords } from './meaning-words'

type Words = ReturnType<typeof useTranslations<'connections'>>

export const HEALTH_TONES: Readonly<Record<Health, PillTone>> = {
  importing: 'keel',
  healthy: 'in',
  expiring: 'amber',
  sign_in: 'amber',
  unlock: 'amber',
  relink: 'alarm',
  unsupported: 'alarm',
  waiting: 'quiet',
  operator: 'alarm',
  unknown: 'quiet',
}

/** The tone of a connection's state: one that is well, but somebody else's, is not. */
export function stateTone({ health, loginChangedAt }: Connection): PillTone {
  return health === 'healthy' && loginChangedAt ? 'amber' : HEALTH_TONES[health]
}

/** Where the access was only taken back, Link's update mode may restore it; see plaid.com/docs/api/items. */
export function mayBeRestored({ health, errorCode }: Pick<Connection, 'health' | 'errorCode'>): boolean {
  return health === 'relink' && errorCode === 'USER_PERMISSION_REVOKED'
}

/** The healths of which there is nothing to say beyond their name. */
type Wordless = 'importing' | 'healthy'

export function hasSentence(health: Health): health is Exclude<Health, Wordless> {
  return health !== 'importing' && health !== 'healthy'
}

/** The state in two or three words; where a consent ends, with the time that is left. */
export function stateName(connection: Connection, t: Words, now: Date, locale: string): string {
  const { health, busy, consentExpiresAt, loginChangedAt } = connection
  if (health === 'expiring' && consentExpiresAt)
    return t('expiresIn', { when: relativeTime(consentExpiresAt, now, locale) })
  if (health === 'healthy' && loginChangedAt) return t('otherLogin.state')
  if (health === 'importing' && !busy) return t('importing.stalled')
  return asksForChoice(connection) ? t('state.choose_accounts') : t(`state.${health}`)
}

const MINUTE_MS = 60_000

function age(moment: Date, t: Words, now: Date, locale: string): string {
  return now.getTime() - moment.getTime() < MINUTE_MS ? t('justNow') : relativeTime(moment, now, locale)
}

export interface Sentence {
  /** What is. */
  title: string
  /** Since when, what is safe, what to do. */
  body: string
}

interface Told {
  /** The words of the error codes. */
  codes: CodesWords
  now: Date
  locale: string
  timeZone: string
}

/**
 * What is the matter with a connection; null while nothing is. Told by its error code, which knows more than the
 * state; by the state where no code is stored.
 */
export function healthSentence(connection: Connection, t: Words, told: Told): Sentence | null {
  const sentence = ownSentence(connection, t, told)
  if (!sentence) return null
  const more = [
    mayBeRestored(connection) ? t('health.relink.signInFirst') : null,
    connection.passedOver ? t('health.relink.passedOver') : null,
  ]
  return { ...sentence, body: [sentence.body, ...more].filter(Boolean).join(' ') }
}

function ownSentence(connection: Connection, t: Words, told: Told): Sentence | null {
  const { health, errorCode, errorType, title: name } = connection
  if (!hasSentence(health)) return null
  if (health === 'expiring') return expirySentence(connection, t, told)
  if (errorCode !== null && meaningOf(errorCode, errorType).health === health) {
    return codeSentence(connection, errorCode, t, told)
  }
  const since = sinceSentence(connection, t, told)
  switch (health) {
    case 'sign_in':
      return { title: t('health.sign_in.title', { name }), body: since }
    case 'operator':
    case 'unlock':
    case 'relink':
    case 'unsupported':
      return { title: t(`health.${health}.title`, { name }), body: t(`health.${health}.body`) }
    case 'waiting':
    case 'unknown':
      return {
        title: t(`health.${health}.title`, { name }),
        body: `${since} ${plannedSentence(connection, told) ?? t(`health.${health}.body`)}`,
      }
  }
}

function expirySentence(
  { title: name, consentExpiresAt, daysLeft }: Connection,
  t: Words,
  { locale, timeZone }: Told,
) {
  const day =
    consentExpiresAt && dateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(consentExpiresAt)
  return {
    title: day
      ? t('health.expiring.title', { name, day, count: daysLeft ?? 0 })
      : t('health.expiring.titleSoon', { name }),
    body: t('health.expiring.body'),
  }
}

/** What happened, how old the data are and that nothing is lost, what to do, and when it is tried again. */
function codeSentence(connection: Connection, errorCode: string, t: Words, told: Told): Sentence {
  const { errorType, title: name } = connection
  const { title, body } = codeWords(told.codes, errorCode, errorType, name)
  const parts = [sinceSentence(connection, t, told), body]
  if (meaningOf(errorCode, errorType).retry) {
    parts.push(plannedSentence(connection, told) ?? told.codes('again.byItself'))
  }
  return { title, body: parts.join(' ') }
}

function sinceSentence({ lastSyncedAt, accounts }: Connection, t: Words, { now, locale }: Told): string {
  return lastSyncedAt === null
    ? t('sinceNone')
    : t('since', { count: accounts.length, ago: age(lastSyncedAt, t, now, locale) })
}

/** When the next try is, where one is planned; a moment that has passed is about to be one. */
function plannedSentence({ nextTryAt }: Connection, { codes, now, locale }: Told): string | null {
  return nextTryAt !== null && nextTryAt > now
    ? codes('again.at', { when: relativeTime(nextTryAt, now, locale) })
    : null
}
