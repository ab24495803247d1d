'use client'

import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { useHydrated } from '@/components/ui/use-hydrated'
import { removeBalance } from '@/lib/accounts/actions'
import { type SendWords, useSend } from './use-send'

/** Takes back what was noted of a day. */
export function RemoveBalance({
  accountId,
  day,
  label,
  text,
  errors,
}: {
  accountId: string
  day: string
  /** With the day, for assistive technology. */
  label: string
  text: string
  errors: SendWords
}) {
  const hydrated = useHydrated()
  const { isSending, problem, send } = useSend(errors)
  return (
    <>
      <Button
        variant="quiet"
        size="small"
        aria-label={label}
        disabled={!hydrated}
        pending={isSending}
        onClick={() => send(() => removeBalance({ accountId, day }))}
      >
        {text}
      </Button>
      <ErrorText>{problem}</ErrorText>
    </>
  )
}
