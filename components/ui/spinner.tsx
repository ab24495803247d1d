import { cx } from './cx'

/** A turning mark beside words that already say what is happening; silent to assistive technology. */
export function Spinner({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      aria-hidden="true"
      className={cx('size-4 shrink-0 animate-turn', className)}
    >
      <circle cx={8} cy={8} r={6} opacity={0.25} />
      <path d="M14 8a6 6 0 0 0-6-6" />
    </svg>
  )
}
