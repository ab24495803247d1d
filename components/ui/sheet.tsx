'use client'

import { X } from 'lucide-react'
import { Dialog as RadixDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { cx } from './cx'
import { useFocusReturn } from './use-focus-return'

interface SheetProps {
  title: ReactNode
  description?: ReactNode
  closeLabel: string
  open: boolean
  onOpenChange: (open: boolean) => void
  children: ReactNode
}

/** Details beside the page: from the right where there is room, from below on a phone. */
export function Sheet({ title, description, closeLabel, open, onOpenChange, children }: SheetProps) {
  // Radix gives the focus back to a trigger, and a sheet that somebody else opens has none.
  const focusReturn = useFocusReturn()

  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay data-shade className="fixed inset-0 z-40 animate-fade-in bg-shade" />
        <RadixDialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...focusReturn}
          // A toast stands above the sheet: whoever takes something back there is not done here.
          onInteractOutside={(event) => {
            if (event.target instanceof Element && event.target.closest('[data-sonner-toast]'))
              event.preventDefault()
          }}
          className={cx(
            'fixed z-50 flex flex-col overflow-hidden border-line bg-card',
            'inset-x-0 bottom-0 max-h-[88dvh] animate-slide-in-bottom rounded-t-card border-t',
            'sm:inset-x-auto sm:inset-y-0 sm:right-0 sm:max-h-none sm:w-[26.25rem] sm:animate-slide-in-right sm:rounded-none sm:border-t-0 sm:border-l',
          )}
        >
          <header className="flex items-start justify-between gap-4 border-b border-line-2 px-4 py-4 sm:px-[22px]">
            <div className="min-w-0">
              <RadixDialog.Title className="text-21">{title}</RadixDialog.Title>
              {description ? (
                <RadixDialog.Description className="mt-0.5 text-13 text-ink-2">
                  {description}
                </RadixDialog.Description>
              ) : null}
            </div>
            <RadixDialog.Close
              aria-label={closeLabel}
              className="touch-target grid size-8 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
            >
              <X aria-hidden="true" className="size-4" />
            </RadixDialog.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 pt-4 pb-[max(1.25rem,env(safe-area-inset-bottom))] sm:px-[22px]">
            {children}
          </div>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}
