/** Where a signed-in person lands when no page was asked for. */
export const HOME_PATH = '/dashboard'

/**
 * The page that was asked for before signing in, as a path of this site. An address elsewhere, a script or anything
 * that is not an address leads home instead: a link to the sign-in page must not be able to send people away.
 */
export function callbackPath(asked: string | undefined, origin: string): string {
  if (!asked) return HOME_PATH
  let url: URL
  try {
    url = new URL(asked, origin)
  } catch {
    return HOME_PATH
  }
  if (url.origin !== origin || /^\/(sign-in|sign-up|api)(\/|$)/.test(url.pathname)) return HOME_PATH
  const path = `${url.pathname}${url.search}${url.hash}`
  return path.startsWith('//') || path === '/' ? HOME_PATH : path
}
