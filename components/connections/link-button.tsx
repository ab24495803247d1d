'use client'

import { Button, type ButtonSize, type ButtonVariant } from '../ui/button'
import { Spinner } from '../ui/spinner'
import { useHydrated } from '../ui/use-hydrated'
import { useLink } from './link-provider'
import type { Purpose } from './link-purpose'

interface LinkButtonProps {
  purpose: Purpose
  label: string
  /** What is not said by the label alone, such as which of two connections. */
  describedBy?: string
  variant?: ButtonVariant
  size?: ButtonSize
  icon?: React.ReactNode
}

function isSame(a: Purpose, b: Purpose | null): boolean {
  if (b === null || a.kind !== b.kind) return false
  if (a.kind === 'connect')
    return b.kind === 'connect' && (a.anotherLogin ?? false) === (b.anotherLogin ?? false)
  return (
    b.kind === 'reconnect' &&
    a.itemId === b.itemId &&
    (a.selectAccounts ?? false) === (b.selectAccounts ?? false)
  )
}

/**
 * Opens Link. While it is under way the button turns and cannot be pressed, and keeps its name and the focus, so that
 * the focus has somewhere to come back to.
 */
export function LinkButton({ purpose, label, describedBy, variant, size, icon }: LinkButtonProps) {
  const { phase, purpose: current, words, visit } = useLink()
  const hydrated = useHydrated()
  const turning = phase === 'preparing' || phase === 'opening' || phase === 'finishing'
  const mine = isSame(purpose, current)

  return (
    <>
      <Button
        variant={variant}
        size={size}
        icon={turning && mine ? <Spinner /> : icon}
        disabled={!hydrated}
        // While Link is open it covers the page; where it does not, this is the way back to it.
        aria-disabled={(phase !== 'idle' && phase !== 'open') || undefined}
        aria-busy={(turning && mine) || undefined}
        aria-describedby={describedBy}
        onClick={() => visit(purpose)}
        className="disabled:opacity-100"
      >
        {label}
      </Button>
      {mine ? (
        <span role="status" className="sr-only">
          {phase === 'finishing' ? words.finishing : turning ? words.preparing : null}
        </span>
      ) : null}
    </>
  )
}
