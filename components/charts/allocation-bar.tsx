import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { colourOf, SERIES } from '@/lib/finance/colours'
import { moneyText } from '@/lib/money/format'
import { exact } from '@/lib/money/money'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import { ChartFrame } from './chart-frame'
import { ChartTable } from './chart-table'
import { useFrameWords } from './frame-words'
import { folded, type Part, positiveTotal, ranked, ratio, shareLabel, total } from './ranking'

/** One part of a whole, such as a holding; exact, of one currency. */
export interface AllocationPart extends Part {
  label: string
  href?: Route
}

interface AllocationBarProps {
  /** Names list and table, e.g. "Holdings in US dollars". */
  label: string
  currency: string
  parts: readonly AllocationPart[]
  /** How many stand by name, five at most. */
  limit?: number
  othersHref?: Route
  title?: ReactNode
  summary?: ReactNode
  csvHref?: string
}

/** Narrower than this, a share does not fit into its piece of the bar. */
const NAMED_FROM = 0.09

/** What a whole is made of, as one bar in pieces with their names and exact amounts below. */
export function AllocationBar(props: AllocationBarProps) {
  const { label, currency, parts, limit = 5, othersHref } = props
  const t = useTranslations('charts')
  const locale = useLocale()
  const frame = useFrameWords(props.csvHref)
  if (parts.length === 0) return null

  const { shown, rest } = folded(parts, Math.min(limit, SERIES.length - 1))
  const others: AllocationPart = {
    id: 'others of all kinds',
    label: t('others', { count: rest.length }),
    amount: total(rest.map(({ amount }) => amount)),
    ...(othersHref ? { href: othersHref } : {}),
  }
  const whole = positiveTotal(parts.map(({ amount }) => amount))
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  const share = (amount: string) =>
    exact(amount).isNegative() ? null : shareLabel(ratio(amount, whole), locale)
  const pieces = [...shown, ...(rest.length > 0 ? [others] : [])].map((part, index) => ({
    ...part,
    ratio: ratio(part.amount, whole),
    others: part === others,
    colour: part === others ? 'var(--color-edge)' : colourOf(SERIES[index] ?? 'slate'),
  }))

  return (
    <ChartFrame
      title={props.title}
      summary={props.summary}
      {...frame}
      table={
        <ChartTable
          caption={label}
          columns={[t('part'), t('amount'), t('share')].map((column) => ({ label: column }))}
          rows={[
            ...ranked(parts).map((part) => ({
              key: part.id,
              head: part.label,
              ...(part.href ? { href: part.href } : {}),
              note: exact(part.amount).isNegative() ? t('belowZero') : null,
              cells: [text(part.amount), share(part.amount)],
            })),
            {
              key: 'sum of all rows',
              head: t('total'),
              cells: [text(total(parts.map(({ amount }) => amount))), null],
            },
          ]}
        />
      }
    >
      <div aria-hidden="true" className="flex h-8 gap-0.5 overflow-hidden rounded-control">
        {pieces
          .filter((piece) => piece.ratio > 0)
          .map((piece) => (
            <span
              key={piece.id}
              className="figures grid min-w-0.5 place-items-center overflow-hidden text-12 text-card"
              style={{ flex: `${piece.ratio.toFixed(5)} 1 0%`, background: piece.colour }}
            >
              {piece.ratio >= NAMED_FROM && !piece.others ? share(piece.amount) : null}
            </span>
          ))}
      </div>
      <ul aria-label={label} className={cx('mt-3 grid gap-x-8', pieces.length > 3 && 'sm:grid-cols-2')}>
        {pieces.map((piece) => (
          <li
            key={piece.id}
            className="relative flex min-h-9 items-center gap-2.5 border-b border-line-2 pointer-coarse:min-h-11"
          >
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-[3px]"
              style={{ background: piece.colour }}
            />
            {piece.href ? (
              <Link
                href={piece.href}
                className="truncate decoration-line underline-offset-4 after:absolute after:inset-0 hover:underline"
              >
                {piece.label}
              </Link>
            ) : (
              <span className="truncate">{piece.label}</span>
            )}
            <span className="figures ml-auto shrink-0 whitespace-nowrap">{text(piece.amount)}</span>
            <span className="figures w-9 shrink-0 text-right text-13 text-ink-2">{share(piece.amount)}</span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}
