import { cx } from '../ui/cx'
import { percent } from './percent'

interface PlotDotProps {
  /** Parts of the plot, 0 to 1, from its left and from its top. */
  x: number
  y: number
  colour?: 'bg-keel' | 'bg-debt'
}

/** Marks a point of a line. */
export function PlotDot({ x, y, colour = 'bg-keel' }: PlotDotProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full border-2 border-card',
        colour,
      )}
      style={{ left: percent(x), top: percent(y) }}
    />
  )
}
