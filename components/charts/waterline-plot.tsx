'use client'

import { useEffect, useMemo } from 'react'
import {
  Area,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { DayCard } from './day-card'
import { type PackedPoints, unpackPoints } from './packed-points'
import { ESTIMATED, waterlineRows, waterlineScale } from './waterline-scale'

export interface WaterlinePlotProps {
  points: PackedPoints
  label: string
  /** Id of what says how the keyboard moves in it. */
  hintId: string
  locale: string
  words: { own: string; owe: string; net: string; estimated: string }
  /** Only the net is read out. */
  single: boolean
  /** Each value holds until the next. */
  step: boolean
  /** Called once the chart knows its size and stands on the page. */
  onDrawn: () => void
}

/** The plot that answers to pointer and arrow keys. Fills the frame; everything around it stands in the frame. */
export function WaterlinePlot({
  points: packed,
  label,
  hintId,
  locale,
  words,
  single,
  step,
  onDrawn,
}: WaterlinePlotProps) {
  const points = useMemo(() => unpackPoints(packed), [packed])
  const { min, max, rules } = waterlineScale(points)
  const type = step ? 'stepAfter' : 'linear'
  const shared = { type, isAnimationActive: false, connectNulls: false } as const
  const quietArea = { ...shared, stroke: 'none', activeDot: false, dot: false } as const

  return (
    <ResponsiveContainer width="100%" height="100%" minWidth={0}>
      <ComposedChart
        data={waterlineRows(points)}
        margin={{ top: 0, right: 0, bottom: 0, left: 0 }}
        aria-label={label}
        aria-describedby={hintId}
        style={{ overflow: 'visible' }}
      >
        <XAxis dataKey="key" hide scale="point" padding={{ left: 0, right: 0 }} />
        <YAxis hide domain={[min, max]} ticks={[0]} allowDataOverflow />
        <Area {...quietArea} dataKey="owned" fill="var(--color-keel-soft)" fillOpacity={1} />
        <Area
          {...quietArea}
          dataKey="ownedEstimated"
          fill="var(--color-keel-soft)"
          fillOpacity={ESTIMATED.areaOpacity}
        />
        <Area {...quietArea} dataKey="owed" fill="var(--color-debt-soft)" fillOpacity={1} />
        <Area
          {...quietArea}
          dataKey="owedEstimated"
          fill="var(--color-debt-soft)"
          fillOpacity={ESTIMATED.areaOpacity}
        />
        {rules.map((rule) => (
          <ReferenceLine key={rule} y={rule} stroke="var(--color-ink)" strokeOpacity={0.1} />
        ))}
        <ReferenceLine y={0} stroke="var(--color-ink)" strokeWidth={1.5} />
        <Line
          {...shared}
          dataKey="netEstimated"
          stroke="var(--color-keel)"
          strokeWidth={ESTIMATED.lineWidth}
          strokeOpacity={ESTIMATED.lineOpacity}
          strokeLinecap="round"
          strokeLinejoin="round"
          dot={false}
          activeDot={{ r: 4.5, fill: 'var(--color-card)', stroke: 'var(--color-keel)', strokeWidth: 2 }}
        />
        <Line
          {...shared}
          dataKey="net"
          stroke="var(--color-keel)"
          strokeWidth={2}
          strokeLinecap="round"
          strokeLinejoin="round"
          dot={false}
          activeDot={{ r: 4.5, fill: 'var(--color-keel)', stroke: 'var(--color-card)', strokeWidth: 2 }}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--color-ink)', strokeOpacity: 0.35, strokeWidth: 1 }}
          offset={14}
          wrapperStyle={{ zIndex: 10, outline: 'none' }}
          content={({ active, payload }) => {
            const index: unknown = payload?.[0]?.payload?.index
            const point = active && typeof index === 'number' ? points[index] : undefined
            return point ? (
              <div role="status" aria-live="assertive">
                <DayCard
                  point={point}
                  note={point.estimated ? words.estimated : null}
                  locale={locale}
                  words={words}
                  single={single}
                />
              </div>
            ) : null
          }}
        />
        <Drawn onDrawn={onDrawn} />
      </ComposedChart>
    </ResponsiveContainer>
  )
}

/** The chart draws its children only once it has measured its place. */
function Drawn({ onDrawn }: { onDrawn: () => void }) {
  useEffect(onDrawn, [onDrawn])
  return null
}
