import type { PlaceName } from './places'

/** A number beside a place: said in words in the rail and to assistive technology, as a figure on a phone. */
export interface NavBadge {
  words: string
  count: number
  /** It waits for the person. */
  urgent: boolean
}

export type NavBadges = Partial<Record<PlaceName, NavBadge>>

export function RailBadge({ badge }: { badge: NavBadge | undefined }) {
  if (!badge || badge.count === 0) return null
  return (
    <span className={badge.urgent ? 'text-12 font-medium text-amber' : 'text-12 font-normal text-ink-2'}>
      {badge.words}
    </span>
  )
}

export function PhoneBadge({ badge }: { badge: NavBadge | undefined }) {
  if (!badge || badge.count === 0) return null
  return (
    <span
      className={`absolute -top-1 left-[60%] rounded-full px-1.5 text-12 leading-4 font-semibold tabular-nums ring-2 ring-card ${
        badge.urgent ? 'bg-amber text-card' : 'bg-chip text-ink-2'
      }`}
    >
      <span aria-hidden="true">{badge.count > 99 ? '99+' : badge.count}</span>
      <span className="sr-only">{badge.words}</span>
    </span>
  )
}
