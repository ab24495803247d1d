import type { useTranslations } from 'next-intl'
import type { Health } from '@/lib/bank/health'
import type { Connection } from '@/lib/connections/queries'
import type { PillTone } from '../ui/pill'
import { relativeTime } from '../ui/relative-time'

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

/** The healths of which there is nothing to say beyond their name. */
type Wordless = 'importing' | 'healthy'

export function hasSentence(health: Health): health is Exclude<Health, Wordless> {
  return health !== 'importing' && health !== 'healthy'
}

/** The state in two or three words; where a consent ends, with the time that is left. */
export function stateName(
  { health, consentExpiresAt }: Connection,
  t: Words,
  now: Date,
  locale: string,
): string {
  if (health === 'expiring' && consentExpiresAt)
    return t('expiresIn', { when: relativeTime(consentExpiresAt, now, locale) })
  return t(`state.${health}`)
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

/** What is the matter with a connection; null while nothing is. */
export function healthSentence(
  connection: Connection,
  t: Words,
  { now, locale, timeZone }: { now: Date; locale: string; timeZone: string },
): Sentence | null {
  const { health, title: name, lastSyncedAt, consentExpiresAt, accounts } = connection
  if (!hasSentence(health)) return null
  const since =
    lastSyncedAt === null
      ? t('sinceNone')
      : t('since', { count: accounts.length, ago: age(lastSyncedAt, t, now, locale) })
  switch (health) {
    case 'expiring': {
      const day =
        consentExpiresAt &&
        new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone }).format(consentExpiresAt)
      return {
        title: day ? t('health.expiring.title', { name, day }) : t('health.expiring.titleSoon', { name }),
        body: t('health.expiring.body'),
      }
    }
    case 'sign_in':
      return { title: t('health.sign_in.title', { name }), body: since }
    case 'operator':
      return { title: t('health.operator.title', { name }), body: t('health.operator.body') }
    case 'unlock':
    case 'relink':
    case 'unsupported':
      return { title: t(`health.${health}.title`, { name }), body: t(`health.${health}.body`) }
    case 'waiting':
    case 'unknown':
      return { title: t(`health.${health}.title`, { name }), body: `${since} ${t(`health.${health}.body`)}` }
  }
}
