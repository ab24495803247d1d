'use client'

import { useTransition } from 'react'
import { Button, type ButtonProps } from './button'
import { showToast } from './show-toast'
import { useHydrated } from './use-hydrated'

interface ActionButtonProps<Done> extends Omit<ButtonProps, 'type' | 'onClick' | 'disabled' | 'pending'> {
  run: () => Promise<Done>
  /** What a toast says of how it went; null: what the page then shows says enough. */
  told?: (done: Done) => string | null
  /** What a toast says when nothing is known of how it went, as without a network. */
  failed: string
}

/** Does one thing at once, without asking: pending until it is done, and a toast for what the page does not show. */
export function ActionButton<Done>({ run, told = () => null, failed, ...rest }: ActionButtonProps<Done>) {
  const hydrated = useHydrated()
  const [pending, start] = useTransition()
  return (
    <Button
      {...rest}
      disabled={!hydrated}
      pending={pending}
      onClick={() =>
        start(async () => {
          const words = await run().then(told, () => failed)
          if (words !== null) await showToast(words)
        })
      }
    />
  )
}
