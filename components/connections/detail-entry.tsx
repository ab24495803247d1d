import type { ReactNode } from 'react'
import { TimeOfDay } from './detail-moment'

/** One entry of the timeline: when, what, how it ended, and what there is to say of it. */
export function DetailEntry({
  at,
  icon,
  title,
  end,
  children,
}: {
  at: Date
  icon: ReactNode
  title: ReactNode
  end?: ReactNode
  children?: ReactNode
}) {
  return (
    <li className="group/entry relative grid grid-cols-[3.75rem_1.5rem_minmax(0,1fr)] gap-x-2 pb-4">
      <span className="pt-0.5 text-13 text-ink-2">
        <TimeOfDay at={at} />
      </span>
      <span
        aria-hidden="true"
        className="absolute top-7 bottom-1 left-[4.9375rem] w-px bg-line group-last/entry:hidden"
      />
      <span aria-hidden="true" className="grid size-6 place-items-center rounded-full bg-chip text-ink-2">
        {icon}
      </span>
      <div className="min-w-0 pt-0.5">
        <div className="flex items-baseline justify-between gap-x-3">
          <p className="min-w-0">{title}</p>
          {end}
        </div>
        {children}
      </div>
    </li>
  )
}
