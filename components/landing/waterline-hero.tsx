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
    waterline: string
    own: string
    owe: string
    net: string
    estimated: string
  }
}

/** The waterline from edge to edge of the page, with the figures of its last day. A picture: nothing in it answers. */
export function WaterlineHero({ points, locale, words }: WaterlineHeroProps) {
  const last = points.at(-1)
  if (!last) return null
  const scale = waterlineScale(points)
  const percent = (value: number) => `${fromTop(value, scale) * 100}%`

  return (
    <figure aria-label={words.picture} className="relative mt-8 overflow-hidden sm:mt-6">
      <div className="relative h-72 sm:h-100">
        <div className="absolute inset-0 animate-unroll">
          <WaterlineStill points={points} />
        </div>
        <div className="relative mx-auto h-full max-w-page text-12 text-ink-2 sm:text-13">
          <span
            aria-hidden="true"
            className="absolute left-4 -translate-y-full pb-1 font-medium text-ink sm:left-8"
            style={{ top: percent(0) }}
          >
            {words.waterline}
          </span>
          <span
            aria-hidden="true"
            className="absolute left-4 -translate-y-1/2 sm:left-2/5"
            style={{ top: percent(last.owned * 0.3) }}
          >
            {words.above}
          </span>
          <span
            aria-hidden="true"
            className="absolute left-4 -translate-y-1/2 sm:left-2/5"
            style={{ top: percent(last.owed * 0.42) }}
          >
            {words.below}
          </span>
          <div className="absolute right-4 -translate-y-full pb-4 sm:right-8" style={{ top: percent(0) }}>
            <p className="mb-1.5 text-12">{words.example}</p>
            <DayCard point={last} locale={locale} words={words} />
          </div>
        </div>
      </div>
    </figure>
  )
}
