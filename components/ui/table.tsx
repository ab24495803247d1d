import type { ComponentProps } from 'react'
import { cx } from './cx'

/** A real table across its card. Name it with `aria-label` or `caption`. */
export function Table({ className, ...rest }: ComponentProps<'table'>) {
  return <table {...rest} className={cx('w-full border-collapse text-left', className)} />
}

export function TableHead(props: ComponentProps<'thead'>) {
  return <thead {...props} />
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />
}

type Align = 'left' | 'right'

/** Head of a column (or of a row, with `scope="row"`). */
export function HeadCell({
  align = 'left',
  className,
  scope = 'col',
  ...rest
}: Omit<ComponentProps<'th'>, 'align'> & { align?: Align }) {
  return (
    <th
      {...rest}
      scope={scope}
      className={cx(
        'h-9 border-b border-line px-2 text-13 font-normal text-ink-2 first:pl-0 last:pr-0',
        align === 'right' && 'text-right',
        className,
      )}
    />
  )
}

/** A row of 40 px, 44 where it is touched. `selected` is the one whose details are open. */
export function Row({
  selected = false,
  interactive = false,
  className,
  ...rest
}: ComponentProps<'tr'> & { selected?: boolean; interactive?: boolean }) {
  return (
    <tr
      {...rest}
      data-selected={selected || undefined}
      className={cx(
        'border-b border-line-2 last:border-b-0',
        interactive && 'relative hover:bg-line-2/60 has-[a:focus-visible]:bg-line-2/60',
        selected && 'bg-chip hover:bg-chip',
        className,
      )}
    />
  )
}

export function Cell({
  align = 'left',
  className,
  ...rest
}: Omit<ComponentProps<'td'>, 'align'> & { align?: Align }) {
  return (
    <td
      {...rest}
      className={cx(
        'h-10 px-2 py-1 first:pl-0 last:pr-0 pointer-coarse:h-11',
        align === 'right' && 'figures text-right whitespace-nowrap',
        className,
      )}
    />
  )
}
