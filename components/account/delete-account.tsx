'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { Field } from '@/components/ui/field'
import { PasswordField } from '@/components/ui/password-field'
import { textOf } from '@/components/ui/text-of'
import { useHydrated } from '@/components/ui/use-hydrated'
import { deleteAccount } from '@/lib/account/actions'

interface DeleteAccountProps {
  email: string
  words: {
    open: string
    password: string
    confirm: string
    confirmHint: string
    show: string
    hide: string
    submit: string
    submitting: string
    cancel: string
    errorMissing: string
    errorWrong: string
    errorConfirm: string
    errorThrottled: string
    unreachable: string
  }
}

interface Problems {
  password?: string
  confirm?: string
  whole?: string
}

/** Deletes the account after the password and the e-mail were typed, and leaves for a page that needs none. */
export function DeleteAccount({ email, words }: DeleteAccountProps) {
  const hydrated = useHydrated()
  const [isOpen, setOpen] = useState(false)
  const [sending, startSending] = useTransition()
  const [problems, setProblems] = useState<Problems>({})

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const given = {
      password: textOf(new FormData(form), 'password'),
      confirm: textOf(new FormData(form), 'confirm'),
    }
    function turnBack(found: Problems) {
      setProblems(found)
      const name = found.password ? 'password' : found.confirm ? 'confirm' : null
      if (name) form.querySelector<HTMLInputElement>(`[name=${name}]`)?.focus()
    }
    const isOwn = given.confirm.trim().toLowerCase() === email
    if (!given.password || !isOwn) {
      return turnBack({
        ...(given.password ? {} : { password: words.errorMissing }),
        ...(isOwn ? {} : { confirm: words.errorConfirm }),
      })
    }
    setProblems({})
    startSending(async () => {
      const result = await deleteAccount(given).catch(() => null)
      if (result === null) return turnBack({ whole: words.unreachable })
      if (!result.ok) {
        if (result.code === 'THROTTLED') return turnBack({ whole: words.errorThrottled })
        return turnBack(
          result.code === 'CONFIRM' ? { confirm: words.errorConfirm } : { password: words.errorWrong },
        )
      }
      try {
        const { signOut } = await import('next-auth/react')
        await signOut({ redirect: false })
      } catch {
        // The cookie stays, but the person that it speaks of is no more.
      }
      // A whole new page, so that nothing of what was seen stays in the browser's memory.
      window.location.assign(
        result.value.waiting > 0 ? `/goodbye?waiting=${result.value.waiting}` : '/goodbye',
      )
    })
  }

  if (!isOpen) {
    return (
      <Button
        variant="secondary"
        disabled={!hydrated}
        aria-expanded={false}
        onClick={() => setOpen(true)}
        className={hydrated ? 'text-alarm' : 'text-alarm disabled:opacity-100'}
      >
        {words.open}
      </Button>
    )
  }
  return (
    <form method="post" noValidate onSubmit={submit} className="grid gap-4">
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        label={words.password}
        showLabel={words.show}
        hideLabel={words.hide}
        name="password"
        autoComplete="current-password"
        required
        autoFocus
        error={problems.password}
      />
      <Field
        label={words.confirm}
        hint={words.confirmHint}
        name="confirm"
        type="email"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        error={problems.confirm}
      />
      <ErrorText>{problems.whole}</ErrorText>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" variant="danger" pending={sending} pendingLabel={words.submitting}>
          {words.submit}
        </Button>
        <Button variant="quiet" disabled={sending} onClick={() => setOpen(false)}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
