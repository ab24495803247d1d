import { useLocale, useTranslations } from 'next-intl'
import { monthLabel } from '@/components/charts/flow-scale'
import { MonthPicker } from '@/components/ui/month-picker'
import { SegmentedLinks } from '@/components/ui/segmented-links'
import type { BudgetPlace } from '@/lib/budgets/queries'
import { budgetsHref } from '@/lib/budgets/search'
import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { currencyName } from '@/lib/money/currency-name'

/** Which month, and in which currency. @param code of one budget; null: of all. */
export function BudgetNav({ place, code = null }: { place: BudgetPlace; code?: string | null }) {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const { currency, currencies } = place
  const name = (month: CalendarDate) => monthLabel(month.slice(0, 7), locale)
  const step = (month: CalendarDate | null, label: 'previousMonth' | 'nextMonth') => ({
    href: month && budgetsHref({ month, currency }, code),
    label: month ? t(label, { month: name(month) }) : '',
  })
  return (
    <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <MonthPicker
        label={t('monthLabel')}
        month={name(place.month)}
        previous={step(place.previous, 'previousMonth')}
        next={step(place.next, 'nextMonth')}
      />
      {currencies.length > 1 ? (
        <SegmentedLinks
          label={t('currencies')}
          links={currencies.map((one) => ({
            href: budgetsHref({ month: place.month, currency: one }, code),
            label: one,
            name: currencyName(one, locale),
            current: one === currency,
          }))}
        />
      ) : null}
    </div>
  )
}
