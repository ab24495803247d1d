import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/ui/amount'
import { Stat, StatList } from '@/components/ui/stat'
import type { BudgetPlace } from '@/lib/budgets/queries'
import { spendingHref } from '@/lib/budgets/search'
import { formatMoney } from '@/lib/money/format'
import { Link } from '../ui/link'

interface FiguresProps {
  place: BudgetPlace
  code: string
  spent: string
  pending: string
  sentence: string
}

/** What was spent on a category in a month in which it has no budget. */
export function Figures({ place, code, spent, pending, sentence }: FiguresProps) {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const parts = (amount: string) => formatMoney({ amount, currency: place.currency }, locale)
  return (
    <>
      <p className="mb-3 text-ink-2">{sentence}</p>
      <StatList className="mb-2">
        <Stat label={t('spent')}>
          <Link href={spendingHref(place, [code], 'posted')} className="hover:underline">
            <Amount parts={parts(spent)} size="standing" />
          </Link>
        </Stat>
        <Stat label={t('pending')} note={t('pendingNote')}>
          <Link href={spendingHref(place, [code], 'pending')} className="hover:underline">
            <Amount parts={parts(pending)} size="standing" quiet />
          </Link>
        </Stat>
      </StatList>
    </>
  )
}
