import { Ellipsis } from 'lucide-react'
import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { type ColourName, categoryColour, colourOf, type IconName } from '@/lib/finance/colours'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { CategoryMark } from '../ui/category-mark'
import { InitialsTile } from '../ui/initials-tile'
import { Link } from '../ui/link'
import { ChartFrame } from './chart-frame'
import { ChartTable } from './chart-table'
import { useFrameWords } from './frame-words'
import { folded, positiveTotal, ranked, ratio, shareLabel, total } from './ranking'

/** One category (or merchant, or account) of one currency. */
export interface CategoryRow {
  id: string
  label: string
  /** Exact, signed: money in is positive, money out negative. */
  amount: string
  /** The same of the period before. */
  previous?: string
  /** The transactions it is made of. */
  href?: Route
  /** Plaid's code, for colour and mark; null for what has no category. Left out where a row is none: its initials then. */
  code?: string | null
  colour?: ColourName | null
  icon?: IconName | null
}

interface CategoryBarsProps {
  /** Names list and table, e.g. "Spending by category in US dollars". */
  label: string
  currency: string
  /** Which way the money goes that is ranked; what went the other way stands last, without a bar. */
  direction: 'in' | 'out'
  rows: readonly CategoryRow[]
  /** How many stand by name; the smaller ones are one row, "4 others". */
  limit?: number
  othersHref?: Route
  /** What the period before is called, e.g. "October 2026". Needed for changes to be said. */
  previousLabel?: string
  title?: ReactNode
  summary?: ReactNode
  csvHref?: string
}

/** A row as it is drawn: `amount` and `previous` are sizes in the direction that is ranked. */
interface Bar extends CategoryRow {
  others: boolean
}

/** Categories by size: name, exact amount, share, and how it differs from before. Drawn by the server alone. */
export function CategoryBars(props: CategoryBarsProps) {
  const { label, currency, direction, rows, limit = 8, othersHref, previousLabel } = props
  const t = useTranslations('charts')
  const locale = useLocale()
  const frame = useFrameWords(props.csvHref)
  if (rows.length === 0) return null

  const size = (amount: string) => plain(direction === 'out' ? exact(amount).negated() : exact(amount))
  const sized = rows.map(
    ({ previous, ...row }): Bar => ({
      ...row,
      amount: size(row.amount),
      ...(previous === undefined ? {} : { previous: size(previous) }),
      others: false,
    }),
  )
  const { shown, rest } = folded(sized, limit)
  const whole = positiveTotal(sized.map(({ amount }) => amount))
  const bars =
    rest.length === 0 ? shown : [...shown, othersOf(rest, t('others', { count: rest.length }), othersHref)]
  const largest = bars.reduce((most, { amount }) => (exact(amount).greaterThan(most) ? amount : most), '0')

  const text = (amount: string) => moneyText({ amount, currency }, locale)
  const share = ({ amount }: Bar) =>
    exact(amount).greaterThan(0) ? shareLabel(ratio(amount, whole), locale) : null
  const change = ({ amount, previous }: Bar) => {
    if (previous === undefined || previousLabel === undefined) return null
    const difference = exact(amount).minus(previous)
    const values = { amount: text(plain(difference.abs())), period: previousLabel }
    if (difference.isZero()) return t('same', values)
    if (exact(previous).isZero()) return t('noneBefore', values)
    return t(difference.isNegative() ? 'less' : 'more', values)
  }
  const note = ({ amount }: Bar) =>
    exact(amount).isNegative() ? t(direction === 'out' ? 'returned' : 'takenBack') : null

  const compared = previousLabel !== undefined && bars.some(({ previous }) => previous !== undefined)
  return (
    <ChartFrame
      title={props.title}
      summary={props.summary}
      {...frame}
      table={
        <ChartTable
          caption={label}
          columns={[t('category'), t('amount'), t('share'), ...(compared ? [previousLabel] : [])].map(
            (column) => ({ label: column }),
          )}
          rows={[
            ...ranked(sized).map((bar) => ({
              key: bar.id,
              head: bar.label,
              ...(bar.href ? { href: bar.href } : {}),
              cells: [
                text(bar.amount),
                share(bar),
                ...(compared ? [bar.previous === undefined ? null : text(bar.previous)] : []),
              ],
            })),
            {
              key: 'sum of all rows',
              head: t('total'),
              cells: [
                text(total(sized.map(({ amount }) => amount))),
                null,
                ...(compared ? [text(total(sized.map(({ previous }) => previous ?? '0')))] : []),
              ],
            },
          ]}
        />
      }
    >
      <ul aria-label={label} className="-mx-2 grid grid-cols-1 gap-0.5">
        {bars.map((bar) => (
          <li
            key={bar.id}
            className="relative rounded-control px-2 py-1.5 has-[a:focus-visible]:bg-line-2/60 has-[a:hover]:bg-line-2/60"
          >
            <div className="flex items-center gap-3">
              <Mark bar={bar} />
              <div className="min-w-0 grow">
                <div className="flex items-baseline justify-between gap-3">
                  {bar.href ? (
                    <Link href={bar.href} className="truncate after:absolute after:inset-0">
                      {bar.label}
                    </Link>
                  ) : (
                    <span className="truncate">{bar.label}</span>
                  )}
                  <span className="figures shrink-0 whitespace-nowrap">
                    {text(bar.amount)}
                    <span className="inline-block w-11 text-right text-13 text-ink-2">{share(bar)}</span>
                  </span>
                </div>
                <div aria-hidden="true" className="mt-1 h-1.5 rounded-full bg-line-2">
                  {exact(bar.amount).greaterThan(0) ? (
                    <div
                      className="h-full min-w-0.5 rounded-full"
                      style={{
                        width: `${(ratio(bar.amount, largest) * 100).toFixed(2)}%`,
                        background: barColour(bar),
                      }}
                    />
                  ) : null}
                </div>
                {change(bar) || note(bar) ? (
                  <p className="figures mt-0.5 text-12 text-ink-2">{note(bar) ?? change(bar)}</p>
                ) : null}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}

/** A row that is no category, such as a merchant, has neither a code nor a mark that somebody chose. */
const isPlain = ({ code, colour, icon }: Bar) => code === undefined && !colour && !icon

function barColour(bar: Bar): string {
  if (bar.others) return 'var(--color-edge)'
  return isPlain(bar) ? 'var(--color-keel)' : colourOf(bar.colour ?? categoryColour(bar.code ?? null))
}

function Mark({ bar }: { bar: Bar }) {
  if (!bar.others)
    return isPlain(bar) ? (
      <InitialsTile name={bar.label} />
    ) : (
      <CategoryMark code={bar.code} colour={bar.colour} icon={bar.icon} />
    )
  return (
    <span
      aria-hidden="true"
      className="grid size-7 shrink-0 place-items-center rounded-control bg-chip text-ink-2"
    >
      <Ellipsis className="size-4" strokeWidth={1.75} />
    </span>
  )
}

function othersOf(rest: readonly Bar[], label: string, href: Route | undefined): Bar {
  const compared = rest.every(({ previous }) => previous !== undefined)
  return {
    id: 'others of all kinds',
    label,
    amount: total(rest.map(({ amount }) => amount)),
    ...(compared ? { previous: total(rest.map(({ previous }) => previous ?? '0')) } : {}),
    ...(href ? { href } : {}),
    others: true,
  }
}
