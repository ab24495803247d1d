import { useLocale, useTranslations } from 'next-intl'
import { type CalendarDate, toUtcMidnight } from '@/lib/calendar/calendar-date'
import { dateTimeFormat } from '@/lib/i18n/formatters'
import { moneyText } from '@/lib/money/format'
import type { Stream } from '@/lib/recurring/queries'

export interface Sentence {
  text: string
  /** An amount is in it. */
  hasMoney: boolean
}

/** Sunday, the fourth of January 1970: a week from which weekdays are named. */
const FIRST_SUNDAY = Date.UTC(1970, 0, 4)
const DAY_MS = 86_400_000

/** A line ends before or after an amount, never between its sign and its figures. */
const unbroken = (amount: string) => amount.replace(/^[+\u2212]/, '$&\u2060')

const isSameYear = (day: CalendarDate, today: CalendarDate) => day.slice(0, 4) === today.slice(0, 4)

/** What is said of recurring payments, in the language of the page. For server components. */
export function useStreamWords() {
  const t = useTranslations('recurring')
  const locale = useLocale()
  const date = (options: Intl.DateTimeFormatOptions) =>
    dateTimeFormat(locale, { ...options, timeZone: 'UTC' })

  /** "Nov 21", with its year where that is another than today's. */
  const dayText = (day: CalendarDate, today: CalendarDate) =>
    date({ month: 'short', day: 'numeric', ...(isSameYear(day, today) ? {} : { year: 'numeric' }) }).format(
      toUtcMidnight(day),
    )
  const weekdayAndDay = (day: CalendarDate, today: CalendarDate) =>
    date({
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      ...(isSameYear(day, today) ? {} : { year: 'numeric' }),
    }).format(toUtcMidnight(day))
  /** "November 2026", of a day or of `YYYY-MM`. */
  const monthText = (text: string) =>
    date({ month: 'long', year: 'numeric' }).format(new Date(`${text.slice(0, 7)}-01T00:00:00Z`))

  /** Money in with its plus; of money out the size alone, for the place says that it is paid. */
  const money = (amount: string, currency: string) =>
    moneyText({ amount, currency }, locale, { sign: amount.startsWith('-') ? 'never' : 'always' })
  const size = (amount: string, currency: string) =>
    moneyText({ amount, currency }, locale, { sign: 'never' })

  /** The price, or between what and what it varies. */
  function amountText({ lowAmount, highAmount, currency }: Stream): string {
    if (lowAmount === highAmount) return money(lowAmount, currency)
    return t('range', {
      low: unbroken(money(lowAmount, currency)),
      high: unbroken(money(highAmount, currency)),
    })
  }

  function scheduleText({ reason, frequency, lastOn }: Stream): string {
    const { schedule } = reason
    if (schedule === null || frequency === 'unknown') return t('detail.schedule.unknown')
    if (schedule.every === 'weeks') {
      const weekday = (((schedule.from + 4) % 7) + 7) % 7
      const name = date({ weekday: 'long' }).format(new Date(FIRST_SUNDAY + weekday * DAY_MS))
      return t(schedule.weeks === 1 ? 'detail.schedule.weekly' : 'detail.schedule.biweekly', {
        weekday: name,
      })
    }
    const [first = 1, second] = schedule.days
    const isEnd = (day: number) => day === 31
    const plainText =
      frequency === 'annually'
        ? t('detail.schedule.annually', {
            date: date({ month: 'long', day: 'numeric' }).format(toUtcMidnight(lastOn)),
          })
        : frequency === 'quarterly' || frequency === 'semi_annually'
          ? t(`detail.schedule.${frequency}`, { day: first })
          : second !== undefined
            ? isEnd(second)
              ? t('detail.schedule.twiceEnd', { first })
              : t('detail.schedule.twice', { first, second })
            : isEnd(first)
              ? t('detail.schedule.monthEnd')
              : t('detail.schedule.monthDay', { day: first })
    if (schedule.shift === 'none' || schedule.step > 1) return plainText
    return t(`detail.schedule.${schedule.shift}`, { schedule: plainText })
  }

  /** Why it is thought to come again, a sentence each. */
  function whyText(stream: Stream): Sentence[] {
    const { reason, currency, firstOn, status, source } = stream
    const sentences: Sentence[] = []
    const say = (text: string, hasMoney = false) => void sentences.push({ text, hasMoney })
    say(
      t('detail.count', {
        count: reason.count,
        month: monthText(firstOn),
        schedule: scheduleText(stream),
      }),
    )
    if (reason.amountKind === 'varying')
      say(
        t('detail.varies', {
          low: size(stream.lowAmount, currency),
          high: size(stream.highAmount, currency),
          average: size(stream.averageAmount, currency),
        }),
        true,
      )
    else if (reason.since !== null && stream.priceChange !== null)
      say(
        t('detail.always', { amount: size(stream.lastAmount, currency), month: monthText(reason.since) }),
        true,
      )
    else say(t('detail.alwaysAll', { amount: size(stream.lastAmount, currency) }), true)
    if (reason.spreadDays > 0) say(t('detail.spread', { days: reason.spreadDays }))
    say(t(source === 'plaid' ? 'detail.byPlaid' : 'detail.byOwn'))
    if (status === 'early') say(t('detail.early'))
    return sentences
  }

  return { t, locale, dayText, weekdayAndDay, monthText, money, size, amountText, scheduleText, whyText }
}
