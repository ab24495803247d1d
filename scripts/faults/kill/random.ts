/** Numbers that look random and are the same for the same seed. */
export interface Random {
  /** A whole number from 0 up to, not including, `bound`. */
  below(bound: number): number
  /** A text that no other call gives. */
  text(): string
}

/** Mulberry32: small, even enough to choose what happens next. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  let texts = 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    below: (bound) => Math.floor(next() * bound),
    text: () => {
      texts += 1
      return `${seed}-${texts}-${Math.floor(next() * 1e9)}`
    },
  }
}
