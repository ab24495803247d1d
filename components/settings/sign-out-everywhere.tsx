'use client'

import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/dialog'
import { signOutEverywhere } from '@/lib/auth/actions'

interface SignOutEverywhereProps {
  words: { action: string; title: string; body: string; cancel: string; pending: string; failed: string }
}

/** Ends every session after asking, then goes to the sign-in page. */
export function SignOutEverywhere({ words }: SignOutEverywhereProps) {
  async function leave(): Promise<string | undefined> {
    try {
      await signOutEverywhere()
    } catch {
      return words.failed
    }
    try {
      const { signOut } = await import('next-auth/react')
      await signOut({ redirect: false })
    } catch {
      // The cookie stays, but the session that it speaks of has ended.
    }
    // A whole new page, so that nothing of what was seen stays in the browser's memory.
    window.location.assign('/sign-in')
    return undefined
  }

  return (
    <ConfirmDialog
      title={words.title}
      description={words.body}
      confirmLabel={words.action}
      cancelLabel={words.cancel}
      pendingLabel={words.pending}
      trigger={<Button variant="secondary">{words.action}</Button>}
      onConfirm={leave}
    />
  )
}
