'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useState, useTransition } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Disclosure } from '@/components/ui/disclosure'
import { ErrorText } from '@/components/ui/error-text'
import { useHydrated } from '@/components/ui/use-hydrated'
import { setBudgets } from '@/lib/budgets/actions'
import type { BudgetWords } from './budget-words'
import { offerUndo } from './undo-budgets'

interface SuggestionFormProps {
  items: readonly { code: string; amount: string; label: ReactNode; trailing: ReactNode }[]
  /** How many of the first are ticked; the others stand folded below them. */
  ticked: number
  currency: string
  month: string
  /** The budgets without the suggestions. */
  closeHref: Route
  /** Buttons and what is said when done, for each count of boxes ticked from 0 on: plurals are the catalogue's. */
  accept: readonly string[]
  done: readonly string[]
  words: Pick<BudgetWords, 'saving' | 'undo' | 'undoFailed' | 'errors'> & {
    legend: string
    notNow: string
    /** Opens those that are not ticked at first. */
    more: string
  }
}

/** Suggested budgets to tick: the first of them are at first, the others stand folded below. */
export function SuggestionForm({
  items,
  ticked,
  currency,
  month,
  closeHref,
  words,
  ...texts
}: SuggestionFormProps) {
  const router = useRouter()
  const hydrated = useHydrated()
  const rest = items.slice(ticked)
  const [refused, setRefused] = useState<ReadonlySet<string>>(new Set(rest.map(({ code }) => code)))
  const [error, setError] = useState<string>()
  const [saving, startSaving] = useTransition()
  const accepted = items.filter(({ code }) => !refused.has(code))

  function accept(event: FormEvent) {
    event.preventDefault()
    setError(undefined)
    const budgets = accepted.map(({ code, amount }) => ({ category: code, amount, rollover: false }))
    startSaving(async () => {
      const result = await setBudgets({ currency, month, scope: 'until', budgets }).catch(() => null)
      if (!result?.ok) return setError(words.errors[result ? result.code : 'unreachable'])
      router.replace(closeHref, { scroll: false })
      offerUndo(texts.done[budgets.length] ?? '', result.value, words)
    })
  }

  const row = ({ code, label, trailing }: SuggestionFormProps['items'][number]) => (
    <div key={code} className="flex items-center justify-between gap-4 py-2 pointer-coarse:py-3">
      <Checkbox
        label={label}
        checked={!refused.has(code)}
        disabled={!hydrated}
        onChange={({ currentTarget: { checked } }) => {
          const next = new Set(refused)
          if (checked) next.delete(code)
          else next.add(code)
          setRefused(next)
        }}
      />
      {trailing}
    </div>
  )

  return (
    <form onSubmit={accept}>
      <fieldset>
        <legend className="sr-only">{words.legend}</legend>
        <div className="divide-y divide-line-2">{items.slice(0, ticked).map(row)}</div>
        {rest.length > 0 ? (
          <Disclosure summary={words.more} className="mt-2">
            <div className="divide-y divide-line-2">{rest.map(row)}</div>
          </Disclosure>
        ) : null}
      </fieldset>
      <ErrorText>{error}</ErrorText>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          type="submit"
          disabled={!hydrated || accepted.length === 0}
          pending={saving}
          pendingLabel={words.saving}
        >
          {texts.accept[accepted.length]}
        </Button>
        <ButtonLink href={closeHref} variant="quiet">
          {words.notNow}
        </ButtonLink>
      </div>
    </form>
  )
}
