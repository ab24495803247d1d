import { cx } from '../ui/cx'
import { dayLabel, type WaterlinePoint } from './waterline-scale'

const SUM = 'mt-1 border-t border-line-2 pt-1'

/** The exact figures of one day. */
export function DayCard({
  point,
  note,
  locale,
  words,
  single = false,
}: {
  point: WaterlinePoint
  /** What kind of day it is, such as "estimated". */
  note: string | null
  locale: string
  words: { own: string; owe: string; net: string }
  /** The net alone, without what it is made of. */
  single?: boolean
}) {
  return (
    <div className="figures rounded-control border border-line bg-card px-3 py-2 text-13 whitespace-nowrap text-ink">
      <p className="mb-1 flex items-baseline justify-between gap-4 text-12 text-ink-2">
        <span>{dayLabel(point.day, locale, true)}</span>
        {note ? <span>{note}</span> : null}
      </p>
      <dl className="grid grid-cols-[auto_auto]">
        {single ? null : (
          <>
            <dt className="text-ink-2">{words.own}</dt>
            <dd className="pl-6 text-right">{point.ownedText}</dd>
            <dt className="text-ink-2">{words.owe}</dt>
            <dd className="pl-6 text-right">{point.owedText}</dd>
          </>
        )}
        <dt className={cx('font-semibold', !single && SUM)}>{words.net}</dt>
        <dd className={cx('pl-6 text-right font-semibold', !single && SUM)}>{point.netText}</dd>
      </dl>
    </div>
  )
}
