import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { monthLabel } from '@/components/charts/flow-scale'
import { MeterBar } from '@/components/charts/meter-bar'
import { cx } from '@/components/ui/cx'
import type { BudgetTotals } from '@/lib/budgets/budget-view'
import type { BudgetPlace } from '@/lib/budgets/queries'
import { spendingHref } from '@/lib/budgets/search'
import { addMonths } from '@/lib/calendar/months'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { Link } from '../ui/link'

const LINK =
  'touch-target rounded-control underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink-3'

/** What is left of a budget, or how much it was passed, in words. */
export function LeftWords({ left, currency }: { left: string; currency: string }) {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const rest = exact(left)
  const amount = moneyText({ amount: plain(rest.abs()), currency }, locale)
  if (rest.isZero()) return <span>{t('usedUp')}</span>
  return rest.isNegative() ? (
    <span className="figures font-semibold text-debt-ink">{t('overOf', { amount })}</span>
  ) : (
    <span className="figures">{t('leftOf', { amount })}</span>
  )
}

interface BudgetFiguresProps {
  /** What the bar measures, such as "Groceries". */
  name: string
  place: BudgetPlace
  line: Pick<BudgetTotals, 'available' | 'spent' | 'pending' | 'left' | 'carried' | 'forecast'> & {
    rollover?: boolean
  }
  /** Whose transactions the figures are made of. */
  codes: readonly string[]
}

/** A bar, and below it what was spent, what is pending and what is left, with the transactions they are made of. */
export function BudgetFigures({ name, place, line, codes }: BudgetFiguresProps) {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const { currency, month } = place
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  const notes = useNotes(place, line)
  const linkTo = (state: 'posted' | 'pending') => (chunks: ReactNode) => (
    <Link href={spendingHref(place, codes, state)} className={LINK}>
      {chunks}
    </Link>
  )
  return (
    <MeterBar
      label={t('meter', { name, month: monthLabel(month.slice(0, 7), locale) })}
      currency={currency}
      limit={line.available}
      used={line.spent}
      pending={line.pending}
      tone={exact(line.left).isNegative() ? 'debt' : 'keel'}
    >
      <div className="mt-1.5 flex flex-wrap justify-between gap-x-4 gap-y-0.5 text-13 text-ink-2">
        <span className="figures">
          {t.rich('ofSpent', {
            spent: text(line.spent),
            limit: text(line.available),
            link: linkTo('posted'),
          })}
          {exact(line.pending).isZero() ? null : (
            <>
              {' · '}
              {t.rich('pendingPart', { amount: text(line.pending), link: linkTo('pending') })}
            </>
          )}
        </span>
        <LeftWords left={line.left} currency={currency} />
      </div>
      {notes.length > 0 ? (
        <ul className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5 text-12 text-ink-2">
          {notes.map(({ words, isOver }) => (
            <li key={words} className={cx('figures', isOver && 'font-semibold text-debt-ink')}>
              {words}
            </li>
          ))}
        </ul>
      ) : null}
    </MeterBar>
  )
}

/** What was carried, and what the month comes to. */
function useNotes(
  place: BudgetPlace,
  { available, carried, forecast, rollover }: BudgetFiguresProps['line'],
): { words: string; isOver: boolean }[] {
  const t = useTranslations('budgets')
  const locale = useLocale()
  const { currency, month } = place
  const before = monthLabel(addMonths(month, -1).slice(0, 7), locale)
  const notes: { words: string; isOver: boolean }[] = []
  if (!exact(carried).isZero()) {
    const amount = moneyText({ amount: carried, currency }, locale, { sign: 'always' })
    notes.push({
      words: t(place.isFuture ? 'carriedAhead' : 'carried', { amount, month: before }),
      isOver: false,
    })
  }
  if (rollover) notes.push({ words: t('rollsOver'), isOver: false })
  if (forecast !== null) {
    const beyond = exact(forecast).minus(available)
    const isOver = beyond.greaterThan(0)
    const amount = moneyText({ amount: forecast, currency }, locale)
    const over = moneyText({ amount: plain(beyond), currency }, locale)
    notes.push({ words: isOver ? t('paceOver', { amount, over }) : t('pace', { amount }), isOver })
  }
  return notes
}
