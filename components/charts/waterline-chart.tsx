import type { ReactNode } from 'react'
import { ChartFrame, type CsvLink } from './chart-frame'
import { packPoints } from './packed-points'
import { WaterlineAnswers } from './waterline-answers'
import { WaterlineFrame } from './waterline-frame'
import type { WaterlinePoint } from './waterline-scale'
import { WaterlineStill } from './waterline-still'
import { WaterlineTable } from './waterline-table'

export interface WaterlineWords {
  waterline: string
  own: string
  owe: string
  net: string
  estimated: string
  /** "estimated before Nov 21"; empty where nothing is. */
  estimatedBefore: string
  day: string
  showTable: string
  showChart: string
  /** How the keyboard moves in the chart. */
  keyboard: string
}

interface WaterlineChartProps {
  /** Day by day, oldest first. Numbers are for pixels only; what is read are the texts. */
  points: WaterlinePoint[]
  /** Names the chart and its table, e.g. "Balances in US dollars". */
  label: string
  locale: string
  words: WaterlineWords
  /** The one value is all there is to read, and is called by `words.net`: no sums of what one owns and owes. */
  single?: boolean
  /** Each value holds until the next day drawn, such as a price. */
  step?: boolean
  title?: ReactNode
  summary?: ReactNode
  csv?: CsvLink
}

/**
 * What one owns above the waterline, what one owes below it, and the net as the line between: the same for every
 * currency. Never two currencies in one. The server draws it all; what answers to a hand comes when one reaches for it.
 */
export function WaterlineChart(props: WaterlineChartProps) {
  const { points, label, locale, words, single = false, step = false, title, summary, csv } = props
  const last = points.at(-1)
  if (!last) return null
  const packed = packPoints(points)
  return (
    <ChartFrame
      title={title}
      summary={summary}
      table={<WaterlineTable points={packed} label={label} locale={locale} words={words} single={single} />}
      words={words}
      {...(csv ? { csv } : {})}
      footer={
        single ? null : (
          <>
            <Key className="border-keel bg-keel-soft" name={words.own} value={last.ownedText} />
            <Key className="border-debt bg-debt-soft" name={words.owe} value={last.owedText} />
          </>
        )
      }
    >
      <figure aria-label={label} className="flex grow flex-col">
        <WaterlineFrame points={points} locale={locale} words={words} className="grow">
          <WaterlineAnswers
            still={<WaterlineStill points={points} step={step} />}
            points={packed}
            label={label}
            locale={locale}
            words={words}
            single={single}
            step={step}
          />
        </WaterlineFrame>
      </figure>
    </ChartFrame>
  )
}

function Key({ className, name, value }: { className: string; name: string; value: string }) {
  return (
    <span className="inline-flex items-center gap-2 text-ink-2">
      <span aria-hidden="true" className={`size-2.5 rounded-[3px] border ${className}`} />
      <span>
        {name} <span className="figures text-ink">{value}</span>
      </span>
    </span>
  )
}
