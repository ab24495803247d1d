import { useLocale, useNow, useTimeZone } from 'next-intl'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { TimeAgo } from '../ui/time-ago'

/** How long ago a moment is, with the moment itself on hover. */
export function When({ at }: { at: Date }) {
  const locale = useLocale()
  const now = useNow()
  const timeZone = useTimeZone()
  const full = dateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone })
  return <TimeAgo at={at.toISOString()} now={now.toISOString()} locale={locale} title={full.format(at)} />
}
