'use client'

import type { Route } from 'next'
import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { removeBank } from '@/lib/connections/actions'
import { Button } from '../ui/button'
import { showToast } from '../ui/show-toast'
import { useHydrated } from '../ui/use-hydrated'
import { type ActionWords, sayFailure } from './action-words'

const loadDialog = () => import('../ui/dialog').then((loaded) => loaded.ConfirmDialog)
// Without a boundary of its own the page would fall back to its skeleton while this loads.
const ConfirmDialog = dynamic(loadDialog, { ssr: false })

interface RemoveButtonProps {
  itemId: string
  /** Where to go from a page that is there no more when the connection is not. */
  leaveTo?: Route
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
export function RemoveButton({ itemId, leaveTo, label, words }: RemoveButtonProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const hydrated = useHydrated()
  const button = useRef<HTMLButtonElement>(null)

  function change(next: boolean) {
    setOpen(next)
    // After the dialog has let go of the focus; there is no button to give it to once the connection is gone.
    if (!next) setTimeout(() => button.current?.focus())
  }

  async function remove() {
    const answer = await removeBank({ itemId, leaving: leaveTo !== undefined }).catch(() => null)
    if (!answer?.ok) return sayFailure(answer?.code, words)
    if (leaveTo) {
      router.replace(leaveTo)
      router.refresh()
    }
    await showToast(words.removed)
  }

  return (
    <>
      <Button
        ref={button}
        variant="quiet"
        size="small"
        disabled={!hydrated}
        className={hydrated ? undefined : 'disabled:opacity-100'}
        aria-haspopup="dialog"
        onPointerEnter={() => void loadDialog()}
        onFocus={() => void loadDialog()}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      {open ? (
        <ConfirmDialog
          open
          onOpenChange={change}
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
        />
      ) : null}
    </>
  )
}
