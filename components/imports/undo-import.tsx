'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { useHydrated } from '@/components/ui/use-hydrated'
import { undoImport } from '@/lib/imports/actions'

const ConfirmDialog = dynamic(() => import('@/components/ui/dialog').then((loaded) => loaded.ConfirmDialog), {
  ssr: false,
})

interface UndoImportProps {
  accountId: string
  importId: string
  /** Somebody has written on some of its transactions. */
  hasEdited: boolean
  words: {
    undo: string
    undoOf: string
    title: string
    body: string
    edited: string
    keepEdited: string
    undoing: string
    keep: string
    failed: string
    unreachable: string
  }
}

/** Takes an import back after asking, and asks what is to become of what somebody has written on. */
export function UndoImport({ accountId, importId, hasEdited, words }: UndoImportProps) {
  const hydrated = useHydrated()
  const [isAsking, setAsking] = useState(false)
  const [keepEdited, setKeepEdited] = useState(hasEdited)

  async function undo(): Promise<string | undefined> {
    const result = await undoImport({ accountId, importId, keepEdited: hasEdited && keepEdited }).catch(
      () => null,
    )
    if (result === null) return words.unreachable
    if (!result.ok) return words.failed
  }

  return (
    <>
      <Button
        variant="secondary"
        size="small"
        aria-label={words.undoOf}
        disabled={!hydrated}
        onClick={() => setAsking(true)}
      >
        {words.undo}
      </Button>
      {isAsking ? (
        <ConfirmDialog
          open
          onOpenChange={setAsking}
          title={words.title}
          description={
            <>
              <p>{words.body}</p>
              {hasEdited ? <p>{words.edited}</p> : null}
            </>
          }
          confirmLabel={words.undo}
          cancelLabel={words.keep}
          pendingLabel={words.undoing}
          onConfirm={undo}
        >
          {hasEdited ? (
            <Checkbox
              label={words.keepEdited}
              checked={keepEdited}
              onChange={({ currentTarget }) => setKeepEdited(currentTarget.checked)}
            />
          ) : null}
        </ConfirmDialog>
      ) : null}
    </>
  )
}
