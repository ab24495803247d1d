import type { LoadedPage } from './list-pages'

/** How far somebody was in a list that they left. */
interface Place {
  pages: readonly LoadedPage[]
  top: number
}

/** Lists that are remembered: those left last. */
const KEPT = 5
/** Between the press of Back and the list being there again. */
const BACK_MS = 5_000

const places = new Map<string, Place>()
let wentBackAtMs = Number.NEGATIVE_INFINITY

if (typeof window !== 'undefined')
  window.addEventListener('popstate', ({ timeStamp }) => {
    wentBackAtMs = timeStamp
  })

export function rememberPlace(query: string, place: Place): void {
  places.delete(query)
  places.set(query, place)
  const [oldest] = places.keys()
  if (places.size > KEPT && oldest !== undefined) places.delete(oldest)
}

/** Where somebody was who comes back to a list by the browser's own buttons; null for all others. */
export function placeToReturnTo(query: string): Place | null {
  if (typeof window === 'undefined' || performance.now() - wentBackAtMs > BACK_MS) return null
  return places.get(query) ?? null
}
