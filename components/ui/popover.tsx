'use client'

import { Popover as RadixPopover } from 'radix-ui'
import type { ReactNode, RefObject } from 'react'
import { cx } from './cx'

interface PopoverProps {
  /** Names what opens. */
  label: string
  /** The button that opens it; without one, give `anchor` and `open`. */
  trigger?: ReactNode
  /** What it stands beside, when it is opened from elsewhere. */
  anchor?: RefObject<HTMLElement | null>
  open?: boolean
  onOpenChange?: (open: boolean) => void
  align?: 'start' | 'center' | 'end'
  /** Padding of its own, unless it is a list from edge to edge. */
  flush?: boolean
  /** At least as wide as what it stands beside. */
  matchWidth?: boolean
  children: ReactNode
}

/**
 * A few controls beside a button, such as a filter's. Escape and a click outside close it, and the focus goes back.
 * The library is not small: pages that show it only sometimes load what uses it with `next/dynamic`.
 */
export function Popover({
  label,
  trigger,
  anchor,
  open,
  onOpenChange,
  align = 'start',
  flush = false,
  matchWidth = false,
  children,
}: PopoverProps) {
  return (
    <RadixPopover.Root open={open} onOpenChange={onOpenChange} modal>
      {trigger ? <RadixPopover.Trigger asChild>{trigger}</RadixPopover.Trigger> : null}
      {anchor ? <RadixPopover.Anchor virtualRef={toVirtual(anchor)} /> : null}
      <RadixPopover.Portal>
        <RadixPopover.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          onCloseAutoFocus={(event) => {
            if (!anchor) return
            event.preventDefault()
            anchor.current?.focus({ preventScroll: true })
          }}
          className={cx(
            'z-60 flex max-h-(--radix-popover-content-available-height) max-w-[calc(100vw-1.5rem)] animate-rise-in flex-col overflow-hidden rounded-card border border-line bg-card text-ink outline-none',
            !flush && 'p-4',
            matchWidth ? 'w-72 min-w-(--radix-popover-trigger-width)' : 'min-w-56',
          )}
        >
          {children}
        </RadixPopover.Content>
      </RadixPopover.Portal>
    </RadixPopover.Root>
  )
}

/** Radix measures it when it opens; by then it is on the page. */
function toVirtual(anchor: RefObject<HTMLElement | null>) {
  return {
    get current() {
      return anchor.current ?? document.body
    },
  }
}
