import type { CalendarDate } from '@/lib/calendar/calendar-date'
import type { Stream } from '@/lib/recurring/queries'
import { streamHref } from '@/lib/recurring/schema'
import { entriesHref } from '@/lib/transactions/schema'
import { Banner } from '../ui/banner'
import { ButtonLink } from '../ui/button'
import { useStreamWords } from './use-stream-words'

/** What was expected and did not come, in words, with the way to what came before it. */
export function Missed({ streams, today }: { streams: readonly Stream[]; today: CalendarDate }) {
  const { t, dayText, size } = useStreamWords()
  const missed = streams.filter(
    ({ status, dismissed, nextOn }) => status === 'missed' && !dismissed && nextOn,
  )
  if (missed.length === 0) return null
  return (
    <section aria-label={t('missed.title', { count: missed.length })} className="grid gap-2">
      {missed.map((stream) => (
        <Banner
          key={stream.id}
          title={t('missed.title', { count: 1 })}
          action={
            <span className="grid gap-2 sm:flex">
              <ButtonLink
                href={entriesHref({
                  merchantKey: stream.merchantKey,
                  accountIds: [stream.accountId],
                  currency: stream.currency,
                })}
                variant="quiet"
                size="small"
              >
                {t('missed.rows')}
              </ButtonLink>
              <ButtonLink href={streamHref(stream.id)} variant="secondary" size="small">
                {t('missed.open', { title: stream.name })}
              </ButtonLink>
            </span>
          }
        >
          {t.rich('missed.words', {
            title: stream.name,
            day: dayText(stream.nextOn ?? stream.lastOn, today),
            amount: size(stream.averageAmount, stream.currency),
            count: stream.reason.count,
            often: t(`oftenInText.${stream.frequency}`),
            last: dayText(stream.lastOn, today),
            money: (text) => <span className="figures money">{text}</span>,
          })}
        </Banner>
      ))}
    </section>
  )
}
