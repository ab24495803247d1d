import { useLocale, useTranslations } from 'next-intl'
import { addDays, type CalendarDate, daysBetween } from '@/lib/calendar/calendar-date'
import type { Overview } from '@/lib/dashboard/queries'
import { COMING_DAYS } from '@/lib/dashboard/schema'
import { formatMoney, moneyText } from '@/lib/money/format'
import { exact, sumByCurrency } from '@/lib/money/money'
import { recurringHref, streamHref } from '@/lib/recurring/schema'
import { dayLabel } from '../charts/waterline-scale'
import { Amount } from '../ui/amount'
import { Card, CardHeader } from '../ui/card'
import { CardLink } from '../ui/card-link'
import { CategoryMark } from '../ui/category-mark'
import { Link } from '../ui/link'
import { inOrderOfWorth } from './currency-order'
import { LineItem, LineList } from './line-list'
import { FIGURE_LINK } from './link-look'

const SHOWN = 6

/** The payments that are due next, and what all that go out until then come to. */
export function Coming({ overview: { coming, today, categories, worth } }: { overview: Overview }) {
  const t = useTranslations('dashboard.coming')
  const locale = useLocale()
  if (coming.length === 0) return null
  const calendar = recurringHref({ view: 'calendar' })
  const bills = coming.flatMap(({ amount }) => (exact(amount.amount).isNegative() ? [amount] : []))
  const distance = (day: CalendarDate) => {
    const days = daysBetween(today, day)
    if (days === 0) return t('today')
    return days === 1 ? t('tomorrow') : t('in', { days })
  }
  return (
    <Card aria-labelledby="coming">
      <CardHeader
        id="coming"
        title={t('title')}
        description={t('lead', { days: COMING_DAYS })}
        className="mb-2"
        actions={<CardLink href={calendar}>{t('all')}</CardLink>}
      />
      <ul className="mb-1 flex flex-wrap gap-x-5 gap-y-1 text-13">
        {inOrderOfWorth(sumByCurrency(bills), worth).map((sum) => (
          <li key={sum.currency}>
            <Link href={calendar} className={`${FIGURE_LINK} figures text-ink-2`}>
              {t('sum', {
                amount: moneyText(sum, locale),
                count: bills.filter(({ currency }) => currency === sum.currency).length,
                day: dayLabel(addDays(today, COMING_DAYS), locale, false),
              })}
            </Link>
          </li>
        ))}
      </ul>
      <LineList label={t('list')}>
        {coming.slice(0, SHOWN).map((payment) => {
          const parts = formatMoney(payment.amount, locale, { sign: 'always' })
          const varies = payment.low.amount !== payment.high.amount
          return (
            <LineItem
              key={`${payment.streamId} ${payment.day}`}
              href={streamHref(payment.streamId)}
              title={payment.title}
              detail={[dayLabel(payment.day, locale, false), distance(payment.day), payment.accountName]}
              mark={<CategoryMark code={payment.category} {...categories.markOf(payment.category)} />}
              amount={
                varies ? (
                  <span className="figures money">{t('about', { amount: parts.text })}</span>
                ) : (
                  <Amount parts={parts} />
                )
              }
            />
          )
        })}
      </LineList>
    </Card>
  )
}
