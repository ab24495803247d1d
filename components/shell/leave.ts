/**
 * Ends this session and goes to the front page. The library for it is fetched when it is wanted.
 *
 * @returns false without a connection: the session is still there.
 */
export async function leave(): Promise<boolean> {
  try {
    const { signOut } = await import('next-auth/react')
    await signOut({ callbackUrl: '/' })
    return true
  } catch {
    return false
  }
}
