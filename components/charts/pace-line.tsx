import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { ChartFrame } from './chart-frame'
import { ChartTable } from './chart-table'
import { useFrameWords } from './frame-words'
import { paceOf, type SpentByDay } from './pace'
import { percent } from './percent'
import { PlotDot } from './plot-dot'
import { SIZE, StretchedLine, StretchedLines } from './stretched-lines'
import { dayLabel } from './waterline-scale'

interface PaceLineProps {
  /** Names figure and table, e.g. "Groceries in November, in US dollars". */
  label: string
  currency: string
  /** A size, like all amounts here. */
  limit: string
  /** First and last day of the period, YYYY-MM-DD. */
  from: string
  to: string
  /** What was spent up to each day, oldest first; the last is today, or the last day of a period that is over. */
  spent: readonly SpentByDay[]
  title?: ReactNode
  summary?: ReactNode
  csvHref?: string
}

/** What was spent so far against an even way to the limit. Drawn by the server. */
export function PaceLine(props: PaceLineProps) {
  const { label, currency, limit, from, to, spent } = props
  const t = useTranslations('charts')
  const locale = useLocale()
  const frame = useFrameWords(props.csvHref)
  const pace = paceOf(limit, from, to, spent, currency)
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  const ahead = exact(pace.ahead)
  const difference = { amount: text(plain(ahead.abs())) }
  const says = ahead.isZero() ? t('onPace') : t(ahead.isNegative() ? 'underPace' : 'overPace', difference)
  const at = (value: number) => (value * SIZE).toFixed(1)
  const line = pace.line.map(({ x, y }) => `${at(x)},${at(y)}`).join('L')

  return (
    <ChartFrame
      title={props.title}
      summary={props.summary}
      {...frame}
      footer={<p className="figures text-ink-2">{says}</p>}
      table={
        <ChartTable
          caption={label}
          columns={[t('day'), t('spent')].map((column) => ({ label: column }))}
          rows={spent.toReversed().map(({ day, total }) => ({
            key: day,
            head: dayLabel(day, locale, false),
            cells: [text(total)],
          }))}
        />
      }
    >
      <figure aria-label={label} className="text-12 text-ink-2">
        <div className="relative mr-1.5 h-40">
          <StretchedLines>
            <StretchedLine d={`M0,${at(pace.limitY)}H${SIZE}`} stroke="var(--color-ink-3)" />
            <StretchedLine d={`M0,${at(pace.zeroY)}H${SIZE}`} stroke="var(--color-ink)" strokeWidth={1.5} />
            <StretchedLine
              d={`M0,${at(pace.zeroY)}L${SIZE},${at(pace.limitY)}`}
              stroke="var(--color-ink-3)"
              strokeWidth={1.5}
              strokeDasharray="3 5"
            />
            <StretchedLine d={`M${line}`} stroke="var(--color-debt)" strokeWidth={2} />
          </StretchedLines>
          <span
            className="halo absolute left-1.5 -translate-y-full leading-4"
            style={{ top: percent(pace.limitY) }}
          >
            <span className="figures">{t('limitOf', { amount: text(limit) })}</span>
          </span>
          <span
            aria-hidden="true"
            className="halo absolute right-0 translate-y-1.5 leading-4"
            style={{ top: percent((pace.zeroY + 2 * pace.limitY) / 3) }}
          >
            {t('evenPace')}
          </span>
          {pace.today ? <PlotDot {...pace.today} colour="bg-debt" /> : null}
        </div>
        <div aria-hidden="true" className="mt-2 flex justify-between leading-4">
          <span>{dayLabel(from, locale, false)}</span>
          <span>{dayLabel(to, locale, false)}</span>
        </div>
      </figure>
    </ChartFrame>
  )
}
