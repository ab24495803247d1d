/** How long work goes on before others get their turn, in milliseconds. */
const turnMs = 12

/** Awaited between the steps of long work. */
export type Breath = () => Promise<void>

/**
 * Lets calls be answered during long work: pauses only where this turn has lasted long enough. Work that nobody waits
 * for rests as long as it went on, and so leaves half of the processor to others.
 */
export function breath({ isHurried }: { isHurried: boolean }): Breath {
  let since = performance.now()
  return async () => {
    const elapsed = performance.now() - since
    if (elapsed < turnMs) return
    await new Promise<void>((resolve) => {
      if (isHurried) setImmediate(resolve)
      else setTimeout(resolve, elapsed)
    })
    since = performance.now()
  }
}
