'use client'

import { Search } from 'lucide-react'
import { Kbd } from '../ui/kbd'
import { useHydrated } from '../ui/use-hydrated'
import { usePaletteButton } from './keyboard'

interface PaletteButtonProps {
  label: string
  /** What opens it by the keyboard, as printed there. */
  caps: readonly string[]
}

/** Looks like a field, and opens the command palette. In the head of every page where there is room. */
export function PaletteButton({ label, caps }: PaletteButtonProps) {
  const hydrated = useHydrated()
  const opens = usePaletteButton()
  return (
    <button
      type="button"
      {...opens}
      disabled={!hydrated}
      aria-label={label}
      aria-haspopup="dialog"
      aria-keyshortcuts="Control+K Meta+K"
      className="flex h-9 cursor-pointer items-center gap-2 rounded-control border border-line bg-card pr-1.5 pl-3 text-left text-14 text-ink-2 transition-colors hover:border-ink-3/50 hover:text-ink pointer-coarse:h-11 wide:w-62"
    >
      <Search aria-hidden="true" className="size-4 wide:hidden" strokeWidth={1.75} />
      <span className="grow max-wide:sr-only">{label}</span>
      <Kbd caps={caps} />
    </button>
  )
}

/** The same as a magnifier, in the bar at the top of a phone. */
export function PaletteMagnifier({ label }: { label: string }) {
  const hydrated = useHydrated()
  const opens = usePaletteButton()
  return (
    <button
      type="button"
      {...opens}
      disabled={!hydrated}
      aria-label={label}
      aria-haspopup="dialog"
      className="touch-target grid size-9 place-items-center rounded-full text-ink-2 hover:bg-chip hover:text-ink"
    >
      <Search aria-hidden="true" className="size-5" strokeWidth={1.6} />
    </button>
  )
}
