import { cx } from '../ui/cx'

/** A boat on an even keel: its sail, the waterline, its hull below. Colours follow the theme. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden="true" className={cx('size-6 shrink-0', className)}>
      <path d="M12.9 3.2v8.3h-6.3c3.1-1.9 5.2-4.7 6.3-8.3Z" fill="var(--color-keel)" />
      <path d="M1.5 12.75h21" stroke="currentColor" strokeWidth={1.6} strokeLinecap="round" />
      <path d="M4.6 15h14.8a7.9 7.9 0 0 1-6 5.6v1.2h-2.8v-1.2a7.9 7.9 0 0 1-6-5.6Z" fill="currentColor" />
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
