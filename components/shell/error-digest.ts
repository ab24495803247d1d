/** The reference under which the server logged what failed; null for what failed in the browser. */
export function errorDigest(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('digest' in error)) return null
  return typeof error.digest === 'string' && error.digest !== '' ? error.digest : null
}
