'use client'

import { Ellipsis } from 'lucide-react'
import type { Route } from 'next'
import { usePathname } from 'next/navigation'
import type { MouseEvent, ReactNode } from 'react'
import { cx } from '../ui/cx'

const POPOVER_ID = 'more'

/** The last of a phone's bar: opens the rest of the pages. It counts as current while one of those is open. */
export function MoreButton({
  hrefs,
  label,
  className,
  badge,
}: {
  hrefs: readonly Route[]
  label: string
  className: string
  badge?: ReactNode
}) {
  const pathname = usePathname()
  const current = hrefs.some((href) => pathname === href || pathname.startsWith(`${href}/`))
  return (
    <button
      type="button"
      popoverTarget={POPOVER_ID}
      data-current={current || undefined}
      className={cx('w-full', className)}
    >
      <span className="relative grid h-6 w-11 place-items-center rounded-full group-data-current:bg-chip">
        <Ellipsis aria-hidden="true" className="size-5" strokeWidth={1.6} />
        {badge}
      </span>
      {label}
    </button>
  )
}

/** The pages that have no room in a phone's bar. A native popover: it opens before any script has run. */
export function MoreSheet({ label, children }: { label: string; children: ReactNode }) {
  // Going somewhere within the app does not close it by itself.
  function closeAfterLink({ target, currentTarget }: MouseEvent<HTMLDivElement>) {
    if (target instanceof Element && target.closest('a')) currentTarget.hidePopover()
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside are what is pressed, by any means
    <div
      id={POPOVER_ID}
      popover="auto"
      role="dialog"
      aria-label={label}
      onClick={closeAfterLink}
      className={cx(
        'fixed inset-x-0 top-auto bottom-0 m-0 w-full max-w-none border-t border-line bg-card p-2 text-ink backdrop:bg-shade',
        'rounded-t-card pb-[calc(0.75rem+env(safe-area-inset-bottom))] open:animate-slide-in-bottom rail:hidden',
      )}
    >
      {children}
    </div>
  )
}
