import { type ComponentProps, type ReactNode, useId } from 'react'
import { cx } from './cx'

interface SwitchProps extends Omit<ComponentProps<'input'>, 'type' | 'role' | 'id'> {
  label: ReactNode
  /** A line below the label. */
  hint?: ReactNode
}

/**
 * On or off, at once: for what needs no button to be saved. A box to tick underneath, so it is part of a form and works
 * before any script has run. `className` goes to the frame.
 */
export function Switch({ label, hint, className, ...rest }: SwitchProps) {
  const id = useId()
  return (
    <div className={cx('flex items-start justify-between gap-4', className)}>
      <div className="min-w-0">
        <label htmlFor={id} className="block cursor-pointer">
          {label}
        </label>
        {hint ? (
          <p id={`${id}-hint`} className="mt-0.5 text-13 text-ink-2">
            {hint}
          </p>
        ) : null}
      </div>
      <span className="touch-target relative inline-flex h-5 w-9 shrink-0">
        <input
          {...rest}
          id={id}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a box to tick says itself whether it is ticked
          role="switch"
          aria-describedby={hint ? `${id}-hint` : undefined}
          className={cx(
            'peer absolute inset-0 cursor-pointer appearance-none rounded-full border border-edge bg-chip transition-colors',
            'checked:border-keel checked:bg-keel disabled:cursor-default disabled:opacity-60',
          )}
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1 left-1 size-3 rounded-full bg-edge transition-[translate] motion-reduce:transition-none peer-checked:translate-x-4 peer-checked:bg-card"
        />
      </span>
    </div>
  )
}
