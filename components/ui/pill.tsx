import { Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx'

export type PillTone = 'quiet' | 'keel' | 'in' | 'amber' | 'alarm'

const TONES: Record<PillTone, string> = {
  quiet: 'bg-chip text-ink-2',
  keel: 'bg-keel-soft text-keel',
  in: 'bg-chip text-in',
  amber: 'bg-amber-soft text-amber',
  alarm: 'bg-alarm-soft text-alarm',
}

const SHAPE = 'inline-flex items-center gap-1 rounded-full px-2 text-12 leading-[18px] whitespace-nowrap'

/** One or two words on the state of something. The words carry the meaning, the colour only helps. */
export function Pill({
  tone = 'quiet',
  icon,
  className,
  children,
}: {
  tone?: PillTone
  icon?: ReactNode
  className?: string
  children: ReactNode
}) {
  return (
    <span className={cx(SHAPE, 'font-medium', TONES[tone], className)}>
      {icon}
      {children}
    </span>
  )
}

/** Not final yet: dashed, with a clock. `title` says what may still change. */
export function PendingPill({
  children,
  title,
  className,
}: {
  children: ReactNode
  title?: string
  className?: string
}) {
  return (
    <span title={title} className={cx(SHAPE, 'border border-dashed border-ink-3 text-ink-2', className)}>
      <Clock aria-hidden="true" className="size-3" strokeWidth={1.75} />
      {children}
    </span>
  )
}
