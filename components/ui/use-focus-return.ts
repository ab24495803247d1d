import { useRef } from 'react'

/**
 * For a dialog that has no button of its own: where the keyboard was before it opened, and back there when it closes.
 * Spread what comes back over Radix's `Dialog.Content`.
 */
export function useFocusReturn() {
  const opener = useRef<Element>(null)
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      if (opener.current instanceof HTMLElement) opener.current.focus({ preventScroll: true })
    },
  }
}
