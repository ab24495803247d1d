'use client'

import { Eye, EyeOff } from 'lucide-react'
import { cx } from '../ui/cx'
import { useHydrated } from '../ui/use-hydrated'
import { togglePrivacy, usePrivacy } from './preferences'

/** Blurs every amount, or shows them again. `initial` is what the server read from the cookie. */
export function PrivacyButton({
  initial,
  label,
  className,
}: {
  initial: boolean
  label: string
  className?: string
}) {
  const on = usePrivacy(initial)
  const hydrated = useHydrated()
  const Icon = on ? EyeOff : Eye
  return (
    <button
      type="button"
      aria-pressed={on}
      aria-label={label}
      aria-keyshortcuts="Shift+P"
      title={label}
      disabled={!hydrated}
      onClick={togglePrivacy}
      className={cx(
        'touch-target grid size-9 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-line-2 hover:text-ink aria-pressed:bg-chip aria-pressed:text-ink',
        className,
      )}
    >
      <Icon aria-hidden="true" className="size-[18px]" strokeWidth={1.6} />
    </button>
  )
}
