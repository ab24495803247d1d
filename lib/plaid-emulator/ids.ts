import { createHash, hash, randomBytes, randomUUID } from 'node:crypto'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function letters(bytes: Uint8Array, length: number, from: string): string {
  let text = ''
  for (let index = 0; index < length; index += 1) text += from[(bytes[index] ?? 0) % from.length]
  return text
}

/** An id that follows from its parts alone, in the shape of Plaid's: 37 case-sensitive alphanumerics. */
export function derivedId(...parts: readonly (string | number)[]): string {
  // Every row of every page has one. Base64 is the quickest way to letters, and two of its signs are none.
  const text = hash('sha512', parts.join('\u0000'), 'base64url').slice(0, 37)
  return text.replaceAll('-', 'E').replaceAll('_', 'k')
}

/** A fresh id in the shape of Plaid's Item, account and transaction ids: 37 alphanumerics. */
export function freshId(): string {
  return letters(randomBytes(37), 37, alphabet)
}

/** A fresh request id: 15 alphanumerics. */
export function requestId(): string {
  return letters(randomBytes(15), 15, alphabet)
}

/** Fresh letters and digits, as many as wanted. */
export function randomLetters(length: number): string {
  return letters(randomBytes(length), length, alphabet)
}

export type TokenKind = 'access' | 'public' | 'link' | 'processor' | 'assets'

/** A fresh token such as `access-sandbox-<uuid>`. Only its hash is ever stored. */
export function freshToken(kind: TokenKind): string {
  return `${kind}-sandbox-${randomUUID()}`
}

/** True when a text has the shape of a token of this kind, for any of Plaid's environments. */
export function hasTokenShape(kind: TokenKind, token: string): boolean {
  return new RegExp(`^${kind}-(sandbox|production)-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).test(token)
}

/** The SHA-256 of a token in hex: what the store keeps instead of the token. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
