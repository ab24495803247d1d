import { useLocale, useTimeZone } from 'next-intl'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { Age } from './data-age'

/** A moment in full, such as "Nov 20, 2026, 2:02 PM", and below or beside it how long ago that is, or how soon. */
export function Moment({ at, apart = false }: { at: Date; apart?: boolean }) {
  const locale = useLocale()
  const timeZone = useTimeZone()
  const full = dateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return (
    <span data-public className="figures">
      <time dateTime={at.toISOString()}>{full.format(at)}</time>
      <span className={apart ? 'block text-13 text-ink-2' : 'text-ink-2'}>
        {apart ? null : ', '}
        <Age of={at} />
      </span>
    </span>
  )
}

/** A time of day, with the moment in full on hover. */
export function TimeOfDay({ at, seconds = false }: { at: Date; seconds?: boolean }) {
  const locale = useLocale()
  const timeZone = useTimeZone()
  const full = dateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long', timeZone })
  const short = dateTimeFormat(locale, { timeStyle: seconds ? 'medium' : 'short', timeZone })
  return (
    <time
      dateTime={at.toISOString()}
      title={full.format(at)}
      data-public
      className="figures whitespace-nowrap"
    >
      {short.format(at)}
    </time>
  )
}
