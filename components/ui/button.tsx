import type { Route } from 'next'
import type { ComponentProps, ReactNode } from 'react'
import { type ButtonLook, buttonClass } from './button-class'
import { Link } from './link'
import { Spinner } from './spinner'

export type ButtonVariant = NonNullable<ButtonLook['variant']>
export type ButtonSize = NonNullable<ButtonLook['size']>

export interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  /** While true it cannot be pressed again, turns, and shows `pendingLabel` when there is one. */
  pending?: boolean
  pendingLabel?: string
  icon?: ReactNode
}

/** A verb that can be pressed. Plain buttons unless `type="submit"` is said. */
export function Button({
  variant,
  size,
  className,
  pending = false,
  pendingLabel,
  icon,
  disabled,
  type = 'button',
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      disabled={pending || disabled}
      aria-busy={pending || rest['aria-busy'] || undefined}
      className={buttonClass({ variant, size, className })}
    >
      {pending ? <Spinner /> : icon}
      {pending && pendingLabel ? pendingLabel : children}
    </button>
  )
}

interface ButtonLinkProps extends Omit<ComponentProps<'a'>, 'href'>, ButtonLook {
  href: Route
  icon?: ReactNode
}

/** A link that looks like a button, for what leads to another page. */
export function ButtonLink({ variant, size, className, icon, href, children, ...rest }: ButtonLinkProps) {
  return (
    <Link {...rest} href={href} className={buttonClass({ variant, size, className })}>
      {icon}
      {children}
    </Link>
  )
}
