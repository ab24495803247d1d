/** The words for Plaid's personal finance categories, by code: the catalogue's `categories`. */
export interface CategoryWords {
  primary: Readonly<Record<string, string>>
  detailed: Readonly<Record<string, string>>
}

const wordFor = (words: Readonly<Record<string, string>>, code: string | null): string | undefined =>
  code !== null && Object.hasOwn(words, code) ? words[code] : undefined

function sentenceCase(code: string): string {
  const text = code.toLowerCase().replaceAll('_', ' ').trim()
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/**
 * What a category is called: the words of its detailed code, else of its primary one. A code that is newer than the
 * catalogue is written out. Null when the bank gave none.
 */
export function categoryName(
  primary: string | null,
  detailed: string | null,
  words: CategoryWords,
): string | null {
  const known = wordFor(words.detailed, detailed) ?? wordFor(words.primary, primary)
  if (known) return known
  const code = detailed ?? primary
  return code === null || code === '' ? null : sentenceCase(code)
}
