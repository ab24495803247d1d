'use client'

import { type FormEvent, type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { useHydrated } from '@/components/ui/use-hydrated'

/** What came of sending a form. `field` names the box that the person should go back to. */
export type SettingsOutcome = { saved: string } | { problem?: string; field?: string }

interface SettingsFormProps {
  submitLabel: string
  submittingLabel: string
  /** Said when the server did not answer. */
  unreachable: string
  /** Sends what was typed. */
  onSave: (data: FormData, form: HTMLFormElement) => Promise<SettingsOutcome> | SettingsOutcome
  children: ReactNode
}

/**
 * A form of the settings: what was done or went wrong is said beside its button, and what was typed stays. Its
 * button waits until the page answers, so that nothing is ever sent the browser's own way.
 */
export function SettingsForm({
  submitLabel,
  submittingLabel,
  unreachable,
  onSave,
  children,
}: SettingsFormProps) {
  const hydrated = useHydrated()
  const [sending, startSending] = useTransition()
  const [saved, setSaved] = useState<string>()
  const [problem, setProblem] = useState<string>()

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    setSaved(undefined)
    setProblem(undefined)
    startSending(async () => {
      try {
        const outcome = await onSave(new FormData(form), form)
        if ('saved' in outcome) return setSaved(outcome.saved)
        setProblem(outcome.problem)
        const field = outcome.field ? form.elements.namedItem(outcome.field) : null
        if (field instanceof HTMLElement) field.focus()
      } catch {
        setProblem(unreachable)
      }
    })
  }

  return (
    <form
      method="post"
      noValidate
      onSubmit={submit}
      onChange={() => setSaved(undefined)}
      className="grid gap-4"
    >
      {children}
      <ErrorText>{problem}</ErrorText>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          type="submit"
          disabled={!hydrated}
          pending={sending}
          pendingLabel={submittingLabel}
          className={hydrated ? undefined : 'disabled:opacity-100'}
        >
          {submitLabel}
        </Button>
        <p role="status" className="text-13 text-in">
          {saved}
        </p>
      </div>
    </form>
  )
}
