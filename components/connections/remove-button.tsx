'use client'

import { toast } from 'sonner'
import { removeBank } from '@/lib/connections/actions'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/dialog'
import { type ActionWords, sayFailure } from './action-words'

interface RemoveButtonProps {
  itemId: string
  label: string
  words: ActionWords & {
    title: string
    body: string
    safe: string
    confirm: string
    cancel: string
    removing: string
    removed: string
  }
}

/** Ends a connection, after saying what goes with it. */
export function RemoveButton({ itemId, label, words }: RemoveButtonProps) {
  async function remove() {
    const answer = await removeBank({ itemId }).catch(() => null)
    if (!answer?.ok) return sayFailure(answer?.code, words)
    toast.success(words.removed)
  }

  return (
    <ConfirmDialog
      title={words.title}
      description={
        <>
          <p>{words.body}</p>
          <p>{words.safe}</p>
        </>
      }
      confirmLabel={words.confirm}
      cancelLabel={words.cancel}
      pendingLabel={words.removing}
      onConfirm={remove}
      trigger={
        <Button variant="quiet" size="small">
          {label}
        </Button>
      }
    />
  )
}
