import { cx } from '../ui/cx'

interface SparklineProps {
  /** In order of time; for pixels only. */
  values: number[]
  /** What it shows, in words; without it the line is an ornament beside the figure. */
  label?: string
  className?: string
}

const WIDTH = 100
const HEIGHT = 100

/** A small line beside an amount. Drawn by the server. */
export function Sparkline({ values, label, className }: SparklineProps) {
  const drawn = values.length === 1 ? [...values, ...values] : values
  if (drawn.length === 0) return null
  const low = Math.min(...drawn)
  const span = Math.max(...drawn) - low
  const x = (index: number) => (index / (drawn.length - 1)) * WIDTH
  const y = (value: number) => (span === 0 ? HEIGHT / 2 : HEIGHT - ((value - low) / span) * HEIGHT)
  const end = y(drawn.at(-1) ?? low)

  return (
    <span
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
      className={cx('relative block h-6 w-24 py-0.5 pr-1', className)}
    >
      <span className="relative block size-full">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          fill="none"
          aria-hidden="true"
          className="absolute inset-0 size-full overflow-visible"
        >
          <path
            d={`M${drawn.map((value, index) => `${x(index).toFixed(2)},${y(value).toFixed(2)}`).join('L')}`}
            stroke="var(--color-keel)"
            strokeWidth={1.5}
            strokeLinejoin="round"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
        <span
          aria-hidden="true"
          className="absolute left-full size-1 -translate-x-1/2 -translate-y-1/2 rounded-full bg-keel"
          style={{ top: `${end}%` }}
        />
      </span>
    </span>
  )
}
