'use client'

import type { Route } from 'next'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useHydrated } from '@/components/ui/use-hydrated'
import { removeTransaction } from '@/lib/accounts/actions'
import type { SendWords } from './use-send'

const ConfirmDialog = dynamic(() => import('@/components/ui/dialog').then((loaded) => loaded.ConfirmDialog), {
  ssr: false,
})

interface RemoveTransactionProps {
  accountId: string
  transactionId: string
  doneHref: Route
  words: {
    remove: string
    removeTitle: string
    removeBody: string
    removing: string
    keep: string
    errors: SendWords
  }
}

/** Deletes a transaction of an account that is kept by hand, after asking. */
export function RemoveTransaction({ accountId, transactionId, doneHref, words }: RemoveTransactionProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const [isAsking, setAsking] = useState(false)

  async function remove(): Promise<string | undefined> {
    const result = await removeTransaction({ accountId, transactionId }).catch(() => null)
    if (result === null) return words.errors.unreachable
    if (!result.ok) return words.errors[result.code]
    router.replace(doneHref, { scroll: false })
  }

  return (
    <>
      <Button variant="quiet" className="text-alarm" disabled={!hydrated} onClick={() => setAsking(true)}>
        {words.remove}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={words.removeTitle}
          description={<p>{words.removeBody}</p>}
          confirmLabel={words.remove}
          cancelLabel={words.keep}
          pendingLabel={words.removing}
          onConfirm={remove}
        />
      ) : null}
    </>
  )
}
