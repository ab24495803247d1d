'use client'

import { ChartTable } from './chart-table'
import { type PackedPoints, unpackPoints } from './packed-points'
import { dayLabel } from './waterline-scale'

interface WaterlineTableProps {
  points: PackedPoints
  label: string
  locale: string
  words: { own: string; owe: string; net: string; estimated: string; day: string }
  /** Only the net is read out. */
  single: boolean
}

/** The same days as figures, newest first. */
export function WaterlineTable({ points: packed, label, locale, words, single }: WaterlineTableProps) {
  const points = unpackPoints(packed)
  const severalYears = points[0]?.day.slice(0, 4) !== points.at(-1)?.day.slice(0, 4)
  const columns = single ? [words.day, words.net] : [words.day, words.own, words.owe, words.net]
  return (
    <ChartTable
      caption={label}
      columns={columns.map((column) => ({ label: column }))}
      rows={points.toReversed().map((point) => ({
        key: point.day,
        head: dayLabel(point.day, locale, severalYears),
        note: point.estimated ? words.estimated : null,
        cells: single ? [point.netText] : [point.ownedText, point.owedText, point.netText],
      }))}
    />
  )
}
