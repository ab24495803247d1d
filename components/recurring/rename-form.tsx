'use client'

import { useActionState } from 'react'
import { saveStream } from '@/lib/recurring/actions'
import { STREAM_TITLE_MAX } from '@/lib/recurring/limits'
import { Field } from '../ui/field'
import { SubmitButton } from '../ui/submit-button'
import { useHydrated } from '../ui/use-hydrated'

interface RenameFormProps {
  streamId: string
  /** The person's; '' without one. */
  name: string
  words: { label: string; hint: string; save: string; saved: string; failed: string }
}

/** What the person calls recurring payments. */
export function RenameForm({ streamId, name, words }: RenameFormProps) {
  const hydrated = useHydrated()
  const [state, action] = useActionState(async (_before: 'saved' | 'failed' | null, form: FormData) => {
    const title = form.get('title')
    const saved = await saveStream({ streamId, title: typeof title === 'string' ? title : '' }).catch(
      () => null,
    )
    return saved?.ok ? ('saved' as const) : ('failed' as const)
  }, null)
  return (
    <form action={action} className="grid gap-2 sm:max-w-md">
      <Field
        key={name}
        name="title"
        label={words.label}
        hint={words.hint}
        defaultValue={name}
        maxLength={STREAM_TITLE_MAX}
        autoComplete="off"
        disabled={!hydrated}
        error={state === 'failed' ? words.failed : undefined}
      />
      <div className="flex items-center gap-3">
        <SubmitButton variant="secondary" size="small" disabled={!hydrated}>
          {words.save}
        </SubmitButton>
        <span role="status" className="text-13 text-ink-2">
          {state === 'saved' ? words.saved : null}
        </span>
      </div>
    </form>
  )
}
