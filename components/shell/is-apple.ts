/** Whether a browser says that it runs on one of Apple's systems, whose shortcuts are held by ⌘. */
export function isApple(userAgent: string | null): boolean {
  return /Macintosh|iPhone|iPad|iPod/.test(userAgent ?? '')
}
