import type { PaletteEntries } from '@/lib/shell/queries'

/** What lies over the page. Its code comes when it is first wanted. */
export type Overlay =
  | {
      kind: 'palette'
      View: typeof import('./palette').Palette
      /** Null when the server did not answer. */
      entries: Promise<PaletteEntries | null>
    }
  | { kind: 'help'; View: typeof import('./shortcut-help').ShortcutHelp }

let current: Overlay | null = null
const listeners = new Set<() => void>()

function show(next: Overlay | null): void {
  current = next
  for (const changed of listeners) changed()
}

export function subscribeToOverlay(changed: () => void): () => void {
  listeners.add(changed)
  return () => {
    listeners.delete(changed)
  }
}

export const currentOverlay = (): Overlay | null => current

export function closeOverlay(): void {
  show(null)
}

async function fetchEntries(): Promise<PaletteEntries | null> {
  try {
    const response = await fetch('/api/palette', { cache: 'no-store' })
    if (!response.ok) return null
    const entries: PaletteEntries = await response.json()
    return entries
  } catch {
    return null
  }
}

/** Fetches the palette's code before it is asked for, when it looks as if it will be. */
export function preparePalette(): void {
  import('./palette').catch(() => {})
}

/** Opens the command palette. Without a connection, where its code has not come yet, nothing opens. */
export async function openPalette(): Promise<void> {
  const entries = fetchEntries()
  const loaded = await import('./palette').catch(() => null)
  if (loaded) show({ kind: 'palette', View: loaded.Palette, entries })
}

/** Opens the list of all shortcuts. */
export async function openShortcutHelp(): Promise<void> {
  const loaded = await import('./shortcut-help').catch(() => null)
  if (loaded) show({ kind: 'help', View: loaded.ShortcutHelp })
}
