'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ChoiceGroup, ChoiceWords } from '@/components/ui/choice'
import { Combobox } from '@/components/ui/combobox'
import { DateField } from '@/components/ui/date-field'
import { ErrorText } from '@/components/ui/error-text'
import { Field, SelectField, TextareaField } from '@/components/ui/field'
import { MoneyField } from '@/components/ui/money-field'
import { Switch } from '@/components/ui/switch'
import { useHydrated } from '@/components/ui/use-hydrated'
import { saveTransaction } from '@/lib/accounts/actions'
import { Link } from '../ui/link'
import { RemoveTransaction } from './remove-transaction'
import { typedIn } from './typed'
import { type SendWords, useSend } from './use-send'

interface StoredForm {
  id: string
  day: string
  payee: string
  isIn: boolean
  /** Its size, as the person's language writes it. */
  amount: string
  category: string | null
  note: string
  pending: boolean
  /** A file said it: its words stay. */
  isFromFile: boolean
}

interface TransactionFormProps {
  accountId: string
  today: string
  currency: string
  locale: string
  /** The categories, with one of an empty value for none. */
  groups: readonly ChoiceGroup[]
  limits: { payee: number; note: number }
  /** Null for a new one. */
  stored: StoredForm | null
  doneHref: Route
  /** The transaction in the list of all. */
  listHref: Route
  words: {
    day: string
    dayWrong: string
    payee: string
    payeeMissing: string
    direction: string
    out: string
    in: string
    amount: string
    unreadable: string
    category: string
    choice: ChoiceWords
    note: string
    pending: string
    pendingHint: string
    save: string
    saving: string
    remove: string
    removeTitle: string
    removeBody: string
    removing: string
    keep: string
    fromFile: string
    openInList: string
    errors: SendWords
  }
}

type Problem = 'payee' | 'amount' | 'day'

/** A transaction that a person enters: when, whom, how much, which way. */
export function TransactionForm(props: TransactionFormProps) {
  const { accountId, today, currency, locale, groups, limits, stored, doneHref, words } = props
  const router = useRouter()
  const hydrated = useHydrated()
  const { isSending, problem, send } = useSend(words.errors)
  const [category, setCategory] = useState(stored?.category ?? '')
  const [wrong, setWrong] = useState<Problem>()

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const [payee, size, day] = [typedIn(data, 'payee'), typedIn(data, 'amount'), typedIn(data, 'day')]
    const found =
      day === '' || day > today ? 'day' : payee === '' ? 'payee' : size === '' ? 'amount' : undefined
    setWrong(found)
    if (found) return form.querySelector<HTMLElement>(`[data-field=${found}]`)?.focus()
    const bare = size.replace('-', '')
    // A sign that was typed turns the direction round, as one would read it.
    const isOut = (typedIn(data, 'direction') === 'out') !== size.startsWith('-')
    send(
      () =>
        saveTransaction({
          accountId,
          transactionId: stored?.id ?? null,
          day,
          payee,
          amount: isOut ? `-${bare}` : bare,
          category: category || null,
          note: typedIn(data, 'note'),
          pending: data.get('pending') === 'on',
        }),
      () => router.replace(doneHref, { scroll: false }),
    )
  }

  if (stored?.isFromFile) {
    return (
      <div className="grid gap-4">
        <p className="max-w-prose text-ink-2">
          {words.fromFile}{' '}
          <Link href={props.listHref} className="underline underline-offset-4">
            {words.openInList}
          </Link>
        </p>
        <RemoveTransaction
          accountId={accountId}
          transactionId={stored.id}
          doneHref={doneHref}
          words={words}
        />
      </div>
    )
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid max-w-prose gap-4 sm:grid-cols-2">
      <DateField
        label={words.day}
        name="day"
        data-field="day"
        required
        max={today}
        defaultValue={stored?.day ?? today}
        error={wrong === 'day' ? words.dayWrong : undefined}
      />
      <Field
        label={words.payee}
        name="payee"
        data-field="payee"
        required
        autoComplete="off"
        maxLength={limits.payee}
        defaultValue={stored?.payee}
        error={wrong === 'payee' ? words.payeeMissing : undefined}
      />
      <SelectField label={words.direction} name="direction" defaultValue={stored?.isIn ? 'in' : 'out'}>
        <option value="out">{words.out}</option>
        <option value="in">{words.in}</option>
      </SelectField>
      <MoneyField
        label={words.amount}
        name="amount"
        data-field="amount"
        required
        currency={currency}
        locale={locale}
        defaultText={stored?.amount}
        unreadable={words.unreadable}
        error={wrong === 'amount' ? words.unreadable : undefined}
      />
      <Combobox
        label={words.category}
        groups={groups}
        words={words.choice}
        value={category}
        onChange={setCategory}
        disabled={!hydrated}
        className="sm:col-span-2"
      />
      <TextareaField
        label={words.note}
        name="note"
        rows={2}
        maxLength={limits.note}
        defaultValue={stored?.note}
        className="sm:col-span-2"
      />
      <Switch
        label={words.pending}
        hint={words.pendingHint}
        name="pending"
        defaultChecked={stored?.pending}
        className="sm:col-span-2"
      />
      <ErrorText>{problem}</ErrorText>
      <div className="flex flex-wrap items-center justify-between gap-2 sm:col-span-2">
        <Button type="submit" disabled={!hydrated} pending={isSending} pendingLabel={words.saving}>
          {words.save}
        </Button>
        {stored ? (
          <RemoveTransaction
            accountId={accountId}
            transactionId={stored.id}
            doneHref={doneHref}
            words={words}
          />
        ) : null}
      </div>
    </form>
  )
}
