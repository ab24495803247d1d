'use client'

import { fillSlot } from '@/lib/i18n/client-words'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import type { LinkWords } from './link-words'

interface DuplicateDialogProps {
  name: string
  words: LinkWords['duplicate']
  /** It is being added beside the first. */
  adding: boolean
  onReconnect: () => void
  onAnother: () => void
  onCancel: () => void
}

/** Asked before anything is exchanged: the connection is there already, so mend that one, or say that it is another. */
export function DuplicateDialog({
  name,
  words,
  adding,
  onReconnect,
  onAnother,
  onCancel,
}: DuplicateDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open && !adding) onCancel()
      }}
      title={words.title}
      description={fillSlot(words.body, name)}
      closeLabel={words.cancel}
    >
      <p className="text-ink-2">{words.other}</p>
      <div className="mt-2 grid gap-2 sm:flex sm:flex-row-reverse sm:justify-start">
        <Button onClick={onReconnect} disabled={adding}>
          {words.reconnect}
        </Button>
        <Button variant="secondary" onClick={onAnother} pending={adding} pendingLabel={words.adding}>
          {words.another}
        </Button>
        <Button variant="quiet" onClick={onCancel} disabled={adding}>
          {words.cancel}
        </Button>
      </div>
    </Dialog>
  )
}
