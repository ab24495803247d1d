/** A history that once ended badly, and why: it is lived through again each time. */
interface KnownCase {
  seed: number
  history: number
  why: string
}

export const knownCases: readonly KnownCase[] = []
