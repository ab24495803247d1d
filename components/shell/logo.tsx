import { cx } from '../ui/cx'

const SAILS = 'M13 1.5v9.4h6.6C16.8 8.9 14.5 5.6 13 1.5ZM11.3 4.6v6.3H6.2c2.2-1.4 4-3.6 5.1-6.3Z'
const HULL = 'M4.2 15.1h15.6c-.7 3.1-3.1 5.2-6.2 5.6v1.7h-3.2v-1.7c-3.1-.4-5.5-2.5-6.2-5.6Z'

/** A boat on an even keel: its sail, the waterline, its hull below. Colours follow the theme. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cx('size-6 shrink-0', className)}>
      <path d={SAILS} fill="var(--color-keel)" />
      <path d="M1.2 13h21.6" stroke="currentColor" strokeWidth={1.5} strokeLinecap="round" />
      <path d={HULL} fill="currentColor" />
    </svg>
  )
}

/** The boat of the mark, afloat on a waterline drawn already. Its parent is placed at a point of that line. */
export function Boat({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      aria-hidden="true"
      className={cx('absolute -translate-x-1/2 -translate-y-[54%] text-ink', className)}
    >
      <path d={SAILS} fill="var(--color-keel)" transform="translate(0 1)" />
      <path d={HULL} fill="currentColor" transform="translate(0 -1)" />
    </svg>
  )
}

/** The mark with the name. */
export function Logo({ name, className }: { name: string; className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-2.5 text-ink', className)}>
      <LogoMark />
      <span className="font-serif text-21 leading-none">{name}</span>
    </span>
  )
}
