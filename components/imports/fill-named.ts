/** Puts values in the place of `{name}`s that a sentence was given to carry them. */
export function fillNamed(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
