import type { CSSProperties, ReactNode } from 'react'
import { cx } from '../ui/cx'
import { percent } from './percent'
import { PlotDot } from './plot-dot'
import {
  dayLabel,
  type Estimate,
  estimate,
  fromTop,
  type LabelPlace,
  labelPlace,
  needsYear,
  ruleLabel,
  type WaterlinePoint,
  waterlineScale,
} from './waterline-scale'

export interface WaterlineFrameProps {
  points: WaterlinePoint[]
  locale: string
  words: {
    waterline: string
    /** "estimated before Nov 21" */
    estimatedBefore: string
  }
  /** Draws the plot: it fills the frame. */
  children: ReactNode
  className?: string
}

/**
 * What stands around and over the plot: names of the rules at the left, the word "waterline", dates at both ends and
 * in the middle, a dot on today. Plain elements placed by percentages, so that the first picture and the chart that
 * replaces it share them and nothing moves.
 */
export function WaterlineFrame({ points, locale, words, children, className }: WaterlineFrameProps) {
  const scale = waterlineScale(points)
  const first = points[0]
  const last = points.at(-1)
  const middle = points.length > 4 ? points[Math.round((points.length - 1) / 2)] : undefined
  if (!first || !last) return null
  const withYear = needsYear(points)
  const estimated = estimate(points)
  const place = (rule: number) => labelPlace(rule, points, scale)

  return (
    <div data-public className={cx('flex flex-col text-12 text-ink-2', className)}>
      <div className="relative mr-1.5 min-h-52 grow sm:min-h-60">
        <div className="absolute inset-0 animate-unroll">{children}</div>
        <div aria-hidden="true" className="pointer-events-none absolute inset-0">
          {scale.rules.map((rule) => (
            <RuleName key={rule} top={fromTop(rule, scale)} place={place(rule)} className="money">
              {ruleLabel(rule, locale)}
            </RuleName>
          ))}
          <RuleName top={fromTop(0, scale)} place={place(0)} className="text-ink">
            {words.waterline}
          </RuleName>
          {estimated ? <Estimated estimate={estimated}>{words.estimatedBefore}</Estimated> : null}
          <PlotDot x={1} y={fromTop(last.net, scale)} />
        </div>
      </div>
      <div aria-hidden="true" className="mt-2 grid grid-cols-3 leading-4">
        <span>{dayLabel(first.day, locale, withYear)}</span>
        <span className="text-center">{middle ? dayLabel(middle.day, locale, withYear) : null}</span>
        <span className="text-right">{last === first ? null : dayLabel(last.day, locale, withYear)}</span>
      </div>
    </div>
  )
}

function RuleName({
  top,
  place: { side, crossed },
  className,
  children,
}: {
  top: number
  place: LabelPlace
  className?: string
  children: ReactNode
}) {
  return (
    <span
      className={cx(
        'absolute left-1.5 leading-4',
        side === 'above' && '-translate-y-full',
        crossed && 'halo',
        className,
      )}
      style={{ top: percent(top) }}
    >
      {children}
    </span>
  )
}

/** A boundary nearer to the end than this would look like the end itself. */
const NEAR_THE_END = 0.96

/** The words at the upper edge, on their side of the boundary; with an arrow where that side is too narrow for them. */
function Estimated({ estimate: { until }, children }: { estimate: Estimate; children: ReactNode }) {
  const wide = until >= 0.4
  const all = until > NEAR_THE_END
  const place: CSSProperties = wide ? { right: percent(all ? 0 : 1 - until) } : { left: percent(until) }
  return (
    <>
      {all ? null : (
        <span
          className="absolute inset-y-0 border-l border-dashed border-ink-3/60"
          style={{ left: percent(until) }}
        />
      )}
      <span className={cx('absolute top-0 leading-4', !all && 'px-1.5')} style={place}>
        {wide ? null : '← '}
        {children}
      </span>
    </>
  )
}
