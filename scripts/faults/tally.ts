/** How often each kind of thing was made to happen. */
export type Tally = Map<string, number>

export function count(tally: Tally, kind: string, times = 1): void {
  tally.set(kind, (tally.get(kind) ?? 0) + times)
}

/** Adds what another tally counted. */
export function merge(tally: Tally, other: Iterable<readonly [string, number]>): void {
  for (const [kind, times] of other) count(tally, kind, times)
}
