'use client'

import { Download } from 'lucide-react'
import { type FormEvent, useRef, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { PasswordField } from '@/components/ui/password-field'
import { textOf } from '@/components/ui/text-of'
import { useHydrated } from '@/components/ui/use-hydrated'
import { prepareExport } from '@/lib/account/actions'

interface ExportFormProps {
  /** Tells a password manager whose password it is. */
  email: string
  words: {
    password: string
    hint: string
    show: string
    hide: string
    submit: string
    submitting: string
    started: string
    errorMissing: string
    errorWrong: string
    errorThrottled: string
    unreachable: string
  }
}

/** Asks for the password and begins the download, which the browser then carries on with by itself. */
export function ExportForm({ email, words }: ExportFormProps) {
  const hydrated = useHydrated()
  const [sending, startSending] = useTransition()
  const [isStarted, setStarted] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const link = useRef<HTMLAnchorElement>(null)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const password = textOf(new FormData(form), 'password')
    setStarted(false)
    setProblem(undefined)
    setWrong(password ? undefined : words.errorMissing)
    const back = () => form.querySelector<HTMLInputElement>('[name=password]')?.focus()
    if (!password) return back()
    startSending(async () => {
      const result = await prepareExport({ password }).catch(() => null)
      if (result === null) return setProblem(words.unreachable)
      if (!result.ok && result.code === 'THROTTLED') return setProblem(words.errorThrottled)
      if (!result.ok) {
        setWrong(words.errorWrong)
        return back()
      }
      form.reset()
      setStarted(true)
      // A link and not a new page: what the person reads stays, also where the answer is a refusal.
      link.current?.setAttribute('href', result.value.href)
      link.current?.click()
    })
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={words.password}
        hint={words.hint}
        showLabel={words.show}
        hideLabel={words.hide}
        name="password"
        autoComplete="current-password"
        required
        error={wrong}
      />
      <ErrorText>{problem}</ErrorText>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          type="submit"
          variant="secondary"
          disabled={!hydrated}
          pending={sending}
          pendingLabel={words.submitting}
          icon={<Download aria-hidden="true" className="size-4" />}
          className={hydrated ? undefined : 'disabled:opacity-100'}
        >
          {words.submit}
        </Button>
        <p role="status" className="text-13 text-in">
          {isStarted ? words.started : null}
        </p>
      </div>
      {/* biome-ignore lint/a11y/useAnchorContent: never seen, nor reached: it is pressed by the form alone. */}
      <a ref={link} href="/settings" download hidden tabIndex={-1} aria-hidden="true" />
    </form>
  )
}
