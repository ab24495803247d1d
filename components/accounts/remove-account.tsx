'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { Field } from '@/components/ui/field'
import { useHydrated } from '@/components/ui/use-hydrated'
import { removeAccount } from '@/lib/accounts/actions'
import { typedIn } from './typed'
import { type SendWords, useSend } from './use-send'

interface RemoveAccountProps {
  accountId: string
  name: string
  cancelHref: Route
  words: {
    body: string
    hideInstead: string
    confirm: string
    confirmWrong: string
    submit: string
    submitting: string
    cancel: string
    errors: SendWords
  }
}

const same = (typed: string, name: string) =>
  typed.replaceAll(/\s+/g, ' ').toLowerCase() === name.replaceAll(/\s+/g, ' ').trim().toLowerCase()

/** Deletes an account that is kept by hand after its name was typed. */
export function RemoveAccount({ accountId, name, cancelHref, words }: RemoveAccountProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const { isSending, problem, send } = useSend(words.errors)
  const [isWrong, setWrong] = useState(false)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const isSame = same(typedIn(new FormData(event.currentTarget), 'confirm'), name)
    setWrong(!isSame)
    if (!isSame) return
    send(
      () => removeAccount({ accountId }),
      () => router.replace('/accounts' as Route),
    )
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid max-w-form gap-4">
      <p>{words.body}</p>
      <p className="text-ink-2">{words.hideInstead}</p>
      <Field
        label={words.confirm}
        name="confirm"
        autoComplete="off"
        required
        error={isWrong ? words.confirmWrong : undefined}
      />
      <ErrorText>{problem}</ErrorText>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="danger"
          disabled={!hydrated}
          pending={isSending}
          pendingLabel={words.submitting}
        >
          {words.submit}
        </Button>
        <ButtonLink variant="secondary" href={cancelHref}>
          {words.cancel}
        </ButtonLink>
      </div>
    </form>
  )
}
