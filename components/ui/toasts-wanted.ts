let wanted = false
const listeners = new Set<() => void>()

/** Who has touched the page may soon be told something, perhaps that the connection is lost: by then it must be there. */
const SIGNS = ['pointerdown', 'keydown', 'focusin'] as const

/** From now on the page needs the place where toasts appear. */
export function wantToasts(): void {
  if (wanted) return
  wanted = true
  for (const sign of SIGNS) removeEventListener(sign, wantToasts, true)
  for (const changed of listeners) changed()
}

export function subscribeToToasts(changed: () => void): () => void {
  listeners.add(changed)
  if (!wanted) for (const sign of SIGNS) addEventListener(sign, wantToasts, true)
  return () => {
    listeners.delete(changed)
  }
}

export const areToastsWanted = (): boolean => wanted
