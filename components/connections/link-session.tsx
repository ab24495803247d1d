'use client'

import { useEffect, useRef } from 'react'
import { type PlaidLinkOnSuccessMetadata, usePlaidLink } from 'react-plaid-link'

export type LinkExit =
  | { kind: 'closed'; status: string | null }
  | { kind: 'error'; code: string; message: string | null }
  | { kind: 'unavailable' }

export interface LinkSuccess {
  publicToken: string | null
  metadata: PlaidLinkOnSuccessMetadata
}

interface LinkSessionProps {
  token: string
  /** The page's own address, when an OAuth bank has just led back to it. */
  receivedRedirectUri: string | undefined
  onOpened: () => void
  onSuccess: (success: LinkSuccess) => void
  onExit: (exit: LinkExit) => void
}

/** Plaid's script is small and cached; if it has not come by now, something keeps it away. */
const READY_WITHIN_MS = 20_000

/**
 * One visit to Link: mount it with a token and Link opens as soon as it is ready; it ends in `onSuccess` or `onExit`,
 * once. Mount a new one (another `key`) for another token. One at a time: two on a page take Plaid's script from each
 * other. After a script that failed, unmounting forgets it, so that the next visit loads it afresh.
 */
export function LinkSession({ token, receivedRedirectUri, onOpened, onSuccess, onExit }: LinkSessionProps) {
  const ended = useRef(false)
  // Link keeps the callbacks that it was created with, so these must reach the newest ones.
  const latest = useRef({ onOpened, onSuccess, onExit })
  useEffect(() => {
    latest.current = { onOpened, onSuccess, onExit }
  })

  function end(tell: () => void) {
    if (ended.current) return
    ended.current = true
    tell()
  }

  const { open, ready, error } = usePlaidLink({
    token,
    ...(receivedRedirectUri ? { receivedRedirectUri } : {}),
    onSuccess: (publicToken, metadata) => end(() => latest.current.onSuccess({ publicToken, metadata })),
    onExit: (problem, { status }) =>
      end(() =>
        latest.current.onExit(
          problem
            ? { kind: 'error', code: problem.error_code, message: problem.display_message }
            : { kind: 'closed', status },
        ),
      ),
  })

  useEffect(() => {
    if (!ready) return
    open()
    latest.current.onOpened()
  }, [ready, open])

  const failed = error !== null
  useEffect(() => {
    if (ready) return
    const timer = setTimeout(
      () => {
        if (ended.current) return
        ended.current = true
        latest.current.onExit({ kind: 'unavailable' })
      },
      failed ? 0 : READY_WITHIN_MS,
    )
    return () => clearTimeout(timer)
  }, [ready, failed])

  return null
}
