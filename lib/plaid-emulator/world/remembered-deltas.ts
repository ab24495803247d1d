import type { Delta, Position } from './history'

/** How many differences of one history are kept: those of the pages that are being asked for. */
const maxDeltas = 6

type DeltaOf = (from: Position | null, to: Position, account: string | null) => Delta

/** Keeps the differences computed lately, so that the pages of one are cut out of the same. */
export function rememberedDeltas(compute: DeltaOf): DeltaOf {
  const deltas = new Map<string, Delta>()
  return (from, to, account) => {
    const key = JSON.stringify([from?.t, from?.e, to.t, to.e, account])
    const known = deltas.get(key)
    if (known !== undefined) return known
    const delta = compute(from, to, account)
    if (deltas.size >= maxDeltas) deltas.clear()
    deltas.set(key, delta)
    return delta
  }
}
