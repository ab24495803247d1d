'use client'

import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { replayDeadLetter, replayStuckWebhook } from '@/lib/operator/actions'
import { Button } from '../ui/button'
import { ErrorText } from '../ui/error-text'
import { showToast } from '../ui/show-toast'
import { useHydrated } from '../ui/use-hydrated'

interface ReplayButtonProps {
  what: 'sync' | 'webhook'
  id: string
  words: { replay: string; pending: string; done: string; gone: string; unreachable: string }
}

/** Has something that was given up tried again; its row goes away when it was taken. */
export function ReplayButton({ what, id, words }: ReplayButtonProps) {
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function replay() {
    setPending(true)
    setProblem(null)
    const action = what === 'sync' ? replayDeadLetter : replayStuckWebhook
    const answer = await action({ id }).catch(() => null)
    setPending(false)
    if (answer?.ok) await showToast(words.done)
    else setProblem(answer ? words.gone : words.unreachable)
  }

  return (
    <>
      <Button
        variant="secondary"
        size="small"
        disabled={!hydrated}
        className={hydrated ? undefined : 'disabled:opacity-100'}
        pending={pending}
        pendingLabel={words.pending}
        icon={<RotateCw aria-hidden="true" className="size-3.5" />}
        onClick={() => void replay()}
      >
        {words.replay}
      </Button>
      <ErrorText>{problem}</ErrorText>
    </>
  )
}
