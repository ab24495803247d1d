import type { ComponentProps, ReactNode } from 'react'
import { cx } from './cx'

/** The one surface. Give it `aria-label` or `aria-labelledby` and it is a region. */
export function Card({ className, ...rest }: ComponentProps<'section'>) {
  return (
    <section
      {...rest}
      className={cx('min-w-0 rounded-card border border-line bg-card p-4 sm:px-[22px] sm:py-5', className)}
    />
  )
}

interface CardHeaderProps {
  title: ReactNode
  /** Names the card when given to `aria-labelledby`. */
  id?: string
  /** A line under the title. */
  description?: ReactNode
  actions?: ReactNode
  level?: 2 | 3
  className?: string
}

/** Heading of a card with what one can do to the whole of it at the right. */
export function CardHeader({ title, id, description, actions, level = 2, className }: CardHeaderProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <header className={cx('mb-4 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2', className)}>
      <div className="min-w-0">
        <Heading id={id} className="text-17">
          {title}
        </Heading>
        {description ? <p className="mt-0.5 text-13 text-ink-2">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  )
}
