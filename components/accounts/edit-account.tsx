'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import type { FormEvent } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { Field } from '@/components/ui/field'
import { useHydrated } from '@/components/ui/use-hydrated'
import { saveAccountEdit } from '@/lib/accounts/actions'
import { ListingFields, type ListingWords } from './listing-fields'
import { typedIn } from './typed'
import { type SendWords, useSend } from './use-send'

interface EditAccountProps {
  accountId: string
  /** The person's own, '' without one. */
  name: string
  groupName: string
  hidden: boolean
  nameMaximum: number
  doneHref: Route
  words: ListingWords & {
    name: string
    nameHint: string
    save: string
    saving: string
    errors: SendWords
  }
}

/** What the person calls an account of a bank, under what it is listed, and whether it counts. */
export function EditAccount({
  accountId,
  name,
  groupName,
  hidden,
  nameMaximum,
  doneHref,
  words,
}: EditAccountProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const { isSending, problem, send } = useSend(words.errors)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    send(
      () =>
        saveAccountEdit({
          accountId,
          name: typedIn(data, 'name'),
          groupName: typedIn(data, 'groupName'),
          hidden: data.get('hidden') === 'on',
        }),
      () => router.replace(doneHref, { scroll: false }),
    )
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid max-w-form gap-4">
      <Field
        label={words.name}
        hint={words.nameHint}
        name="name"
        autoComplete="off"
        maxLength={nameMaximum}
        defaultValue={name}
      />
      <ListingFields groupName={groupName} hidden={hidden} nameMaximum={nameMaximum} words={words} />
      <ErrorText>{problem}</ErrorText>
      <div>
        <Button type="submit" disabled={!hydrated} pending={isSending} pendingLabel={words.saving}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
