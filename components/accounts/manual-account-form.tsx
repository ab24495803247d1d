'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { Field, SelectField } from '@/components/ui/field'
import { MoneyField } from '@/components/ui/money-field'
import { useHydrated } from '@/components/ui/use-hydrated'
import { createAccount, saveAccount } from '@/lib/accounts/actions'
import { factsOfKind, type ManualKind } from '@/lib/accounts/manual-kinds'
import { ListingFields } from './listing-fields'
import type { ManualWords } from './manual-words'
import { typedIn } from './typed'
import { useSend } from './use-send'

interface ManualAccountFormProps {
  words: ManualWords
  locale: string
  nameMaximum: number
  /** The one to change; a new one without. */
  account?: {
    id: string
    name: string
    institutionName: string
    kind: ManualKind
    creditLimit: string
    groupName: string
    hidden: boolean
  }
  /** What the household has already, to choose from. */
  hints?: { currencies: string[]; institutionNames: string[] }
  /** Where it leads when all is saved; a new account's own page without. */
  doneHref?: Route
}

const CURRENCY = /^[A-Za-z][A-Za-z0-9]{1,11}$/

type Problem = 'name' | 'currency' | 'amount' | 'limit'

/** What an account that is kept by hand is called, is and holds. */
export function ManualAccountForm({
  words,
  locale,
  nameMaximum,
  account,
  hints,
  doneHref,
}: ManualAccountFormProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const { isSending, problem, send } = useSend(words.errors)
  const [kind, setKind] = useState<ManualKind>(account?.kind ?? 'checking')
  const [wrong, setWrong] = useState<Problem>()
  const { isDebt, isValued, type } = factsOfKind(kind)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const { submitter } = event.nativeEvent as SubmitEvent
    const data = new FormData(form)
    const limitText = typedIn(data, 'limitText')
    const creditLimit = type === 'credit' ? typedIn(data, 'creditLimit') : ''
    const given = { name: typedIn(data, 'name'), institutionName: typedIn(data, 'institutionName'), kind }
    const currency = typedIn(data, 'currency')
    const balance = typedIn(data, 'balance')
    const found: Problem | undefined = !given.name
      ? 'name'
      : !account && !CURRENCY.test(currency)
        ? 'currency'
        : !account && balance === ''
          ? 'amount'
          : limitText !== '' && creditLimit === ''
            ? 'limit'
            : undefined
    setWrong(found)
    if (found) return form.querySelector<HTMLElement>(`[data-field=${found}]`)?.focus()
    const whole = { ...given, creditLimit: creditLimit === '' ? null : creditLimit }
    if (account) {
      send(
        () =>
          saveAccount({
            accountId: account.id,
            ...whole,
            groupName: typedIn(data, 'groupName'),
            hidden: data.get('hidden') === 'on',
          }),
        () => {
          if (doneHref) router.replace(doneHref, { scroll: false })
        },
      )
      return
    }
    const importsNext = submitter instanceof HTMLElement && submitter.dataset.next === 'import'
    send(
      () => createAccount({ ...whole, currency, balance }),
      ({ accountId }) => router.push(`/accounts/${accountId}${importsNext ? '/import' : ''}` as Route),
    )
  }

  return (
    <form method="post" noValidate onSubmit={submit} className="grid max-w-form gap-4">
      <SelectField
        label={words.kind}
        name="kind"
        value={kind}
        onChange={({ currentTarget: { value } }) => {
          const next = words.kinds.find((one) => one.kind === value)
          if (next) setKind(next.kind)
        }}
      >
        {words.kinds.map((one) => (
          <option key={one.kind} value={one.kind}>
            {one.label}
          </option>
        ))}
      </SelectField>
      <Field
        label={words.name}
        name="name"
        data-field="name"
        required
        autoComplete="off"
        maxLength={nameMaximum}
        defaultValue={account?.name}
        error={wrong === 'name' ? words.nameMissing : undefined}
      />
      <Field
        label={words.institution}
        hint={words.institutionHint}
        name="institutionName"
        autoComplete="off"
        maxLength={nameMaximum}
        defaultValue={account?.institutionName}
        list="institution-names"
      />
      {hints ? (
        <datalist id="institution-names">
          {hints.institutionNames.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      ) : null}
      {account ? null : (
        <>
          <Field
            label={words.currency}
            hint={words.currencyHint}
            name="currency"
            data-field="currency"
            required
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={12}
            defaultValue={hints?.currencies[0] ?? ''}
            list="currency-codes"
            error={wrong === 'currency' ? words.currencyWrong : undefined}
          />
          <datalist id="currency-codes">
            {[
              ...new Set([...(hints?.currencies ?? []), 'USD', 'EUR', 'GBP', 'CHF', 'CAD', 'JPY', 'BTC']),
            ].map((code) => (
              <option key={code} value={code} />
            ))}
          </datalist>
          <MoneyField
            label={isDebt ? words.owed : isValued ? words.worth : words.balance}
            name="balance"
            data-field="amount"
            required
            locale={locale}
            unreadable={words.unreadable}
            error={wrong === 'amount' ? words.unreadable : undefined}
          />
        </>
      )}
      {type === 'credit' ? (
        <MoneyField
          label={words.limit}
          hint={words.limitHint}
          name="creditLimit"
          data-field="limit"
          locale={locale}
          defaultText={account?.creditLimit}
          unreadable={words.unreadable}
          error={wrong === 'limit' ? words.unreadable : undefined}
        />
      ) : null}
      {account ? (
        <ListingFields
          groupName={account.groupName}
          hidden={account.hidden}
          nameMaximum={nameMaximum}
          words={words}
        />
      ) : null}
      <ErrorText>{problem}</ErrorText>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          disabled={!hydrated}
          pending={isSending}
          pendingLabel={account ? words.saving : words.creating}
        >
          {account ? words.save : words.create}
        </Button>
        {account || isValued ? null : (
          <Button type="submit" variant="secondary" data-next="import" disabled={!hydrated || isSending}>
            {words.createAndImport}
          </Button>
        )}
      </div>
    </form>
  )
}
