import { DayCard } from '../charts/day-card'
import { fromTop, type WaterlinePoint, waterlineScale } from '../charts/waterline-scale'
import { WaterlineStill } from '../charts/waterline-still'

interface WaterlineHeroProps {
  points: WaterlinePoint[]
  locale: string
  words: {
    /** The picture in words. */
    picture: string
    example: string
    above: string
    below: string
    /** What the line between is. */
    steer: string
    waterline: string
    own: string
    owe: string
    net: string
  }
}

/** How far from the left the day stands whose figures are shown, and how far the name of the net line reaches. */
const SHOWN_AT = 0.74
const NAME_REACHES = 0.36

/**
 * The waterline from edge to edge of the page, with the figures of one day as the chart of the overview shows them
 * under the pointer. A picture: nothing in it answers.
 */
export function WaterlineHero({ points, locale, words }: WaterlineHeroProps) {
  const at = Math.round(SHOWN_AT * (points.length - 1))
  const shown = points[at]
  if (!shown) return null
  const scale = waterlineScale(points)
  const top = (value: number) => `${(fromTop(value, scale) * 100).toFixed(2)}%`
  const x = `${((at / (points.length - 1)) * 100).toFixed(2)}%`
  const beside = points.slice(0, Math.ceil(NAME_REACHES * points.length))
  const underNet = Math.min(...beside.map(({ net }) => net))

  return (
    <figure aria-label={words.picture} className="relative mt-10 overflow-hidden sm:mt-8">
      <div className="relative h-80 sm:h-104">
        <div className="absolute inset-0 animate-unroll">
          <WaterlineStill points={points} rules={false} />
        </div>
        <div
          aria-hidden="true"
          className="relative mx-auto h-full max-w-page text-12 text-ink-2 *:absolute *:left-4 sm:text-13 sm:*:left-8"
        >
          <span className="pt-2 font-medium text-keel" style={{ top: top(underNet) }}>
            {words.steer}
          </span>
          <span className="-translate-y-1/2" style={{ top: top(underNet * 0.42) }}>
            {words.above}
          </span>
          <span className="-translate-y-full pb-1 font-medium text-ink" style={{ top: top(0) }}>
            {words.waterline}
          </span>
          <span className="-translate-y-1/2" style={{ top: top(shown.owed * 0.45) }}>
            {words.below}
          </span>
        </div>
        <span
          aria-hidden="true"
          className="absolute inset-y-0 w-px bg-ink/35"
          style={{ left: x, top: top(shown.owned) }}
        />
        <span
          aria-hidden="true"
          className="absolute size-3 -translate-1/2 rounded-full border-2 border-card bg-keel"
          style={{ left: x, top: top(shown.net) }}
        />
        <div
          className="absolute -translate-x-full -translate-y-full pr-3 pb-3 sm:translate-x-0 sm:pb-5 sm:pl-3.5"
          style={{ left: x, top: top(0) }}
        >
          <DayCard point={shown} note={words.example} locale={locale} words={words} />
        </div>
      </div>
    </figure>
  )
}
