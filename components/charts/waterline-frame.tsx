import type { CSSProperties, ReactNode } from 'react'
import {
  dayLabel,
  estimatedUntil,
  fromTop,
  ruleLabel,
  type WaterlinePoint,
  waterlineScale,
} from './waterline-scale'

export interface WaterlineFrameProps {
  points: WaterlinePoint[]
  locale: string
  words: { waterline: string; estimated: string }
  /** Draws the plot: it fills the frame. */
  children: ReactNode
}

function percent(part: number): string {
  return `${(part * 100).toFixed(3)}%`
}

/**
 * What stands around and over the plot: names of the rules at the left, the word "waterline", dates at both ends and
 * in the middle, a dot on today. Plain elements placed by percentages, so that the first picture and the chart that
 * replaces it share them and nothing moves.
 */
export function WaterlineFrame({ points, locale, words, children }: WaterlineFrameProps) {
  const scale = waterlineScale(points)
  const first = points[0]
  const last = points.at(-1)
  const middle = points.length > 4 ? points[Math.round((points.length - 1) / 2)] : undefined
  if (!first || !last) return null
  const withYear = first.day.slice(0, 4) !== last.day.slice(0, 4) && points.length > 300
  const boundary = estimatedUntil(points)

  return (
    <div className="figures text-12 text-ink-2">
      <div className="relative mr-1.5 h-52 sm:h-60">
        <div className="absolute inset-0 animate-unroll">{children}</div>
        <div aria-hidden="true" className="pointer-events-none absolute inset-0">
          {scale.rules.map((rule) => (
            <span
              key={rule}
              className="absolute left-1.5 -translate-y-full leading-4"
              style={{ top: percent(fromTop(rule, scale)) }}
            >
              {ruleLabel(rule, locale)}
            </span>
          ))}
          <span
            className="absolute left-1.5 -translate-y-full leading-4 text-ink"
            style={{ top: percent(fromTop(0, scale)) }}
          >
            {words.waterline}
          </span>
          {boundary > 0 ? <Estimated until={boundary}>{words.estimated}</Estimated> : null}
          <span
            className="absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-card bg-keel"
            style={{ left: '100%', top: percent(fromTop(last.net, scale)) }}
          />
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

/** The word at the upper edge, on its side of the boundary; with an arrow where that side is too narrow for it. */
function Estimated({ until, children }: { until: number; children: ReactNode }) {
  const wide = until >= 0.3
  const place: CSSProperties = wide ? { right: percent(1 - until) } : { left: percent(until) }
  return (
    <>
      {until < 1 ? (
        <span
          className="absolute inset-y-0 border-l border-dashed border-ink-3/60"
          style={{ left: percent(until) }}
        />
      ) : null}
      <span className="absolute top-0 px-1.5 leading-4" style={place}>
        {wide ? null : '← '}
        {children}
      </span>
    </>
  )
}
