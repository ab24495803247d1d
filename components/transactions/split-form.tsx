'use client'

import { Plus, X } from 'lucide-react'
import { type FormEvent, useState, useTransition } from 'react'
import { Amount } from '@/components/ui/amount'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { ErrorText } from '@/components/ui/error-text'
import { Field } from '@/components/ui/field'
import { MoneyField } from '@/components/ui/money-field'
import type { CategoryChoiceGroup } from '@/lib/categories/choices'
import { fillSlot } from '@/lib/i18n/client-words'
import { formatMoney, moneyText } from '@/lib/money/format'
import type { Money } from '@/lib/money/money'
import { checkSplit, PARTS_MAX, partAmount, restOf } from '@/lib/transactions/splits'
import { saveSplit } from '@/lib/transactions/splits-actions'
import type { SplitFailure } from '@/lib/transactions/splits-schema'

export interface SplitWords {
  title: string
  /** With a slot for its number. */
  part: string
  rest: string
  amount: string
  amountHint: string
  unreadable: string
  category: string
  note: string
  add: string
  /** With a slot for its number. */
  remove: string
  save: string
  saving: string
  cancel: string
  choice: { placeholder: string; search: string; nothing: string; close: string }
  errors: Record<SplitFailure | 'UNREADABLE' | 'unreachable', string>
}

/** A part as it is stored: signed, and whether it goes the other way round than the transaction. */
export interface StoredSplitPart {
  id: string
  amount: string
  otherWay: boolean
  category: string | null
  note: string
}

export interface SplitFormProps {
  transactionId: string
  total: Money
  /** None while the transaction is whole. */
  parts: readonly StoredSplitPart[]
  /** Of the whole: what a part without its own has. */
  category: string | null
  groups: readonly CategoryChoiceGroup[]
  locale: string
  words: SplitWords
  onClose: () => void
}

interface Draft {
  key: string
  /** As typed: how much, a minus turns it round. Null while that is no amount. */
  size: string | null
  text: string
  category: string | null
  note: string
}

const isTurned = (size: string) => size.startsWith('-')
const signed = (total: Money, size: string) => partAmount(total.amount, size, isTurned(size))

/** Splits a transaction: each further part takes its amount from the first, and what is left is shown while one types. */
export function SplitForm({
  transactionId,
  total,
  groups,
  locale,
  words,
  onClose,
  ...stored
}: SplitFormProps) {
  const bare = (amount: string, otherWay: boolean) =>
    `${otherWay ? '-' : ''}${moneyText({ amount, currency: total.currency }, locale, { bare: true, sign: 'never' })}`
  const blank = (key: string): Draft => ({ key, size: null, text: '', category: stored.category, note: '' })
  const [drafts, setDrafts] = useState<Draft[]>(() =>
    stored.parts.length > 1
      ? stored.parts.map(({ id, amount, otherWay, category, note }) => ({
          key: id,
          size: `${otherWay ? '-' : ''}${amount.replace('-', '')}`,
          text: bare(amount, otherWay),
          category: category ?? stored.category,
          note,
        }))
      : [blank('first'), blank('second')],
  )
  const [error, setError] = useState<string>()
  const [saving, startSaving] = useTransition()
  const [made, setMade] = useState(0)

  const change = (key: string, changes: Partial<Draft>) => {
    setError(undefined)
    setDrafts((all) => all.map((draft) => (draft.key === key ? { ...draft, ...changes } : draft)))
  }
  const sizes = drafts.slice(1).flatMap(({ size }) => size ?? [])
  const rest = {
    amount: restOf(
      total.amount,
      sizes.map((size) => signed(total, size)),
    ),
    currency: total.currency,
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    if (drafts.slice(1).some(({ size }) => size === null)) return setError(words.errors.UNREADABLE)
    const parts = drafts.map(({ size, category, note }, place) => ({
      amount: place === 0 || size === null ? null : signed(total, size),
      otherWay: place > 0 && size !== null && isTurned(size),
      category: category === stored.category ? null : category,
      note: note.trim(),
    }))
    const checked = checkSplit(total, parts)
    if (!checked.ok) return setError(words.errors[checked.code])
    startSaving(async () => {
      const result = await saveSplit({ transactionId, parts }).catch(() => null)
      if (result?.ok) onClose()
      else setError(result ? words.errors[result.code] : words.errors.unreachable)
    })
  }

  return (
    <form onSubmit={submit} aria-label={words.title} className="grid gap-4">
      <ol className="grid gap-4">
        {drafts.map((draft, place) => {
          const name = fillSlot(words.part, String(place + 1))
          return (
            <li key={draft.key} className="grid gap-2.5 border-b border-line-2 pb-4">
              <fieldset className="grid gap-2.5">
                <legend className="sr-only">{name}</legend>
                <div className="flex items-center justify-between gap-3">
                  <p aria-hidden="true" className="text-13 font-medium">
                    {name}
                  </p>
                  {place > 1 || (place === 1 && drafts.length > 2) ? (
                    <button
                      type="button"
                      aria-label={fillSlot(words.remove, String(place + 1))}
                      className="touch-target grid size-7 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
                      onClick={() => {
                        setError(undefined)
                        setDrafts((all) => all.filter(({ key }) => key !== draft.key))
                      }}
                    >
                      <X aria-hidden="true" className="size-3.5" />
                    </button>
                  ) : null}
                </div>
                {place === 0 ? (
                  <p className="flex items-baseline justify-between gap-3">
                    <span className="text-13 text-ink-2">{words.rest}</span>
                    <output aria-live="polite">
                      <Amount parts={formatMoney(rest, locale, { sign: 'always' })} />
                    </output>
                  </p>
                ) : (
                  <MoneyField
                    label={words.amount}
                    hint={place === 1 ? words.amountHint : undefined}
                    locale={locale}
                    currency={total.currency}
                    unreadable={words.unreadable}
                    defaultText={draft.text}
                    onAmount={(size) => change(draft.key, { size })}
                  />
                )}
                <Combobox
                  label={words.category}
                  groups={groups}
                  words={words.choice}
                  value={draft.category}
                  onChange={(category) => change(draft.key, { category })}
                />
                <Field
                  label={words.note}
                  autoComplete="off"
                  value={draft.note}
                  onChange={({ currentTarget }) => change(draft.key, { note: currentTarget.value })}
                />
              </fieldset>
            </li>
          )
        })}
      </ol>
      {drafts.length < PARTS_MAX ? (
        <Button
          variant="quiet"
          size="small"
          className="justify-self-start"
          icon={<Plus aria-hidden="true" className="size-3.5" />}
          onClick={() => {
            setMade(made + 1)
            setDrafts((all) => [...all, blank(`new ${made}`)])
          }}
        >
          {words.add}
        </Button>
      ) : null}
      <ErrorText>{error}</ErrorText>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" pending={saving} pendingLabel={words.saving}>
          {words.save}
        </Button>
        <Button variant="quiet" onClick={onClose}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
