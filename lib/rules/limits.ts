export const RULE_NAME_MAX = 80
export const RULE_TEXT_MAX = 200
/** Conditions of one rule. */
export const RULE_LINES_MAX = 20
/** Rules of a household: all of them are held against every transaction that comes. */
export const RULES_MAX = 200

/** Tags without the spaces around and within them that nobody sees, each once in whatever case. */
export function tidyTags(tags: readonly string[]): string[] {
  const tidy = new Map<string, string>()
  for (const tag of tags) {
    const words = tag
      .replaceAll(/\0|\p{Surrogate}/gu, '')
      .replaceAll(/[\s,]+/gu, ' ')
      .trim()
    if (words !== '' && !tidy.has(words.toLowerCase())) tidy.set(words.toLowerCase(), words)
  }
  return [...tidy.values()]
}
