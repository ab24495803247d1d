/** What each of several ways of doing the same took, in milliseconds: the median of all rounds. */
type Medians<Name extends string> = Record<Name, number>

/** The middle of some numbers; of an even count the mean of both in the middle. @throws RangeError where there is none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which a share of all lies, between two neighbours in proportion. @throws RangeError where there is none. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('There is no middle of nothing')
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * share
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]]
  return low + (high - low) * (at - Math.floor(at))
}

/** @returns how long it took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/**
 * Does the same in several ways, one after the other and again, so that what the machine does besides falls on all of
 * them alike. The first round warms up and does not count.
 */
export async function interleave<Name extends string>(
  ways: Readonly<Record<Name, () => Promise<unknown>>>,
  rounds: number,
): Promise<Medians<Name>> {
  const names = Object.keys(ways) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>
  for (let round = 0; round <= rounds; round += 1) {
    // Who goes first changes: the second finds what the first has brought into memory.
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const took = await timed(ways[name])
      if (round > 0) times[name].push(took)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Medians<Name>
}
