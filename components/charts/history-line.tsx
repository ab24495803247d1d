import { useLocale } from 'next-intl'
import type { ReactNode } from 'react'
import { useFrameWords } from './frame-words'
import { useWaterlineWords } from './net-worth-chart'
import { WaterlineChart } from './waterline-chart'
import { type ValueOfDay, valuePoints } from './waterline-points'

interface HistoryLineProps {
  /** Names figure and table, e.g. "Balance of Everyday checking". */
  label: string
  currency: string
  /** Oldest first, equally far apart: a day each, or a charge each. */
  points: readonly ValueOfDay[]
  /** What the value is called, e.g. "Balance". */
  valueName: string
  /** A balance goes from point to point; a price holds until the next charge. */
  kind?: 'balance' | 'price'
  title?: ReactNode
  summary?: ReactNode
  csvHref?: string
}

/** One value over time: an account's balance, or what a recurring charge has cost. */
export function HistoryLine({
  label,
  currency,
  points,
  valueName,
  kind = 'balance',
  title,
  summary,
  csvHref,
}: HistoryLineProps) {
  const locale = useLocale()
  const drawn = valuePoints(points, currency, locale)
  const words = useWaterlineWords(drawn)
  const frame = useFrameWords(csvHref)
  return (
    <WaterlineChart
      points={drawn}
      label={label}
      locale={locale}
      title={title}
      summary={summary}
      {...frame}
      words={{ ...words, net: valueName }}
      single
      step={kind === 'price'}
    />
  )
}
