'use client'

import { useState } from 'react'
import { acceptOtherLogin, declineNewAccounts } from '@/lib/connections/actions'
import { Button } from '../ui/button'
import { useHydrated } from '../ui/use-hydrated'
import { type ActionWords, sayFailure } from './action-words'

const ACTIONS = { keepLogin: acceptOtherLogin, declineAccounts: declineNewAccounts } as const

interface AnswerButtonProps {
  itemId: string
  /** What the person answers to what a connection asks. */
  answer: keyof typeof ACTIONS
  label: string
  pendingLabel: string
  words: ActionWords
}

/** Leaves a connection as it is, where the page asked. The question goes with it. */
export function AnswerButton({ itemId, answer, label, pendingLabel, words }: AnswerButtonProps) {
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  async function say() {
    setPending(true)
    setFailure(null)
    const given = await ACTIONS[answer]({ itemId }).catch(() => null)
    setPending(false)
    if (!given?.ok) setFailure(sayFailure(given?.code, words))
  }

  return (
    <>
      <Button
        variant="quiet"
        size="small"
        disabled={!hydrated}
        className={hydrated ? undefined : 'disabled:opacity-100'}
        pending={pending}
        pendingLabel={pendingLabel}
        onClick={() => void say()}
      >
        {label}
      </Button>
      <p role="alert" className="order-last basis-full text-13 text-alarm empty:hidden">
        {failure}
      </p>
    </>
  )
}
