import { useLocale, useNow, useTimeZone, useTranslations } from 'next-intl'
import type { Connection } from '@/lib/connections/queries'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { TimeAgo } from '../ui/time-ago'
import { BusyMark } from './busy-mark'

/** "Updated 3 minutes ago", or that it is being updated. */
export function DataAge({ connection: { itemId, lastSyncedAt } }: { connection: Connection }) {
  const t = useTranslations('connections')
  return (
    <BusyMark itemId={itemId} label={t('updating')}>
      <span>
        {lastSyncedAt ? t.rich('updated', { ago: () => <Age of={lastSyncedAt} /> }) : t('neverUpdated')}
      </span>
    </BusyMark>
  )
}

/** The age of a moment, with the moment itself on hover. */
export function Age({ of: moment }: { of: Date }) {
  const locale = useLocale()
  const now = useNow()
  const timeZone = useTimeZone()
  const title = dateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone }).format(moment)
  return <TimeAgo at={moment.toISOString()} now={now.toISOString()} locale={locale} title={title} />
}
