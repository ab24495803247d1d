import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './cx'
import { describedBy, FieldArrow, type FieldSays, FieldWords } from './field-words'

const BOX = cx(
  'w-full rounded-control border border-edge bg-card px-3 text-14 text-ink placeholder:text-ink-3',
  'aria-invalid:border-alarm disabled:opacity-60 pointer-coarse:text-[1rem]',
)

interface FieldFrameProps extends FieldSays {
  /** Names the box; also found by scripts and assistive technology. */
  label: string
  /** Keeps the label for assistive technology only, where the place already says it. */
  labelHidden?: boolean
}

function FieldFrame({
  id,
  label,
  hint,
  error,
  labelHidden,
  className,
  children,
}: FieldFrameProps & { id: string; className?: string; children: ReactNode }) {
  return (
    <div className={cx('grid gap-1.5', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'text-13 font-medium'}>
        {label}
      </label>
      {children}
      <FieldWords id={id} hint={hint} error={error} />
    </div>
  )
}

export interface FieldProps extends Omit<ComponentProps<'input'>, 'id'>, FieldFrameProps {
  /** Stands inside the box at its right edge. */
  trailing?: ReactNode
  /** For the box itself, such as `figures text-right` where it holds an amount. */
  inputClassName?: string
}

/** One line to type in, with its label, hint and error wired to it. `className` goes to the frame. */
export function Field({
  label,
  hint,
  error,
  labelHidden,
  trailing,
  inputClassName,
  className,
  ...rest
}: FieldProps) {
  const id = useId()
  return (
    <FieldFrame {...{ id, label, hint, error, labelHidden, className }}>
      <div className="relative">
        <input
          {...rest}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className={cx(BOX, 'h-9 pointer-coarse:h-11', Boolean(trailing) && 'pr-11', inputClassName)}
        />
        {trailing ? (
          <div className="absolute inset-y-0 right-0 flex items-center pr-1">{trailing}</div>
        ) : null}
      </div>
    </FieldFrame>
  )
}

/** Several lines to type in. */
export function TextareaField({
  label,
  hint,
  error,
  labelHidden,
  className,
  rows = 3,
  ...rest
}: Omit<ComponentProps<'textarea'>, 'id'> & FieldFrameProps) {
  const id = useId()
  return (
    <FieldFrame {...{ id, label, hint, error, labelHidden, className }}>
      <textarea
        {...rest}
        id={id}
        rows={rows}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        className={cx(BOX, 'resize-y py-2')}
      />
    </FieldFrame>
  )
}

/** A choice from a list: the platform's own, which works everywhere. `children` are its options. */
export function SelectField({
  label,
  hint,
  error,
  labelHidden,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'select'>, 'id'> & FieldFrameProps) {
  const id = useId()
  return (
    <FieldFrame {...{ id, label, hint, error, labelHidden, className }}>
      <div className="relative">
        <select
          {...rest}
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, { hint, error })}
          className={cx(BOX, 'h-9 appearance-none truncate pr-8 pointer-coarse:h-11')}
        >
          {children}
        </select>
        <FieldArrow className="pointer-events-none absolute top-1/2 right-2.5 -translate-y-1/2" />
      </div>
    </FieldFrame>
  )
}
