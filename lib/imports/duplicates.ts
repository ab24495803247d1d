/** By what two rows are the same: the day, the amount, and what the bank calls it, in whatever case and with whatever spaces. */
export interface Likeness {
  day: string
  amount: string
  description: string
}

export function likenessKey({ day, amount, description }: Likeness): string {
  return `${day}|${amount}|${description.normalize('NFKC').replaceAll(/\s+/gu, ' ').trim().toLowerCase()}`
}

/** How often something is stored already. */
export interface StoredLikeness extends Likeness {
  count: number
}

/**
 * The rows of a file that an account has already. What is in the file twice and in the account once is there once: of two
 * coffees at the same price on one day, both are somebody's.
 *
 * @returns their lines.
 */
export function findDuplicates(
  rows: readonly (Likeness & { line: number })[],
  stored: readonly StoredLikeness[],
): Set<number> {
  const left = new Map<string, number>()
  for (const one of stored) {
    const key = likenessKey(one)
    left.set(key, (left.get(key) ?? 0) + one.count)
  }
  const found = new Set<number>()
  for (const row of rows) {
    const key = likenessKey(row)
    const count = left.get(key) ?? 0
    if (count === 0) continue
    left.set(key, count - 1)
    found.add(row.line)
  }
  return found
}
