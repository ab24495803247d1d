import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { cx } from '../ui/cx'
import { meterOf } from './meter'

interface MeterBarProps {
  /** What is measured, e.g. "Groceries in November". */
  label: string
  currency: string
  /** Sizes, exact. */
  limit: string
  used: string
  /** Not final yet: hatched, and said apart. */
  pending?: string
  tone?: 'keel' | 'debt'
  /** Says "spent" and "left", or "used" and "available". */
  kind?: 'budget' | 'credit'
  className?: string
  /** The figures in words, such as with links, in the place of those below. */
  children?: ReactNode
}

const HATCH: Record<'keel' | 'debt', string> = {
  keel: 'repeating-linear-gradient(135deg, var(--color-keel) 0 2px, transparent 2px 5px)',
  debt: 'repeating-linear-gradient(135deg, var(--color-debt) 0 2px, transparent 2px 5px)',
}

function percent(part: number): string {
  return `${(part * 100).toFixed(2)}%`
}

/** A limit and how much of it is gone, with every figure in words below. A notch marks a limit that was passed. */
export function MeterBar({
  label,
  currency,
  limit,
  used,
  pending = '0',
  tone = 'keel',
  kind = 'budget',
  className,
  children,
}: MeterBarProps) {
  const t = useTranslations('charts')
  const locale = useLocale()
  const meter = meterOf(limit, used, pending)
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  const left = exact(meter.left)
  const over = left.isNegative()
  const rest = { amount: text(plain(left.abs())) }
  const gone = t(kind === 'budget' ? 'budgetUse' : 'creditUse', { used: text(used), limit: text(limit) })
  const hatched = exact(pending).isZero() ? null : t('pendingPart', { amount: text(pending) })
  const remains =
    kind === 'budget' ? t(over ? 'over' : 'left', rest) : t(over ? 'overLimit' : 'available', rest)

  return (
    <figure aria-label={label} className={className}>
      <div aria-hidden="true" className="relative flex h-2 overflow-hidden rounded-full bg-chip">
        <span
          className={cx('h-full', tone === 'keel' ? 'bg-keel' : 'bg-debt')}
          style={{ width: percent(meter.used) }}
        />
        <span className="h-full" style={{ width: percent(meter.pending), background: HATCH[tone] }} />
        {meter.limit < 1 ? (
          <span
            className="absolute inset-y-0 w-1 -translate-x-1/2 border-x border-card bg-ink"
            style={{ left: percent(meter.limit) }}
          />
        ) : null}
      </div>
      {children ?? (
        <p className="mt-1.5 flex flex-wrap justify-between gap-x-4 text-12 text-ink-2">
          <span className="figures">
            {gone}
            {hatched ? ` · ${hatched}` : null}
          </span>
          <span className={cx('figures', over && 'font-semibold text-amber')}>{remains}</span>
        </p>
      )}
    </figure>
  )
}
