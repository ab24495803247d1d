import type { ReactNode } from 'react'
import { cx } from './cx'

export type BannerTone = 'amber' | 'alarm' | 'calm'

const TONES: Record<BannerTone, string> = {
  amber: 'bg-amber-soft',
  alarm: 'bg-alarm-soft',
  calm: 'bg-chip',
}

interface BannerProps {
  /** What is: the first sentence, in bold. */
  title: ReactNode
  /** Since when, what is safe, what to do. */
  children?: ReactNode
  /** The one button that mends it. */
  action?: ReactNode
  tone?: BannerTone
  /** `alert` is read out at once; `status` when there is a pause; without it the banner is only there. */
  role?: 'alert' | 'status'
  className?: string
}

/** A sentence across the page with the one thing to do about it. */
export function Banner({ title, children, action, tone = 'amber', role, className }: BannerProps) {
  return (
    <div
      role={role}
      className={cx(
        'flex flex-col gap-x-6 gap-y-3 rounded-card px-4 py-3 sm:flex-row sm:items-center sm:justify-between',
        TONES[tone],
        className,
      )}
    >
      <p className="min-w-0 text-ink-2">
        <strong className="font-semibold text-ink">{title}</strong> {children}
      </p>
      {action ? <div className="grid shrink-0 sm:block">{action}</div> : null}
    </div>
  )
}
