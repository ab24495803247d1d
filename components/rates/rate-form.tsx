'use client'

import { type FormEvent, useId, useState, useTransition } from 'react'
import { type RateProblem, saveRate } from '@/lib/rates/actions'
import { Button } from '../ui/button'
import { DateField } from '../ui/date-field'
import { ErrorText } from '../ui/error-text'
import { Field } from '../ui/field'
import { Link } from '../ui/link'
import { textOf } from '../ui/text-of'
import { useHydrated } from '../ui/use-hydrated'

interface RateFormProps {
  /** `rate` as the person would write it. */
  initial: { base: string; quote: string; day: string; rate: string }
  /** The rate that is being changed; null while one is entered. */
  was: { base: string; quote: string; day: string } | null
  /** Currencies that are likely; any other can be typed. */
  codes: string[]
  today: string
  words: {
    title: string
    base: string
    quote: string
    rate: string
    rateHint: string
    day: string
    save: string
    saving: string
    saved: string
    cancel: string
    unreachable: string
    problems: Record<RateProblem, string>
  }
}

const FIELD: Readonly<Record<RateProblem, string>> = {
  INVALID: 'base',
  SAME: 'quote',
  RATE: 'rate',
  DAY: 'day',
}

/** One unit of a currency in units of another, on a day. */
export function RateForm({ initial, was, codes, today, words }: RateFormProps) {
  const hydrated = useHydrated()
  const listId = useId()
  const [sending, startSending] = useTransition()
  const [problem, setProblem] = useState<RateProblem | 'UNREACHABLE'>()
  const [saved, setSaved] = useState(false)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    setProblem(undefined)
    setSaved(false)
    startSending(async () => {
      try {
        const result = await saveRate({
          base: textOf(data, 'base'),
          quote: textOf(data, 'quote'),
          day: textOf(data, 'day'),
          rate: textOf(data, 'rate'),
          was,
        })
        if (result.ok) {
          setSaved(true)
          return
        }
        setProblem(result.code)
        const field = form.elements.namedItem(FIELD[result.code])
        if (field instanceof HTMLElement) field.focus()
      } catch {
        setProblem('UNREACHABLE')
      }
    })
  }

  const errorOf = (name: string) =>
    problem && problem !== 'UNREACHABLE' && FIELD[problem] === name ? words.problems[problem] : undefined
  return (
    <form
      method="post"
      noValidate
      aria-label={words.title}
      onSubmit={submit}
      onChange={() => setSaved(false)}
      className="grid gap-4"
    >
      <h3 className="font-sans text-14 font-semibold tracking-normal">{words.title}</h3>
      <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-[7rem_8rem_minmax(8rem,12rem)_11rem]">
        {(['base', 'quote'] as const).map((name) => (
          <Field
            key={name}
            label={words[name]}
            name={name}
            list={listId}
            maxLength={12}
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            defaultValue={initial[name]}
            error={errorOf(name)}
            inputClassName="uppercase"
          />
        ))}
        <Field
          label={words.rate}
          name="rate"
          inputMode="decimal"
          autoComplete="off"
          maxLength={60}
          hint={words.rateHint}
          defaultValue={initial.rate}
          error={errorOf('rate')}
          inputClassName="figures text-right"
        />
        <DateField
          label={words.day}
          name="day"
          max={today}
          defaultValue={initial.day}
          error={errorOf('day')}
        />
      </div>
      <datalist id={listId}>
        {codes.map((code) => (
          <option key={code} value={code} />
        ))}
      </datalist>
      <ErrorText>{problem === 'UNREACHABLE' ? words.unreachable : null}</ErrorText>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" disabled={!hydrated} pending={sending} pendingLabel={words.saving}>
          {words.save}
        </Button>
        {was ? (
          <Link
            href="/settings/rates"
            className="touch-target rounded-control text-13 text-ink-2 underline underline-offset-4"
          >
            {words.cancel}
          </Link>
        ) : null}
        <p role="status" className="text-13 text-in">
          {saved ? words.saved : null}
        </p>
      </div>
    </form>
  )
}
