'use client'

import dynamic from 'next/dynamic'
import { useCallback, useId, useState } from 'react'
import { Cell, HeadCell, Row, Table, TableBody, TableHead } from '../ui/table'
import { WaterlineFrame } from './waterline-frame'
import { dayLabel, type WaterlinePoint } from './waterline-scale'
import { WaterlineStill } from './waterline-still'

/** The library comes in a chunk of its own, after the page: until then the picture drawn by the server is there. */
const Plot = dynamic(() => import('./waterline-plot').then((loaded) => loaded.WaterlinePlot), { ssr: false })

export interface WaterlineWords {
  waterline: string
  own: string
  owe: string
  net: string
  estimated: string
  /** "estimated before Nov 21"; empty where nothing is. */
  estimatedBefore: string
  day: string
  showTable: string
  showChart: string
  /** How the keyboard moves in the chart. */
  keyboard: string
}

interface WaterlineChartProps {
  /** Day by day, oldest first. Numbers are for pixels only; what is read are the texts. */
  points: WaterlinePoint[]
  /** Names the chart and its table, e.g. "Balances in US dollars". */
  label: string
  locale: string
  words: WaterlineWords
}

/**
 * What one owns above the waterline, what one owes below it, and the net as the line between: the same for every
 * currency. Never two currencies in one.
 */
export function WaterlineChart({ points, label, locale, words }: WaterlineChartProps) {
  const [asTable, setAsTable] = useState(false)
  const [answers, setAnswers] = useState(false)
  const showAnswers = useCallback(() => setAnswers(true), [])
  const hintId = useId()
  const last = points.at(-1)
  if (!last) return null

  function toggle() {
    setAsTable(!asTable)
    setAnswers(false)
  }

  return (
    <div className="flex grow flex-col">
      {asTable ? (
        <WaterlineTable points={points} label={label} locale={locale} words={words} />
      ) : (
        <figure aria-label={label} className="flex grow flex-col">
          <WaterlineFrame points={points} locale={locale} words={words} className="grow">
            {answers ? null : <WaterlineStill points={points} />}
            <Plot
              points={points}
              label={label}
              hintId={hintId}
              locale={locale}
              words={words}
              onDrawn={showAnswers}
            />
          </WaterlineFrame>
          <p id={hintId} className="sr-only">
            {words.estimatedBefore} {words.keyboard}
          </p>
        </figure>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-x-5 gap-y-1 text-13">
        <Key className="border-keel bg-keel-soft" name={words.own} value={last.ownedText} />
        <Key className="border-debt bg-debt-soft" name={words.owe} value={last.owedText} />
        <button
          type="button"
          onClick={toggle}
          className="touch-target ml-auto rounded-control py-1 text-ink-2 underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink-3"
        >
          {asTable ? words.showChart : words.showTable}
        </button>
      </div>
    </div>
  )
}

function Key({ className, name, value }: { className: string; name: string; value: string }) {
  return (
    <span className="figures inline-flex items-center gap-2 text-ink-2">
      <span aria-hidden="true" className={`size-2.5 rounded-[3px] border ${className}`} />
      <span>
        {name} <span className="text-ink">{value}</span>
      </span>
    </span>
  )
}

/** The same days as figures, newest first. */
function WaterlineTable({ points, label, locale, words }: WaterlineChartProps) {
  const severalYears = points[0]?.day.slice(0, 4) !== points.at(-1)?.day.slice(0, 4)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section aria-label={label} tabIndex={0} className="max-h-64 overflow-auto sm:max-h-72">
      <Table aria-label={label} className="text-12 [&_td]:px-1 [&_th]:px-1 sm:text-13">
        <TableHead className="sticky top-0 bg-card">
          <Row>
            <HeadCell>{words.day}</HeadCell>
            <HeadCell align="right">{words.own}</HeadCell>
            <HeadCell align="right">{words.owe}</HeadCell>
            <HeadCell align="right">{words.net}</HeadCell>
          </Row>
        </TableHead>
        <TableBody>
          {points.toReversed().map((point) => (
            <Row key={point.day}>
              <Cell className="whitespace-nowrap">
                {dayLabel(point.day, locale, severalYears)}
                {point.estimated ? <span className="ml-2 text-12 text-ink-2">{words.estimated}</span> : null}
              </Cell>
              <Cell align="right">{point.ownedText}</Cell>
              <Cell align="right">{point.owedText}</Cell>
              <Cell align="right">{point.netText}</Cell>
            </Row>
          ))}
        </TableBody>
      </Table>
    </section>
  )
}
