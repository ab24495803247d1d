import { type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import type { Stream } from '@/lib/recurring/queries'
import { Pill } from '../ui/pill'
import { useStreamWords } from './use-stream-words'

/** For how long a new price is marked in the list, in days. */
const PRICE_MARK_DAYS = 100

/** What is to be noticed of recurring payments: a new price, a payment that did not come, that it is not sure. */
export function StreamMarks({ stream, today }: { stream: Stream; today: CalendarDate }) {
  const { t, size, dayText } = useStreamWords()
  const { priceChange, status, currency, dismissed } = stream
  const isNew = priceChange !== null && daysBetween(priceChange.on, today) <= PRICE_MARK_DAYS
  return (
    <>
      {isNew ? (
        <Pill tone={priceChange.isRise && stream.kind !== 'income' ? 'amber' : 'quiet'}>
          <span aria-hidden="true" className="money figures">
            {t('priceChange', {
              before: size(priceChange.before, currency),
              after: size(stream.lastAmount, currency),
              day: dayText(priceChange.on, today),
            })}
          </span>
          <span className="sr-only">
            {t('priceChangeHeard', {
              before: size(priceChange.before, currency),
              after: size(stream.lastAmount, currency),
              day: dayText(priceChange.on, today),
            })}
          </span>
        </Pill>
      ) : null}
      {status === 'missed' ? <Pill tone="amber">{t('missedMark')}</Pill> : null}
      {status === 'early' ? <Pill>{t('early')}</Pill> : null}
      {status === 'ended' ? <Pill>{t('endedMark')}</Pill> : null}
      {dismissed ? <Pill>{t('dismissedMark')}</Pill> : null}
    </>
  )
}
