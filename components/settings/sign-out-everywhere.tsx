'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useHydrated } from '@/components/ui/use-hydrated'
import { signOutEverywhere } from '@/lib/auth/actions'

const loadDialog = () => import('@/components/ui/dialog').then((loaded) => loaded.ConfirmDialog)
// Without a boundary of its own the page would fall back to its skeleton while this loads.
const ConfirmDialog = dynamic(loadDialog, { ssr: false })

interface SignOutEverywhereProps {
  words: { action: string; title: string; body: string; cancel: string; pending: string; failed: string }
}

/** Ends every session after asking, then goes to the sign-in page. */
export function SignOutEverywhere({ words }: SignOutEverywhereProps) {
  const hydrated = useHydrated()
  const [isAsking, setAsking] = useState(false)

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
    <>
      <Button
        variant="secondary"
        disabled={!hydrated}
        aria-haspopup="dialog"
        onPointerEnter={() => void loadDialog()}
        onFocus={() => void loadDialog()}
        onClick={() => setAsking(true)}
      >
        {words.action}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={words.title}
          description={words.body}
          confirmLabel={words.action}
          cancelLabel={words.cancel}
          pendingLabel={words.pending}
          onConfirm={leave}
        />
      ) : null}
    </>
  )
}
