import type { ReactNode } from 'react'
import { Card, CardHeader } from './card'
import { cx } from './cx'

interface SplitCardProps {
  /** Of the heading, which names the card. */
  id: string
  title: string
  description: string
  /** For what one can do. */
  className?: string
  children: ReactNode
}

/** What it is at the left, what one can do at the right; one under the other where there is no room. */
export function SplitCard({ id, title, description, className, children }: SplitCardProps) {
  return (
    <Card aria-labelledby={id} className="grid gap-x-8 wide:grid-cols-[18rem_minmax(0,1fr)]">
      <CardHeader id={id} title={title} description={description} className="wide:mb-0" />
      <div className={cx('max-w-form', className)}>{children}</div>
    </Card>
  )
}
