import type { Route } from 'next'
import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import type { ConnectionInvestments } from '@/lib/investments/queries'
import { Card, CardHeader } from '../ui/card'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import { TimeAgo } from '../ui/time-ago'

/** What needs the person first, what is of no concern last. */
const ORDER: readonly ConnectionInvestments['state'][] = [
  'consent',
  'failed',
  'waiting',
  'unheard',
  'ready',
  'absent',
]

/** What each connection says of its investments, since when, and what there is to do. */
export function ConnectionStates({ connections }: { connections: readonly ConnectionInvestments[] }) {
  const t = useTranslations('investments')
  const sorted = connections.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state))
  return (
    <Card aria-labelledby="investment-states">
      <CardHeader id="investment-states" title={t('states')} className="mb-1" />
      <ul className="divide-y divide-line-2">
        {sorted.map((connection) => (
          <State key={connection.itemId} connection={connection} />
        ))}
      </ul>
    </Card>
  )
}

function State({ connection }: { connection: ConnectionInvestments }) {
  const t = useTranslations('investments')
  const { itemId, title, state, code, storedAt } = connection
  const needed = state === 'consent'
  const words = state === 'failed' && storedAt === null ? 'failedNever' : state
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-2.5">
      <p className={cx('min-w-0', needed ? 'text-amber' : 'text-ink-2')}>
        {t(`state.${words}`, { bank: title, code: code ?? '' })}
        {storedAt && state !== 'absent' ? (
          <> {t.rich('stored', { ago: () => <Age of={storedAt} /> })}</>
        ) : null}
      </p>
      <Link
        href={`/connections/${itemId}` as Route}
        className="touch-target rounded-control text-13 text-ink-2 underline decoration-line underline-offset-4 hover:decoration-ink-3"
      >
        {t(needed ? 'toReconnect' : 'toConnection')}
        <span className="sr-only"> {title}</span>
      </Link>
    </li>
  )
}

function Age({ of: moment }: { of: Date }) {
  const locale = useLocale()
  const now = useNow()
  const timeZone = useTimeZone()
  const title = dateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(moment)
  return <TimeAgo at={moment.toISOString()} now={now.toISOString()} locale={locale} title={title} />
}
