import type { Route } from 'next'
import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import { ChartFrame } from './chart-frame'
import { ChartTable } from './chart-table'
import { FlowPlot } from './flow-plot'
import { flowColumns, monthLabel } from './flow-scale'
import { useFrameWords } from './frame-words'
import { fromTop, ruleLabel } from './waterline-scale'

/** One month of one currency, exact. */
export interface FlowMonth {
  /** YYYY-MM. */
  month: string
  /** Money in: positive. */
  income: string
  /** Money out: negative. */
  spending: string
  /** The transactions each of them is made of. */
  incomeHref: Route
  spendingHref: Route
  /** The month is not over. */
  partial?: boolean
}

interface FlowBarsProps {
  /** Names figure and table, e.g. "Cash flow in US dollars". */
  label: string
  currency: string
  /** Oldest first, without gaps; 36 are as many as can be told apart on a phone. */
  months: readonly FlowMonth[]
  title?: ReactNode
  summary?: ReactNode
  csvHref?: string
}

/** Month by month, money in above the waterline, spending below it, and the net between. Each bar opens its rows. */
export function FlowBars({ label, currency, months, title, summary, csvHref }: FlowBarsProps) {
  const t = useTranslations('charts')
  const locale = useLocale()
  const frame = useFrameWords(csvHref)
  const first = months[0]
  if (!first) return null
  const { scale, columns } = flowColumns(months)
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  const severalYears = months.length > 11
  const finished = months.flatMap((month, index) => {
    const place = columns[index]
    if (!place) return []
    const long = monthLabel(month.month, locale)
    const name = month.partial ? t('monthSoFar', { month: long }) : long
    const incomeText = text(month.income)
    const spendingText = text(plain(exact(month.spending).negated()))
    return {
      key: month.month,
      name: long,
      short: monthLabel(month.month, locale, severalYears ? 'shortWithYear' : 'short'),
      note: month.partial ? t('soFar') : null,
      incomeText,
      spendingText,
      netText: text(place.net),
      incomeName: t('moneyInOf', { month: name, amount: incomeText }),
      spendingName: t('spentOf', { month: name, amount: spendingText }),
      incomeHref: month.incomeHref,
      spendingHref: month.spendingHref,
      place,
      /** Bars that lie on the other side than theirs are dashed. */
      incomeTurned: exact(month.income).isNegative(),
      spendingTurned: exact(month.spending).greaterThan(0),
    }
  })
  return (
    <ChartFrame
      title={title}
      summary={summary}
      {...frame}
      footer={
        <>
          <Key className="border-in bg-in/30" name={t('moneyIn')} />
          <Key className="border-debt bg-debt-soft" name={t('spent')} />
          <span className="inline-flex items-center gap-2 text-ink-2">
            <span aria-hidden="true" className="h-0.5 w-4 rounded-full bg-keel" />
            {t('net')}
          </span>
        </>
      }
      table={
        <ChartTable
          caption={label}
          columns={[t('month'), t('moneyIn'), t('spent'), t('net')].map((column) => ({ label: column }))}
          rows={finished.toReversed().map((month) => ({
            key: month.key,
            head: month.name,
            note: month.note,
            cells: [
              { text: month.incomeText, href: month.incomeHref },
              { text: month.spendingText, href: month.spendingHref },
              month.netText,
            ],
          }))}
        />
      }
    >
      <FlowPlot
        label={label}
        months={finished}
        zero={fromTop(0, scale)}
        rules={scale.rules.map((rule) => ({ top: fromTop(rule, scale), name: ruleLabel(rule, locale) }))}
        words={{
          waterline: t('waterline'),
          moneyIn: t('moneyIn'),
          spent: t('spent'),
          net: t('net'),
          keyboard: t('flowKeyboard'),
        }}
      />
    </ChartFrame>
  )
}

function Key({ className, name }: { className: string; name: string }) {
  return (
    <span className="inline-flex items-center gap-2 text-ink-2">
      <span aria-hidden="true" className={`size-2.5 rounded-[3px] border ${className}`} />
      {name}
    </span>
  )
}
