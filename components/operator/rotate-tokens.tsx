'use client'

import { type FormEvent, useState } from 'react'
import { type PluralForms, sayCount } from '@/lib/i18n/client-words'
import { rotateOldTokens, rotateToken } from '@/lib/operator/actions'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { showToast } from '../ui/show-toast'
import { useHydrated } from '../ui/use-hydrated'

interface RotateOldProps {
  locale: string
  words: { rotate: string; pending: string; queued: PluralForms; noneOld: string; unreachable: string }
}

/** Has all old access tokens replaced. */
export function RotateOld({ locale, words }: RotateOldProps) {
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function rotate() {
    setPending(true)
    setProblem(null)
    const answer = await rotateOldTokens().catch(() => null)
    setPending(false)
    if (!answer?.ok) return setProblem(words.unreachable)
    const { count } = answer.value
    await showToast(count === 0 ? words.noneOld : sayCount(words.queued, count, locale))
  }

  return (
    <div>
      <Button
        variant="secondary"
        disabled={!hydrated}
        className={hydrated ? undefined : 'disabled:opacity-100'}
        pending={pending}
        pendingLabel={words.pending}
        onClick={() => void rotate()}
      >
        {words.rotate}
      </Button>
      <p role="alert" className="mt-1 text-13 text-alarm empty:hidden">
        {problem}
      </p>
    </div>
  )
}

interface RotateOneProps {
  words: {
    label: string
    hint: string
    rotate: string
    pending: string
    queued: string
    invalid: string
    missing: string
    unreachable: string
  }
}

/** Has the access token of one connection replaced, by its id. */
export function RotateOne({ words }: RotateOneProps) {
  const hydrated = useHydrated()
  const [pending, setPending] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function rotate(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const typed = new FormData(form).get('id')
    setPending(true)
    setProblem(null)
    const id = typeof typed === 'string' ? typed.trim() : ''
    const answer = await rotateToken({ id }).catch(() => null)
    setPending(false)
    if (answer?.ok) {
      form.reset()
      await showToast(words.queued)
    } else if (answer) setProblem(answer.code === 'INVALID' ? words.invalid : words.missing)
    else setProblem(words.unreachable)
  }

  return (
    <form onSubmit={(event) => void rotate(event)} className="grid max-w-form gap-2">
      <Field
        label={words.label}
        hint={words.hint}
        error={problem}
        name="id"
        required
        autoComplete="off"
        spellCheck={false}
      />
      <div>
        <Button
          type="submit"
          variant="secondary"
          disabled={!hydrated}
          className={hydrated ? undefined : 'disabled:opacity-100'}
          pending={pending}
          pendingLabel={words.pending}
        >
          {words.rotate}
        </Button>
      </div>
    </form>
  )
}
