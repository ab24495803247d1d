'use client'

import { useLayoutEffect, useRef } from 'react'
import { type Shortcut, type ShortcutGroup, shortcutRegistry } from './shortcut-registry'

/**
 * Gives keys a meaning for as long as the component is on the page, and a line in the list of all shortcuts under the
 * name of its group, from the moment it can be seen. They do nothing while somebody types, in an open dialog or menu,
 * and where they are switched off.
 *
 * @param group a name as it is read, such as "Transactions"; groups of one name are shown as one.
 * @param bindings keys as `parseKeys` reads them (`j`, `g t`, `Shift+Space`), what they do in words, and what runs.
 */
export function useShortcuts(group: string, bindings: readonly Shortcut[]): void {
  const place = useRef<((next: ShortcutGroup | null) => void) | null>(null)

  useLayoutEffect(() => {
    const set = shortcutRegistry.add({ name: group, shortcuts: [] })
    place.current = set
    return () => {
      place.current = null
      set(null)
    }
  }, [group])

  useLayoutEffect(() => {
    place.current?.({ name: group, shortcuts: bindings })
  }, [group, bindings])
}
