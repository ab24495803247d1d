import { useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useFrameWords } from './frame-words'
import { WaterlineChart, type WaterlineWords } from './waterline-chart'
import { type BalanceOfDay, balancePoints } from './waterline-points'
import { dayLabel, estimate, needsYear, type WaterlinePoint } from './waterline-scale'

interface NetWorthChartProps {
  /** Names figure and table, e.g. "Balances in US dollars". */
  label: string
  currency: string
  /** Oldest first, equally far apart. */
  points: readonly BalanceOfDay[]
  title?: ReactNode
  summary?: ReactNode
  csvHref?: string
}

/** What one owns, what one owes and the net of one currency over time. Days that were reckoned are paler, and said. */
export function NetWorthChart({ label, currency, points, title, summary, csvHref }: NetWorthChartProps) {
  const locale = useLocale()
  const drawn = balancePoints(points, currency, locale)
  const words = useWaterlineWords(drawn)
  return (
    <WaterlineChart
      points={drawn}
      label={label}
      locale={locale}
      title={title}
      summary={summary}
      {...useFrameWords(csvHref)}
      words={words}
    />
  )
}

/** What a server component gives to a waterline chart of these points. */
export function useWaterlineWords(points: readonly WaterlinePoint[]): WaterlineWords {
  const t = useTranslations('charts')
  const locale = useLocale()
  const estimated = estimate([...points])
  const day = estimated?.before && dayLabel(estimated.before, locale, needsYear([...points]))
  return {
    waterline: t('waterline'),
    own: t('own'),
    owe: t('owe'),
    net: t('net'),
    estimated: t('estimated'),
    estimatedBefore: estimated ? (day ? t('estimatedBefore', { day }) : t('estimated')) : '',
    day: t('day'),
    showTable: t('showTable'),
    showChart: t('showChart'),
    keyboard: t('keyboard'),
  }
}
