import { dayLabel, type WaterlinePoint } from './waterline-scale'

/** The exact figures of one day. */
export function DayCard({
  point,
  locale,
  words,
}: {
  point: WaterlinePoint
  locale: string
  words: { own: string; owe: string; net: string; estimated: string }
}) {
  return (
    <div className="figures rounded-control border border-line bg-card px-3 py-2 text-13 text-ink">
      <p className="mb-1 flex items-baseline justify-between gap-4 text-12 text-ink-2">
        <span>{dayLabel(point.day, locale, true)}</span>
        {point.estimated ? <span>{words.estimated}</span> : null}
      </p>
      <dl className="grid grid-cols-[auto_auto]">
        <dt className="text-ink-2">{words.own}</dt>
        <dd className="pl-6 text-right">{point.ownedText}</dd>
        <dt className="text-ink-2">{words.owe}</dt>
        <dd className="pl-6 text-right">{point.owedText}</dd>
        <dt className="mt-1 border-t border-line-2 pt-1 font-semibold">{words.net}</dt>
        <dd className="mt-1 border-t border-line-2 pt-1 pl-6 text-right font-semibold">{point.netText}</dd>
      </dl>
    </div>
  )
}
