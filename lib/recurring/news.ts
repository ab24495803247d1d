import { addDays, type CalendarDate } from '@/lib/calendar/calendar-date'
import type { Money } from '@/lib/money/money'
import type { Stream } from './stream'

/** `price`: it costs, or brings, another amount than before. `missed`: it was expected and did not come. */
export type RecurringNews = { streamId: string; title: string; kind: Stream['kind']; accountName: string } & (
  | { news: 'price'; day: CalendarDate; before: Money; after: Money; isRise: boolean }
  | { news: 'missed'; day: CalendarDate; amount: Money }
)

/** For how long a new price is news, in days: until it has been paid twice. */
const PRICE_NEWS_DAYS = 45

/** What has changed of late in recurring payments, the newest first; of transfers and of what was dismissed nothing. */
export function recurringNews(streams: readonly Stream[], today: CalendarDate): RecurringNews[] {
  const oldest = addDays(today, -PRICE_NEWS_DAYS)
  return streams
    .filter(({ dismissed, kind }) => !dismissed && kind !== 'transfer')
    .flatMap((stream): RecurringNews[] => {
      const { currency, priceChange, nextOn } = stream
      const common = {
        streamId: stream.id,
        title: stream.name,
        kind: stream.kind,
        accountName: stream.accountName,
      }
      const price = priceChange && priceChange.on >= oldest && stream.status !== 'ended'
      return [
        ...(price
          ? [
              {
                ...common,
                news: 'price' as const,
                day: priceChange.on,
                before: { amount: priceChange.before, currency },
                after: { amount: stream.lastAmount, currency },
                isRise: priceChange.isRise,
              },
            ]
          : []),
        ...(stream.status === 'missed' && nextOn !== null
          ? [
              {
                ...common,
                news: 'missed' as const,
                day: nextOn,
                amount: { amount: stream.averageAmount, currency },
              },
            ]
          : []),
      ]
    })
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
}
