import type { Route } from 'next'
import { getLocale, getNow, getTimeZone, getTranslations } from 'next-intl/server'
import type { ConnectionDetails } from '@/lib/connections/connection'
import { BackLink } from '../shell/back-link'
import { Pill } from '../ui/pill'
import { BankMark } from './bank-mark'
import { ConnectionActions } from './connection-actions'
import { DataAge } from './data-age'
import { DetailCode } from './detail-code'
import { Moment } from './detail-moment'
import { HEALTH_TONES, healthSentence, stateName, stateTone } from './health-words'
import { ImportedLate, Importing } from './importing'
import { Asked, hasRemedy, Remedy } from './remedy'

/** Which connection it is, how it is and since when, and what can be done about it. */
export async function DetailHeader({ details }: { details: ConnectionDetails }) {
  const [t, words, locale, now] = await Promise.all([
    getTranslations('connection'),
    getTranslations('connections'),
    getLocale(),
    getNow(),
  ])
  const { connection } = details
  const { itemId, title, color, health, healthChangedAt, accounts, busy } = connection
  return (
    <header className="mb-5 rail:mb-6">
      <BackLink href={'/connections' as Route}>{t('all')}</BackLink>
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h1 className="flex items-center gap-3 text-27">
            <BankMark color={color} />
            <span className="min-w-0 wrap-anywhere">{title}</span>
          </h1>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-13 text-ink-2">
            <Pill tone={stateTone(connection)}>{stateName(connection, words, now, locale)}</Pill>
            <span>{t.rich('since', { moment: () => <Moment at={healthChangedAt} /> })}</span>
          </p>
          <p className="mt-1 text-13 text-ink-2">
            <DataAge connection={connection} />
          </p>
        </div>
        <ConnectionActions
          itemId={itemId}
          title={title}
          accountCount={accounts.length}
          leaveTo={'/connections' as Route}
        />
      </div>
      <Matter details={details} />
      <Asked connection={connection} />
      {health === 'importing' && !busy ? <ImportedLate name={title} /> : null}
      {health === 'importing' && busy ? (
        <div className="mt-4">
          <Importing itemId={itemId} name={title} />
        </div>
      ) : null}
    </header>
  )
}

const GROUND = { amber: 'bg-amber-soft', alarm: 'bg-alarm-soft' } as const

/** What is the matter, with the code that says so and what mends it. */
async function Matter({ details: { connection, facts } }: { details: ConnectionDetails }) {
  const [t, words, codes, locale, now, timeZone] = await Promise.all([
    getTranslations('connection'),
    getTranslations('connections'),
    getTranslations('codes'),
    getLocale(),
    getNow(),
    getTimeZone(),
  ])
  const sentence = healthSentence(connection, words, { codes, now, locale, timeZone })
  if (!sentence) return null
  const tone = HEALTH_TONES[connection.health]
  const ground = tone === 'amber' || tone === 'alarm' ? GROUND[tone] : 'bg-chip'
  const { errorCode, errorType } = facts
  return (
    <section
      aria-label={sentence.title}
      className={`mt-4 flex flex-col gap-x-6 gap-y-3 rounded-card px-4 py-3 sm:flex-row sm:items-center sm:justify-between ${ground}`}
    >
      <div className="min-w-0 text-ink-2">
        <p>
          <strong className="font-semibold text-ink">{sentence.title}</strong> {sentence.body}
        </p>
        {errorCode ? (
          <p className="mt-1 text-13">
            {t.rich('code', { code: () => <DetailCode code={errorCode} type={errorType} /> })}
          </p>
        ) : null}
      </div>
      {hasRemedy(connection) ? (
        <div className="grid shrink-0 gap-2">
          <Remedy connection={connection} />
        </div>
      ) : null}
    </section>
  )
}
