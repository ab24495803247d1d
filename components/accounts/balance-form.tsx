'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { DateField } from '@/components/ui/date-field'
import { ErrorText } from '@/components/ui/error-text'
import { MoneyField } from '@/components/ui/money-field'
import { useHydrated } from '@/components/ui/use-hydrated'
import { setBalance } from '@/lib/accounts/actions'
import { typedIn } from './typed'
import { type SendWords, useSend } from './use-send'

interface BalanceFormProps {
  accountId: string
  today: string
  currency: string
  locale: string
  /** What it holds now, as the person's language writes it. */
  amount: string
  doneHref: Route
  words: {
    lead: string
    amount: string
    day: string
    dayWrong: string
    unreadable: string
    submit: string
    saving: string
    errors: SendWords
  }
}

/** What an account held, or was worth, at the end of a day. */
export function BalanceForm({
  accountId,
  today,
  currency,
  locale,
  amount,
  doneHref,
  words,
}: BalanceFormProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const { isSending, problem, send } = useSend(words.errors)
  const [wrong, setWrong] = useState<'amount' | 'day'>()

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const [balance, day] = [typedIn(data, 'balance'), typedIn(data, 'day')]
    const found = balance === '' ? 'amount' : day === '' || day > today ? 'day' : undefined
    setWrong(found)
    if (found) return
    send(
      () => setBalance({ accountId, day, balance }),
      () => router.replace(doneHref, { scroll: false }),
    )
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid max-w-form gap-4">
      <p className="text-ink-2">{words.lead}</p>
      <MoneyField
        label={words.amount}
        name="balance"
        required
        currency={currency}
        locale={locale}
        defaultText={amount}
        unreadable={words.unreadable}
        error={wrong === 'amount' ? words.unreadable : undefined}
      />
      <DateField
        label={words.day}
        name="day"
        required
        defaultValue={today}
        max={today}
        error={wrong === 'day' ? words.dayWrong : undefined}
      />
      <ErrorText>{problem}</ErrorText>
      <div>
        <Button type="submit" disabled={!hydrated} pending={isSending} pendingLabel={words.saving}>
          {words.submit}
        </Button>
      </div>
    </form>
  )
}
