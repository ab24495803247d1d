'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useSyncExternalStore } from 'react'
import {
  closeOverlay,
  currentOverlay,
  openPalette,
  openShortcutHelp,
  preparePalette,
  subscribeToOverlay,
} from './overlay'
import type { PaletteWords } from './palette'
import { areShortcutsOn, togglePrivacy } from './preferences'
import type { ShortcutHelpWords } from './shortcut-help'
import { shortcutRegistry } from './shortcut-registry'
import { useShortcuts } from './use-shortcuts'
import { isCovered, isPressedItself, isTypedIn, isWithModifier } from './where-keys-go'

/** A page to go to, in words. */
export interface KnownPlace {
  href: Route
  label: string
  /** The key that leads there after `g`. */
  key: string
}

export interface KeyboardWords {
  everywhere: string
  go: string
  palette: string
  pageSearch: string
  privacy: string
  help: string
}

interface KeyboardProps {
  places: readonly KnownPlace[]
  /** Whether the person's keyboard is one of Apple's. */
  apple: boolean
  words: { keyboard: KeyboardWords; palette: PaletteWords; help: ShortcutHelpWords }
}

const nothing = () => null

/** Puts the keyboard where the page's own search is; the first that can be seen. */
function focusPageSearch(): void {
  const boxes = document.querySelectorAll<HTMLElement>('[data-page-search]')
  const box = [...boxes].find((one) => one.getClientRects().length > 0)
  box?.focus()
  if (box instanceof HTMLInputElement) box.select()
}

/**
 * The keyboard's meaning on every page, and what it opens: the command palette and the list of shortcuts. Their code
 * is fetched when they are first wanted.
 */
export function Keyboard({ places, apple, words }: KeyboardProps) {
  const router = useRouter()
  const overlay = useSyncExternalStore(subscribeToOverlay, currentOverlay, nothing)

  useShortcuts(words.keyboard.everywhere, [
    { keys: 'Mod+k', label: words.keyboard.palette, run: () => void openPalette() },
    { keys: '/', label: words.keyboard.pageSearch, run: focusPageSearch },
    { keys: 'Shift+p', label: words.keyboard.privacy, run: togglePrivacy },
    { keys: '?', label: words.keyboard.help, run: () => void openShortcutHelp() },
  ])
  useShortcuts(
    words.keyboard.go,
    places.map(({ href, label, key }) => ({ keys: `g ${key}`, label, run: () => router.push(href) })),
  )

  useEffect(() => {
    function press(event: KeyboardEvent) {
      // 229: a key that an input method is still making a character of.
      if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return
      if (['Shift', 'Control', 'Meta', 'Alt'].includes(event.key) || isCovered()) return
      const isQuiet = isTypedIn(event.target) || !areShortcutsOn()
      const shortcut = shortcutRegistry.press(
        event,
        event.timeStamp,
        apple,
        (_, steps) => isWithModifier(steps) || (!isQuiet && !isPressedItself(event.target, event)),
      )
      if (!shortcut) return
      event.preventDefault()
      shortcut.run()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [apple])

  // A page that is left with something open over it takes that along.
  useEffect(() => closeOverlay, [])

  if (overlay?.kind === 'palette')
    return (
      <overlay.View
        places={places}
        apple={apple}
        entries={overlay.entries}
        words={words.palette}
        onClose={closeOverlay}
        onHelp={() => void openShortcutHelp()}
      />
    )
  if (overlay?.kind === 'help')
    return <overlay.View apple={apple} words={words.help} onClose={closeOverlay} />
  return null
}

/** Opens the palette when pressed, and has its code ready when a pointer or the keyboard comes near. */
export function usePaletteButton() {
  return {
    onClick: () => void openPalette(),
    onPointerEnter: preparePalette,
    onFocus: preparePalette,
  }
}
