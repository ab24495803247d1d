/* The readers of single fields, from which those of whole JSON bodies are made. */

export type Fields = Record<string, unknown>

/** Thrown by the readers when a body does not have the agreed shape; its message names the field. */
export class UnexpectedBody extends Error {}

/** The fields of an object; `what` it is names it where it is none. */
export function fields(value: unknown, what: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UnexpectedBody(what)
  return Object.fromEntries(Object.entries(value))
}

/** A field that is a text. */
export function text(from: Fields, key: string): string {
  const value = from[key]
  if (typeof value !== 'string') throw new UnexpectedBody(key)
  return value
}

/** A field that is a list, each of its values read. */
export function list<T>(from: Fields, key: string, read: (value: unknown) => T): T[] {
  const value = from[key]
  if (!Array.isArray(value)) throw new UnexpectedBody(key)
  return value.map((one) => read(one))
}
