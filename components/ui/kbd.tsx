import { cx } from './cx'

/** Keys as they are printed on a keyboard, held together. */
export function Kbd({ caps, className }: { caps: readonly string[]; className?: string }) {
  return (
    <kbd className={cx('inline-flex gap-0.5 font-sans', className)}>
      {caps.map((cap) => (
        <kbd
          key={cap}
          className="grid h-5 min-w-5 place-items-center rounded-[4px] border border-line bg-paper px-1 font-sans text-12 leading-none text-ink-2"
        >
          {cap}
        </kbd>
      ))}
    </kbd>
  )
}
