/**
 * Where the emulator that serves this page is: the page's own address without `/emulator`, so that it works alone
 * and mounted under a prefix. No slash at the end.
 */
export function emulatorBase(pageUrl: string): string {
  const { origin, pathname } = new URL(pageUrl)
  return origin + pathname.replace(/\/+$/, '').replace(/\/emulator$/, '')
}
