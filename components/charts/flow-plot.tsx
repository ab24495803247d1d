'use client'

import type { Route } from 'next'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { cx } from '../ui/cx'
import { Link } from '../ui/link'
import { useHydrated } from '../ui/use-hydrated'
import type { BarPlace, FlowColumnPlace } from './flow-scale'
import { percent } from './percent'
import { PlotDot } from './plot-dot'
import { SIZE, StretchedLine, StretchedLines } from './stretched-lines'

/** A month with everything that is read of it, finished. */
export interface FlowPlotMonth {
  key: string
  name: string
  short: string
  note: string | null
  incomeText: string
  spendingText: string
  netText: string
  incomeName: string
  spendingName: string
  incomeHref: Route
  spendingHref: Route
  place: FlowColumnPlace
  incomeTurned: boolean
  spendingTurned: boolean
}

interface FlowPlotProps {
  label: string
  months: FlowPlotMonth[]
  /** Distance of the waterline from the top, 0 to 1. */
  zero: number
  rules: { top: number; name: string }[]
  words: { waterline: string; moneyIn: string; spent: string; net: string; keyboard: string }
}

/** Dots on the net are for charts with room between them. */
const DOTS_UP_TO = 14
/** Every month has its name below it while there is room on a phone. */
const NAMES_UP_TO = 6

/** Left of the bars is room for the names of the rules. */
const MARGIN = 'left-9'

const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
}

/**
 * The bars of a cash flow. All of it is drawn by the server and every bar is a link from the first moment; with the
 * script come the figures under the pointer, and one stop of the tab key for the whole, with arrow keys inside.
 */
export function FlowPlot({ label, months, zero, rules, words }: FlowPlotProps) {
  const hydrated = useHydrated()
  const hintId = useId()
  const list = useRef<HTMLOListElement>(null)
  const [focused, setFocused] = useState<[number, number]>([months.length - 1, 1])
  const stop = [Math.min(focused[0], months.length - 1), focused[1]] as const
  const [shown, setShown] = useState<number | null>(null)

  function move(event: KeyboardEvent) {
    const step = MOVES[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const column = Math.min(months.length - 1, Math.max(0, stop[0] + step[0]))
    const part = Math.min(1, Math.max(0, stop[1] + step[1]))
    list.current?.children[column]?.querySelectorAll('a')[part]?.focus()
  }

  const card = shown === null ? undefined : months[shown]
  const middle = months.length > 4 ? months[Math.round((months.length - 1) / 2)] : undefined
  const width = 1 / months.length
  const line = months
    .map(({ place }) => `${(place.middle * SIZE).toFixed(1)},${(place.netTop * SIZE).toFixed(1)}`)
    .join('L')

  return (
    <figure aria-label={label} className="flex grow flex-col text-12 text-ink-2">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only forgets what the pointer has left */}
      <div className="relative min-h-52 grow sm:min-h-60" onMouseLeave={() => setShown(null)}>
        {rules.map((rule) => (
          <Hairline key={rule.name} top={rule.top} />
        ))}
        <span
          aria-hidden="true"
          className="absolute inset-x-0 border-t-[1.5px] border-ink"
          style={{ top: `calc(${percent(zero)} - 0.75px)` }}
        />
        <ol
          ref={list}
          aria-describedby={hintId}
          className={cx('absolute inset-y-0 right-0 animate-unroll', MARGIN)}
        >
          {months.map((month, index) => (
            <li
              key={month.key}
              className={cx('absolute inset-y-0 rounded-[3px]', shown === index && 'bg-line-2')}
              style={{ left: percent(index * width), width: percent(width) }}
              onMouseEnter={() => setShown(index)}
              onKeyDown={move}
            >
              <Bar
                place={month.place.income}
                className={cx('border-in', fill(month.incomeTurned, month.note, 'bg-in/30'))}
              />
              <Bar
                place={month.place.spending}
                className={cx('border-debt', fill(month.spendingTurned, month.note, 'bg-debt-soft'))}
              />
              {[
                { href: month.incomeHref, name: month.incomeName, top: 0, height: zero },
                { href: month.spendingHref, name: month.spendingName, top: zero, height: 1 - zero },
              ].map((part, row) => (
                <Link
                  key={part.name}
                  href={part.href}
                  aria-label={part.name}
                  tabIndex={hydrated && (stop[0] !== index || stop[1] !== row) ? -1 : undefined}
                  onFocus={() => {
                    setFocused([index, row])
                    setShown(index)
                  }}
                  onBlur={() => setShown(null)}
                  className="absolute inset-x-0 min-h-4 rounded-[3px] focus-visible:z-10 focus-visible:-outline-offset-2"
                  style={{ top: percent(part.top), height: percent(part.height) }}
                />
              ))}
            </li>
          ))}
        </ol>
        <div aria-hidden="true" className={cx('pointer-events-none absolute inset-y-0 right-0', MARGIN)}>
          <StretchedLines>
            <StretchedLine d={`M${line}`} stroke="var(--color-card)" strokeWidth={5} />
            <StretchedLine d={`M${line}`} stroke="var(--color-keel)" strokeWidth={2} />
          </StretchedLines>
          {months.length <= DOTS_UP_TO || shown !== null
            ? months.map(({ key, place }, index) =>
                months.length <= DOTS_UP_TO || shown === index ? (
                  <PlotDot key={key} x={place.middle} y={place.netTop} />
                ) : null,
              )
            : null}
          {card ? <MonthCard month={card} words={words} /> : null}
        </div>
        {rules.map((rule) => (
          <span
            key={rule.name}
            aria-hidden="true"
            className="figures halo pointer-events-none absolute left-0 -translate-y-full leading-4"
            style={{ top: percent(rule.top) }}
          >
            {rule.name}
          </span>
        ))}
      </div>
      <div
        aria-hidden="true"
        className={cx('mt-2 grid pl-9 leading-4', months.length > NAMES_UP_TO && 'grid-cols-3')}
        style={
          months.length > NAMES_UP_TO
            ? undefined
            : { gridTemplateColumns: `repeat(${months.length}, minmax(0, 1fr))` }
        }
      >
        {months.length > NAMES_UP_TO ? (
          <>
            <span>{months[0]?.short}</span>
            <span className="text-center">{middle?.short}</span>
            <span className="text-right">{months.at(-1)?.short}</span>
          </>
        ) : (
          months.map(({ key, short }) => (
            <span key={key} className="text-center">
              {short}
            </span>
          ))
        )}
      </div>
      <p id={hintId} className="sr-only">
        {words.keyboard}
      </p>
    </figure>
  )
}

function Hairline({ top }: { top: number }) {
  return (
    <span
      aria-hidden="true"
      className="absolute inset-x-0 border-t border-ink/10"
      style={{ top: percent(top) }}
    />
  )
}

/** Full where a month is over; an outline until then, and dashed on the side that is not its own. */
function fill(turned: boolean, note: string | null, full: string): string | null {
  if (turned) return 'border-dashed'
  return note ? null : full
}

function Bar({ place, className }: { place: BarPlace; className: string }) {
  if (place.height === 0) return null
  return (
    <span
      aria-hidden="true"
      className={cx('absolute inset-x-[19%] mx-auto min-h-px max-w-7 border', className)}
      style={{ top: percent(place.top), height: percent(place.height) }}
    />
  )
}

/** The exact figures of a month, on the side of the plot that has room. */
function MonthCard({ month, words }: { month: FlowPlotMonth; words: FlowPlotProps['words'] }) {
  const onTheRight = month.place.middle < 0.5
  const side = onTheRight
    ? { left: `calc(${percent(month.place.middle)} + 1.25rem)` }
    : { right: `calc(${percent(1 - month.place.middle)} + 1.25rem)` }
  return (
    <div
      className="absolute top-1 z-10 rounded-control border border-line bg-card px-3 py-2 text-13 whitespace-nowrap text-ink"
      style={side}
    >
      <p className="mb-1 flex items-baseline justify-between gap-4 text-12 text-ink-2">
        <span>{month.name}</span>
        {month.note ? <span>{month.note}</span> : null}
      </p>
      <dl className="grid grid-cols-[auto_auto]">
        <dt className="text-ink-2">{words.moneyIn}</dt>
        <dd className="figures pl-6 text-right">{month.incomeText}</dd>
        <dt className="text-ink-2">{words.spent}</dt>
        <dd className="figures pl-6 text-right">{month.spendingText}</dd>
        <dt className="mt-1 border-t border-line-2 pt-1 font-semibold">{words.net}</dt>
        <dd className="figures mt-1 border-t border-line-2 pt-1 pl-6 text-right font-semibold">
          {month.netText}
        </dd>
      </dl>
    </div>
  )
}
