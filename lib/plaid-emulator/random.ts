/** A deterministic source of chance: the same seed always gives the same sequence. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One element of a list that has at least one. */
  pick<T>(list: readonly T[]): T
}

/** A 32-bit FNV-1a hash of a text. */
function hash32(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash >>> 0
}

/** A random source that depends on all of the given parts and on nothing else. */
export function randomFor(...parts: readonly (string | number)[]): Random {
  let state = hash32(parts.join('/'))
  // mulberry32: small, quick, and good enough for pretend shopping
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  next()
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const element = list[Math.floor(next() * list.length)]
      if (element === undefined) throw new RangeError('pick needs a list with at least one element')
      return element
    },
  }
}
