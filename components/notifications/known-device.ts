import { useSyncExternalStore } from 'react'

const KEY = 'push-device'
const CHANGED = 'push-device-changed'

/** The id under which this browser is told; null where it is not, or keeps nothing. */
function readDevice(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

export function keepDevice(id: string | null): void {
  try {
    if (id === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, id)
  } catch {
    // It is told all the same; only which of the list it is, is not known.
  }
  window.dispatchEvent(new Event(CHANGED))
}

function subscribe(changed: () => void): () => void {
  const names = [CHANGED, 'storage']
  for (const name of names) window.addEventListener(name, changed)
  return () => {
    for (const name of names) window.removeEventListener(name, changed)
  }
}

/** The same, kept up to date; null while the server renders. */
export function useKnownDevice(): string | null {
  return useSyncExternalStore(subscribe, readDevice, () => null)
}

/** Tells the push service of this browser that no more messages are wanted. */
export async function forgetSubscription(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/push-worker.js')
  const subscription = await registration?.pushManager?.getSubscription()
  await subscription?.unsubscribe()
}
