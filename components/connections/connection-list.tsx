import type { Route } from 'next'
import { getLocale, getNow, getTimeZone, getTranslations } from 'next-intl/server'
import { type Connection, listConnections } from '@/lib/connections/queries'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { ButtonLink } from '../ui/button'
import { Card } from '../ui/card'
import { Pill } from '../ui/pill'
import { relativeTime } from '../ui/relative-time'
import { Skeleton, SkeletonGroup } from '../ui/skeleton'
import { AccountRows } from './account-rows'
import { BankMark } from './bank-mark'
import { ConnectionActions } from './connection-actions'
import { Age, DataAge } from './data-age'
import { HEALTH_TONES, healthSentence, stateName, stateTone } from './health-words'
import { ImportedLate, Importing } from './importing'
import { MeaningLink } from './meaning-link'
import { Asked, hasRemedy, Remedy } from './remedy'

/** Every connection with its accounts, how it is, and what can be done with it. */
export async function ConnectionList() {
  const connections = await listConnections()
  return (
    <div className="grid gap-4">
      {connections.map((connection) => (
        <ConnectionCard key={connection.itemId} connection={connection} />
      ))}
    </div>
  )
}

async function ConnectionCard({ connection }: { connection: Connection }) {
  const [t, locale, now] = await Promise.all([getTranslations('connections'), getLocale(), getNow()])
  const { itemId, title, color, health, accounts, busy, bankUpdatedAt } = connection
  const id = `connection-${itemId}`
  return (
    <Card aria-labelledby={id}>
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 id={id} className="flex items-center gap-2.5 text-21">
              <BankMark color={color} />
              {title}
            </h2>
            <Pill tone={stateTone(connection)}>{stateName(connection, t, now, locale)}</Pill>
          </div>
          <p className="mt-1 text-13 text-ink-2">
            <DataAge connection={connection} />
            {bankUpdatedAt ? (
              <span className="before:mx-1.5 before:content-['·']">
                {t.rich('bankHeard', { ago: () => <Age of={bankUpdatedAt} /> })}
              </span>
            ) : null}
            <Dates connection={connection} />
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <ButtonLink
            href={`/connections/${itemId}` as Route}
            variant="quiet"
            size="small"
            aria-label={t('detailsOf', { name: title })}
          >
            {t('details')}
          </ButtonLink>
          <ConnectionActions itemId={itemId} title={title} accountCount={accounts.length} />
        </div>
      </header>
      <Trouble connection={connection} />
      <Asked connection={connection} />
      {health === 'importing' && !busy ? <ImportedLate name={title} /> : null}
      {health === 'importing' && busy ? (
        <div className="mt-4">
          <Importing itemId={itemId} name={title} />
        </div>
      ) : null}
      <div className="mt-4 border-t border-line-2">
        {accounts.length > 0 ? (
          <AccountRows accounts={accounts} label={t('accountsOf', { name: title })} />
        ) : (
          <p className="pt-4 text-ink-2">{t('noAccounts')}</p>
        )}
      </div>
    </Card>
  )
}

/** When it is tried again, and until when the consent holds that is not about to end. */
async function Dates({ connection: { health, nextTryAt, consentExpiresAt } }: { connection: Connection }) {
  const [t, locale, now, timeZone] = await Promise.all([
    getTranslations('connections'),
    getLocale(),
    getNow(),
    getTimeZone(),
  ])
  const parts: string[] = []
  // Where it is waited for a next try, the sentence below says when.
  const isSaid = health === 'waiting' || health === 'unknown'
  if (nextTryAt && nextTryAt > now && !isSaid)
    parts.push(t('nextTry', { when: relativeTime(nextTryAt, now, locale) }))
  if (health === 'healthy' && consentExpiresAt) {
    const format = dateTimeFormat(locale, { dateStyle: 'long', timeZone })
    parts.push(t('consentUntil', { day: format.format(consentExpiresAt) }))
  }
  return parts.map((part) => (
    <span key={part} className="before:mx-1.5 before:content-['·']">
      {part}
    </span>
  ))
}

const GROUND = { amber: 'bg-amber-soft', alarm: 'bg-alarm-soft' } as const

/** What is the matter, what is safe and the one button that mends it. */
async function Trouble({ connection }: { connection: Connection }) {
  const [t, codes, locale, now, timeZone] = await Promise.all([
    getTranslations('connections'),
    getTranslations('codes'),
    getLocale(),
    getNow(),
    getTimeZone(),
  ])
  const sentence = healthSentence(connection, t, { codes, now, locale, timeZone })
  if (!sentence) return null
  const { health, errorCode, errorType } = connection
  const tone = HEALTH_TONES[health]
  const ground = tone === 'amber' || tone === 'alarm' ? GROUND[tone] : 'bg-chip'
  return (
    <div
      className={`mt-4 flex flex-col gap-x-6 gap-y-3 rounded-control px-4 py-3 sm:flex-row sm:items-center sm:justify-between ${ground}`}
    >
      <p className="min-w-0 text-ink-2">
        <strong className="font-semibold text-ink">{sentence.title}</strong> {sentence.body}
        {errorCode ? <MeaningLink code={errorCode} type={errorType} /> : null}
      </p>
      {hasRemedy(connection) ? (
        <div className="grid shrink-0 gap-2">
          <Remedy connection={connection} />
        </div>
      ) : null}
    </div>
  )
}

export function ConnectionsSkeleton({ label }: { label: string }) {
  return (
    <SkeletonGroup label={label} className="grid gap-4">
      {[0, 1].map((card) => (
        <Card key={card}>
          <Skeleton className="h-7 w-52" />
          <Skeleton className="mt-2 h-4 w-36" />
          <div className="mt-5 grid gap-3">
            <Skeleton className="h-10" />
            <Skeleton className="h-10" />
          </div>
        </Card>
      ))}
    </SkeletonGroup>
  )
}
