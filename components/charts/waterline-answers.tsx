'use client'

import dynamic from 'next/dynamic'
import { type PointerEvent, type ReactNode, useCallback, useId, useRef, useState } from 'react'
import type { PackedPoints } from './packed-points'

/** The library is heavy, and comes once somebody turns to the chart: the server has drawn all there is to see. */
const Plot = dynamic(() => import('./waterline-plot').then((loaded) => loaded.WaterlinePlot), { ssr: false })

interface WaterlineAnswersProps {
  /** The picture that is seen until then. */
  still: ReactNode
  points: PackedPoints
  label: string
  locale: string
  words: {
    own: string
    owe: string
    net: string
    estimated: string
    estimatedBefore: string
    keyboard: string
  }
  single: boolean
  step: boolean
}

/** The plot within its frame: a picture, and from the first touch, pointer or focus on a chart that says its figures. */
export function WaterlineAnswers({
  still,
  points,
  label,
  locale,
  words,
  single,
  step,
}: WaterlineAnswersProps) {
  const [wanted, setWanted] = useState(false)
  const [answers, setAnswers] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const pointer = useRef<{ clientX: number; clientY: number } | null>(null)
  const hintId = useId()

  const showAnswers = useCallback(() => {
    const plot = place.current?.querySelector<SVGElement>('svg[role="application"]')
    // The place stops taking the focus once the plot does, so it hands over what it has.
    if (document.activeElement === place.current) plot?.focus({ preventScroll: true })
    setAnswers(true)
    // What the pointer asked for while the chart was under way: a finger asks only once.
    const asked = pointer.current
    if (asked) plot?.dispatchEvent(new MouseEvent('mousemove', { ...asked, bubbles: true }))
  }, [])

  function ask({ clientX, clientY }: PointerEvent) {
    pointer.current = { clientX, clientY }
    setWanted(true)
  }

  const waits = {
    role: 'application',
    tabIndex: 0,
    'aria-label': label,
    'aria-describedby': hintId,
    onFocus: () => setWanted(true),
    onPointerDown: ask,
    onPointerMove: ask,
    // A finger leaves with every tap, and still wants to see what it tapped on.
    onPointerLeave: ({ pointerType }: PointerEvent) => {
      if (pointerType === 'mouse') pointer.current = null
    },
  } as const

  return (
    <>
      <div ref={place} className="absolute inset-0" {...(answers ? {} : waits)}>
        {answers ? null : still}
        {wanted ? (
          <Plot
            points={points}
            label={label}
            hintId={hintId}
            locale={locale}
            words={words}
            single={single}
            step={step}
            onDrawn={showAnswers}
          />
        ) : null}
      </div>
      <p id={hintId} className="sr-only">
        {words.estimatedBefore} {words.keyboard}
      </p>
    </>
  )
}
