import { dateTimeFormat } from '@/lib/i18n/formatters'
import { exact, plain } from '@/lib/money/money'
import { fromTop, type WaterlineScale, waterlineScale } from './waterline-scale'

/** Where a bar lies, in parts of the height of the plot: 0 is its upper edge. */
export interface BarPlace {
  top: number
  height: number
}

export interface FlowColumnPlace {
  /** Distance of the column's middle from the left, as a part of the width. */
  middle: number
  income: BarPlace
  spending: BarPlace
  /** Exact: income and spending together. */
  net: string
  netTop: number
}

/**
 * Places for months side by side: money in above the waterline, spending below it, and what remains of both. A month
 * in which more came back than was spent has its spending above, as it was.
 */
export function flowColumns(months: readonly { income: string; spending: string }[]): {
  scale: WaterlineScale
  columns: FlowColumnPlace[]
} {
  const values = months.map(({ income, spending }) => {
    const net = plain(exact(income).plus(spending))
    return { income: Number(income), spending: Number(spending), net, height: Number(net) }
  })
  const scale = waterlineScale(
    values.map(({ income, spending, height }) => ({
      owned: Math.max(income, spending, 0),
      owed: Math.min(income, spending, 0),
      net: height,
    })),
  )
  const zero = fromTop(0, scale)
  const place = (value: number): BarPlace => {
    const end = fromTop(value, scale)
    return { top: Math.min(end, zero), height: Math.abs(end - zero) }
  }
  return {
    scale,
    columns: values.map(({ income, spending, net, height }, index) => ({
      middle: (index + 0.5) / values.length,
      income: place(income),
      spending: place(spending),
      net,
      netTop: fromTop(height, scale),
    })),
  }
}

/** "November 2026", or "Nov" at the axis. */
export function monthLabel(
  month: string,
  locale: string,
  length: 'long' | 'short' | 'shortWithYear' = 'long',
): string {
  return dateTimeFormat(locale, {
    timeZone: 'UTC',
    month: length === 'long' ? 'long' : 'short',
    ...(length === 'short' ? {} : { year: 'numeric' }),
  }).format(new Date(`${month}-01T00:00:00Z`))
}
