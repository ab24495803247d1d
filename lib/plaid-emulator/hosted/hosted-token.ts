import { createHash } from 'node:crypto'

const secretShape = /^hosted-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** A token's identifier that follows from secrets: a UUID that says nothing about them. */
export function derivedUuid(...parts: readonly string[]): string {
  const digits = createHash('sha256').update(parts.join('\u0000')).digest('hex')
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5')
}

/**
 * The link token of a page of Hosted Link. It follows from the id in the page's address, which is as secret as the
 * token itself; so the page can name its token in webhooks, and the store still keeps nothing but the token's hash.
 */
export function linkTokenOfHosted(hostedId: string): string {
  return `link-sandbox-${derivedUuid('hosted link', hostedId)}`
}

/** What a page of Hosted Link uses in place of a link token. */
export const hostedSecret = (hostedId: string) => `hosted-${hostedId}`

/** The id in the address of the page that a secret is of, or null for anything else. */
export function hostedIdOf(secret: string): string | null {
  return secretShape.exec(secret)?.[1] ?? null
}

/**
 * The public token that a session of Link ends with. It follows from the link token, so that its owner can be told
 * again by /link/token/get, while the store keeps only hashes.
 */
export function publicTokenOfSession(linkToken: string, linkSessionId: string): string {
  return `public-sandbox-${derivedUuid('public token', linkToken, linkSessionId)}`
}
