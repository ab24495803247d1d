'use client'

import { type FormEvent, useId, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import type { ChoiceGroup } from '@/components/ui/choice'
import { chosenOf } from '@/components/ui/choice'
import { Combobox } from '@/components/ui/combobox'
import { ErrorText } from '@/components/ui/error-text'
import { SelectField } from '@/components/ui/field'
import { MoneyField } from '@/components/ui/money-field'
import { Switch } from '@/components/ui/switch'
import { useHydrated } from '@/components/ui/use-hydrated'
import { type BudgetProblem, type BudgetsBefore, removeBudget, setBudgets } from '@/lib/budgets/actions'
import { readAmount } from '@/lib/money/read-amount'
import type { Result } from '@/lib/result'
import type { BudgetWords } from './budget-words'
import { offerUndo } from './undo-budgets'

export interface BudgetFormProps {
  /** Whose budget it is; null: one of `choices`. */
  category: { code: string; name: string } | null
  choices?: readonly ChoiceGroup[]
  currency: string
  /** The first day of the month. */
  month: string
  isPast: boolean
  locale: string
  /** What stands in the box first, as the language writes it. */
  amountText: string
  amountHint?: string
  rollover: boolean
  /** A budget is set, and can be removed. */
  isSet: boolean
  /** What this replaces in later months, in words. */
  changesLater?: string
  words: BudgetWords
}

interface Told {
  part: 'category' | 'amount' | 'form'
  error: string
}

/** The amount of a budget and how it holds. @param onDone told when it is set or removed. */
export function BudgetForm({ onDone, ...props }: BudgetFormProps & { onDone: () => void }) {
  const { category, choices = [], currency, month, isPast, locale, words } = props
  const hydrated = useHydrated()
  const errorId = useId()
  const [chosen, setChosen] = useState<string | null>(null)
  const [amount, setAmount] = useState(readAmount(props.amountText, locale))
  const [rollover, setRollover] = useState(props.rollover)
  const [scope, setScope] = useState(isPast ? 'only' : 'on')
  const [told, setTold] = useState<Told>()
  const [running, setRunning] = useState<'set' | 'remove'>()
  const [, startSaving] = useTransition()
  const errorOf = (part: Told['part']) => (told?.part === part ? told.error : undefined)
  const [choice] = chosenOf(choices, new Set(chosen === null ? [] : [chosen]))
  const own = category ?? (choice ? { code: choice.value, name: choice.label } : null)

  function run(
    kind: 'set' | 'remove',
    change: () => Promise<Result<BudgetsBefore, BudgetProblem>>,
    done: string,
  ) {
    setTold(undefined)
    setRunning(kind)
    startSaving(async () => {
      const result = await change().catch(() => null)
      setRunning(undefined)
      if (!result?.ok)
        return setTold({ part: 'form', error: words.errors[result ? result.code : 'unreachable'] })
      setChosen(null)
      onDone()
      offerUndo(done, result.value, words)
    })
  }

  function save(event: FormEvent) {
    event.preventDefault()
    if (!own) return setTold({ part: 'category', error: words.categoryMissing })
    if (amount === null || !/[1-9]/.test(amount) || amount.startsWith('-'))
      return setTold({ part: 'amount', error: words.amountMissing })
    const budgets = [{ category: own.code, amount, rollover }]
    run(
      'set',
      () => setBudgets({ currency, month, scope, budgets }),
      words.setDone.replace('{name}', own.name),
    )
  }

  return (
    <form onSubmit={save} className="grid max-w-md gap-4 pt-1 pb-2">
      {category ? null : (
        <Combobox
          label={words.category}
          groups={choices}
          words={words.choice}
          value={chosen}
          onChange={(code) => {
            setChosen(code)
            setTold(undefined)
          }}
          error={errorOf('category')}
          disabled={!hydrated}
        />
      )}
      <MoneyField
        label={words.amount}
        locale={locale}
        unreadable={words.unreadable}
        currency={currency}
        defaultText={props.amountText}
        hint={props.amountHint}
        error={errorOf('amount')}
        onAmount={(next) => {
          setAmount(next)
          setTold(undefined)
        }}
      />
      {isPast ? (
        <p className="text-13 text-ink-2">{words.scopePast}</p>
      ) : (
        <SelectField
          label={words.scope}
          value={scope}
          hint={props.changesLater}
          onChange={({ currentTarget }) => setScope(currentTarget.value)}
        >
          <option value="on">{words.scopeOn}</option>
          <option value="only">{words.scopeOnly}</option>
        </SelectField>
      )}
      <Switch
        label={words.rollover}
        hint={words.rolloverHint}
        checked={rollover}
        disabled={!hydrated}
        onChange={({ currentTarget }) => setRollover(currentTarget.checked)}
      />
      <ErrorText id={errorId}>{errorOf('form')}</ErrorText>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          size="small"
          disabled={!hydrated || running !== undefined}
          pending={running === 'set'}
          pendingLabel={words.saving}
        >
          {words.save}
        </Button>
        {category && props.isSet ? (
          <Button
            variant="quiet"
            size="small"
            disabled={!hydrated || running !== undefined}
            pending={running === 'remove'}
            onClick={() =>
              run(
                'remove',
                () => removeBudget({ category: category.code, currency, month, scope }),
                words.removeDone.replace('{name}', category.name),
              )
            }
          >
            {words.remove}
          </Button>
        ) : null}
      </div>
    </form>
  )
}
