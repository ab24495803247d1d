'use client'

import { type ComponentProps, type ReactNode, useCallback, useId } from 'react'
import { cx } from './cx'

interface CheckboxProps extends Omit<ComponentProps<'input'>, 'type' | 'id' | 'ref'> {
  /** What is ticked. */
  label: ReactNode
  /** Keeps the label for assistive technology only, as in the rows of a table. */
  labelHidden?: boolean
  /** Neither: some of what it stands for is ticked. */
  indeterminate?: boolean
}

/** A box to tick: the platform's own, dressed, so that it is part of a form. `className` goes to the frame. */
export function Checkbox({
  label,
  labelHidden = false,
  indeterminate = false,
  className,
  ...rest
}: CheckboxProps) {
  const id = useId()
  // There is no attribute for it.
  const mark = useCallback(
    (box: HTMLInputElement | null) => {
      if (box) box.indeterminate = indeterminate
    },
    [indeterminate],
  )
  const isNamed = labelHidden && typeof label === 'string'
  // A mark that cannot be seen is not drawn: a list has a box in each of its rows.
  const hasMark = rest.checked === undefined || rest.checked || indeterminate
  const box = (
    <span
      className={cx(
        'touch-target relative inline-grid size-[18px] shrink-0 place-items-center',
        isNamed && className,
      )}
    >
      <input
        {...rest}
        ref={mark}
        id={isNamed ? undefined : id}
        aria-label={isNamed ? label : undefined}
        type="checkbox"
        className="peer absolute inset-0 z-1 cursor-pointer appearance-none rounded-[4px] border border-edge bg-card checked:border-keel checked:bg-keel indeterminate:border-keel indeterminate:bg-keel disabled:cursor-default disabled:opacity-60"
      />
      {hasMark ? (
        <svg
          viewBox="0 0 16 16"
          fill="none"
          stroke="currentColor"
          strokeWidth={2}
          strokeLinecap="round"
          strokeLinejoin="round"
          aria-hidden="true"
          className="pointer-events-none z-2 hidden size-3.5 text-card peer-checked:block peer-indeterminate:block"
        >
          <path d={indeterminate ? 'M4 8h8' : 'm3.5 8.500 3 3 6-7'} />
        </svg>
      ) : null}
    </span>
  )
  if (isNamed) return box
  return (
    <span className={cx('inline-flex items-start gap-2.5', className)}>
      {box}
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'cursor-pointer leading-[18px]'}>
        {label}
      </label>
    </span>
  )
}
