/** Small letters without their marks, so that "cafe" finds "Café". */
function simple(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

const isWordStart = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))

/**
 * How well a name answers to what was typed: 1 for the name itself, 0 for not at all. Every word must be found in the
 * name or in its other words; at the beginning of the name counts more than at the beginning of a word, and that more
 * than inside one.
 *
 * @param others words that lead to it as well, for less.
 */
export function matchScore(name: string, typed: string, others: readonly string[] = []): number {
  const words = simple(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return 1
  const own = simple(name)
  if (own === words.join(' ')) return 1
  const besides = simple(others.join(' '))
  let sum = 0
  for (const word of words) {
    const score = Math.max(wordScore(own, word), wordScore(besides, word) * 0.4)
    if (score === 0) return 0
    sum += score
  }
  return sum / words.length
}

function wordScore(text: string, word: string): number {
  let best = 0
  for (let at = text.indexOf(word); at !== -1 && best < 0.8; at = text.indexOf(word, at + 1))
    best = Math.max(best, at === 0 ? 0.95 : isWordStart(text, at) ? 0.8 : 0.3)
  return best
}
