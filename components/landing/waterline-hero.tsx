import { DayCard } from '../charts/day-card'
import { fromTop, type WaterlinePoint, waterlineScale } from '../charts/waterline-scale'
import { WaterlineStill } from '../charts/waterline-still'
import { Boat } from '../shell/logo'

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
const SHOWN_AT = 0.76
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
  const percent = (part: number) => `${(part * 100).toFixed(2)}%`
  const top = (value: number) => percent(fromTop(value, scale))
  const x = percent(at / (points.length - 1))
  const beside = points.slice(0, Math.ceil(NAME_REACHES * points.length))
  const nets = beside.map(({ net }) => net)

  return (
    <figure aria-label={words.picture} className="relative mt-10 overflow-hidden sm:mt-8">
      <div className="relative h-80 sm:h-104">
        <div className="absolute inset-0 animate-unroll">
          <WaterlineStill points={points} rules={false} />
        </div>
        <div
          aria-hidden="true"
          className="relative mx-auto h-full max-w-page text-12 text-ink-2 *:absolute sm:text-13"
        >
          <span
            className="left-4 -translate-y-full pb-1.5 font-medium text-keel sm:left-8"
            style={{ top: top(Math.max(...nets)) }}
          >
            {words.steer}
          </span>
          <span
            className="left-4 -translate-y-1/2 sm:left-[30%]"
            style={{ top: top(Math.min(...nets) * 0.5) }}
          >
            {words.above}
          </span>
          <span
            className="left-4 -translate-y-full pb-1 font-medium text-ink sm:left-8"
            style={{ top: top(0) }}
          >
            {words.waterline}
          </span>
          <span className="left-4 -translate-y-1/2 sm:left-[30%]" style={{ top: top(shown.owed * 0.45) }}>
            {words.below}
          </span>
        </div>
        <div className="absolute left-[52%] max-sm:hidden" style={{ top: top(0) }}>
          <Boat className="size-14" />
        </div>
        <span
          aria-hidden="true"
          className="absolute w-px bg-ink/35"
          style={{ left: x, top: top(shown.owned), bottom: percent(1 - fromTop(shown.owed, scale)) }}
        />
        <span
          aria-hidden="true"
          className="absolute size-3 -translate-1/2 rounded-full border-2 border-card bg-keel"
          style={{ left: x, top: top(shown.net) }}
        />
        <div
          className="absolute -translate-x-full -translate-y-full pr-3 pb-3 sm:pb-5 rail:translate-x-0 rail:pl-3.5"
          style={{ left: x, top: top(0) }}
        >
          <DayCard point={shown} note={words.example} locale={locale} words={words} />
        </div>
      </div>
    </figure>
  )
}
