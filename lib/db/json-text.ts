/** As JSON writes what no text in the database may hold: the character 0, and halves of characters. */
const UNHOLDABLE = /\\u(?:0000|d[89a-f])/

const holdable = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd') : value

/**
 * Writes JSON that the database takes whatever a bank says: a name that was cut in the middle of a character must not
 * keep out all that came with it. Such a half becomes the replacement character, and a character 0 is left out.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value)
  // Found in next to none, and to look is quick; what merely looks like one stays as it is.
  return UNHOLDABLE.test(text) ? JSON.stringify(value, holdable) : text
}
