/** How long a round of work goes on before others get their turn, in milliseconds. */
const turnMs = 12

/**
 * Lets calls be answered during long work: what it gives is to be awaited between the work's steps, and waits only
 * where this turn has lasted long enough.
 */
export function breath(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < turnMs) return
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
}
