'use client'

import { useState, useTransition } from 'react'
import type { AccountFailure } from '@/lib/accounts/actions'
import type { Result } from '@/lib/result'

export type SendWords = Record<AccountFailure | 'unreachable', string>

/** Sends something to the server: whether that is under way, and in words what went wrong. */
export function useSend(words: SendWords) {
  const [isSending, startSending] = useTransition()
  const [problem, setProblem] = useState<string>()

  function send<Value>(
    work: () => Promise<Result<Value, AccountFailure>>,
    done: (value: Value) => void = () => {},
    failed: () => void = () => {},
  ) {
    setProblem(undefined)
    startSending(async () => {
      const result = await work().catch(() => null)
      if (result?.ok) return done(result.value)
      failed()
      setProblem(result === null ? words.unreachable : words[result.code])
    })
  }

  return { isSending, problem, setProblem, send }
}
