import type { ReactNode } from 'react'
import { examplePoints } from '../charts/example-points'
import { fromTop, waterlineScale } from '../charts/waterline-scale'
import { WaterlineStill } from '../charts/waterline-still'
import { Boat } from '../shell/logo'

const POINTS = examplePoints('en')

interface AuthCardProps {
  title: string
  lead: string
  /** For those who came to the wrong of the two pages. */
  otherwise?: ReactNode
  children: ReactNode
}

/** The frame of the sign-in and the sign-up page, above the waterline. */
export function AuthCard({ title, lead, otherwise, children }: AuthCardProps) {
  return (
    <>
      <div className="mx-auto grid w-full max-w-form gap-5 px-4 pt-4 pb-12 sm:px-0 sm:pt-12">
        <div>
          <h1 className="text-27">{title}</h1>
          <p className="mt-1 text-ink-2">{lead}</p>
        </div>
        {children}
        {otherwise ? (
          <p className="text-ink-2 [&_a]:font-medium [&_a]:text-keel [&_a]:underline [&_a]:decoration-keel/40 [&_a]:underline-offset-4 [&_a:hover]:decoration-keel">
            {otherwise}
          </p>
        ) : null}
      </div>
      <div aria-hidden="true" className="relative mt-auto h-28 shrink-0 overflow-hidden sm:h-44">
        <WaterlineStill points={POINTS} rules={false} />
        <div
          className="absolute left-[72%] sm:left-2/3"
          style={{ top: `${fromTop(0, waterlineScale(POINTS)) * 100}%` }}
        >
          <Boat className="size-9 sm:size-12" />
        </div>
      </div>
    </>
  )
}
