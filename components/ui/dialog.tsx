'use client'

import { X } from 'lucide-react'
import { AlertDialog as RadixAlertDialog, Dialog as RadixDialog } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { Button, type ButtonVariant } from './button'
import { cx } from './cx'
import { ErrorText } from './error-text'
import { useFocusReturn } from './use-focus-return'

const OVERLAY = 'fixed inset-0 z-40 bg-shade animate-fade-in'
const PANEL = cx(
  'fixed z-50 grid max-h-[calc(100dvh-2rem)] gap-4 overflow-y-auto overscroll-contain rounded-card border border-line bg-card p-5',
  'inset-x-4 bottom-4 animate-rise-in sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[28rem] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:p-6',
)

interface DialogProps {
  title: string
  description?: ReactNode
  /** Name of the cross that closes it. */
  closeLabel: string
  /** The button that opens it, when it opens itself. */
  trigger?: ReactNode
  /** Given together when somebody else decides whether it is open. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  children?: ReactNode
}

/** A question or a short form over the page. Focus is kept inside and goes back to where it was. */
export function Dialog({
  title,
  description,
  closeLabel,
  trigger,
  open,
  onOpenChange,
  children,
}: DialogProps) {
  const focusReturn = useFocusReturn()
  return (
    <RadixDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <RadixDialog.Trigger asChild>{trigger}</RadixDialog.Trigger> : null}
      <RadixDialog.Portal>
        <RadixDialog.Overlay data-shade className={OVERLAY} />
        <RadixDialog.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          {...(trigger ? {} : focusReturn)}
          className={PANEL}
        >
          <div className="grid gap-2 pr-8">
            <RadixDialog.Title className="text-21">{title}</RadixDialog.Title>
            {description ? (
              <RadixDialog.Description className="text-ink-2">{description}</RadixDialog.Description>
            ) : null}
          </div>
          {children}
          <RadixDialog.Close
            aria-label={closeLabel}
            className="touch-target absolute top-4 right-4 grid size-8 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
          >
            <X aria-hidden="true" className="size-4" />
          </RadixDialog.Close>
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  )
}

interface ConfirmDialogProps {
  title: string
  /** What will happen, and what will not. */
  description: ReactNode
  confirmLabel: string
  cancelLabel: string
  /** Shown while `onConfirm` runs. */
  pendingLabel?: string
  confirmVariant?: ButtonVariant
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** A returned sentence is shown as what went wrong and keeps the dialog open. */
  onConfirm: () => Promise<string | undefined> | string | undefined
  children?: ReactNode
}

/** Asks before something that cannot be taken back. Cancel has the focus, a click outside does nothing. */
export function ConfirmDialog({
  title,
  description,
  confirmLabel,
  cancelLabel,
  pendingLabel,
  confirmVariant = 'danger',
  trigger,
  open: openOutside,
  onOpenChange,
  onConfirm,
  children,
}: ConfirmDialogProps) {
  const [openInside, setOpenInside] = useState(false)
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<string>()
  const open = openOutside ?? openInside
  const focusReturn = useFocusReturn()

  function change(next: boolean) {
    if (pending) return
    setError(undefined)
    setOpenInside(next)
    onOpenChange?.(next)
  }

  async function confirm() {
    setPending(true)
    setError(undefined)
    let problem: string | undefined
    try {
      problem = await onConfirm()
    } finally {
      setPending(false)
    }
    if (problem) {
      setError(problem)
      return
    }
    setOpenInside(false)
    onOpenChange?.(false)
  }

  return (
    <RadixAlertDialog.Root open={open} onOpenChange={change}>
      {trigger ? <RadixAlertDialog.Trigger asChild>{trigger}</RadixAlertDialog.Trigger> : null}
      <RadixAlertDialog.Portal>
        <RadixAlertDialog.Overlay data-shade className={OVERLAY} />
        <RadixAlertDialog.Content {...(trigger ? {} : focusReturn)} className={PANEL}>
          <RadixAlertDialog.Title className="text-21">{title}</RadixAlertDialog.Title>
          <RadixAlertDialog.Description asChild>
            <div className="grid gap-2 text-ink-2">{description}</div>
          </RadixAlertDialog.Description>
          {children}
          <ErrorText>{error}</ErrorText>
          <div className="grid gap-2 sm:flex sm:justify-end">
            <RadixAlertDialog.Cancel asChild>
              <Button variant="secondary" disabled={pending} className="max-sm:order-last">
                {cancelLabel}
              </Button>
            </RadixAlertDialog.Cancel>
            <Button
              variant={confirmVariant}
              pending={pending}
              pendingLabel={pendingLabel}
              onClick={() => void confirm()}
            >
              {confirmLabel}
            </Button>
          </div>
        </RadixAlertDialog.Content>
      </RadixAlertDialog.Portal>
    </RadixAlertDialog.Root>
  )
}
