'use client'

import { ArrowDownToLine, CheckCheck, FastForward, KeyRound } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { CONNECTIONS_STIRRED } from '@/lib/connections/events'
import { type DemoEvent, letTimePass, makeItHappen } from '@/lib/demo/actions'
import { fillSlot, type PluralForms, sayCount } from '@/lib/i18n/client-words'
import { Button } from '../ui/button'
import { ErrorText } from '../ui/error-text'
import { SelectField } from '../ui/field'
import { showToast } from '../ui/show-toast'
import { useHydrated } from '../ui/use-hydrated'

/** Days that can be let pass: over a pending one's posting, and over a month's bills. */
const SPANS = [1, 3, 30]

interface DemoControlsProps {
  banks: { itemId: string; title: string }[]
  locale: string
  words: {
    connection: string
    arrive: string
    post: string
    login: string
    arrived: PluralForms
    posted: PluralForms
    nothingPending: string
    /** With a slot for the bank's name. */
    asked: string
    /** Buttons below the first three, each with what has happened then: with a slot for the bank's name. */
    more: { event: DemoEvent; label: string; happened: string }[]
    time: string
    today: string
    days: PluralForms
    passed: PluralForms
    gone: string
    notAllowed: string
    later: string
  }
}

/** Chooses a pretend bank and makes something happen there. What follows arrives by webhook. */
export function DemoControls({ banks, locale, words }: DemoControlsProps) {
  const [chosen, setChosen] = useState(banks[0]?.itemId)
  const [pending, setPending] = useState<DemoEvent | number | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  // What is chosen or pressed before the page is alive would be forgotten.
  const hydrated = useHydrated()
  const happened = new Map<DemoEvent, string>([
    ['require-login', words.asked],
    ...words.more.map(({ event, happened }) => [event, happened] as const),
  ])
  const bank = banks.find(({ itemId }) => itemId === chosen) ?? banks[0]

  async function happen(event: DemoEvent) {
    if (!bank) return
    setPending(event)
    setFailure(null)
    const answer = await makeItHappen({ itemId: bank.itemId, event }).catch(() => null)
    setPending(null)
    if (!answer?.ok) return fail(answer?.code)
    const { count } = answer.value
    if (event === 'arrive' || event === 'post-pending')
      void showToast(outcome(event, count), { description: bank.title })
    else void showToast(fillSlot(happened.get(event) ?? '', bank.title))
    globalThis.dispatchEvent(new Event(CONNECTIONS_STIRRED))
  }

  async function pass(days: number) {
    setPending(days)
    setFailure(null)
    const answer = await letTimePass({ days }).catch(() => null)
    setPending(null)
    if (!answer?.ok) return fail(answer?.code)
    void showToast(sayCount(words.passed, days, locale))
    globalThis.dispatchEvent(new Event(CONNECTIONS_STIRRED))
  }

  function fail(code: string | undefined) {
    setFailure(code === 'NOT_FOUND' ? words.gone : code === 'NOT_ALLOWED' ? words.notAllowed : words.later)
  }

  function outcome(event: 'arrive' | 'post-pending', count: number): string {
    if (event === 'arrive') return sayCount(words.arrived, count, locale)
    return count === 0 ? words.nothingPending : sayCount(words.posted, count, locale)
  }

  function button(event: DemoEvent, label: string, icon?: ReactNode) {
    return (
      <Button
        key={event}
        variant="secondary"
        size={icon ? 'medium' : 'small'}
        pending={pending === event}
        disabled={!hydrated || pending !== null}
        icon={icon}
        onClick={() => void happen(event)}
      >
        {label}
      </Button>
    )
  }

  return (
    <div className="grid gap-3">
      <SelectField
        label={words.connection}
        value={bank?.itemId}
        disabled={!hydrated}
        onChange={({ target }) => setChosen(target.value)}
      >
        {banks.map(({ itemId, title }) => (
          <option key={itemId} value={itemId}>
            {title}
          </option>
        ))}
      </SelectField>
      <div className="grid gap-2">
        {button('arrive', words.arrive, <ArrowDownToLine aria-hidden="true" className="size-4" />)}
        {button('post-pending', words.post, <CheckCheck aria-hidden="true" className="size-4" />)}
        {button('require-login', words.login, <KeyRound aria-hidden="true" className="size-4" />)}
        <div className="grid grid-cols-2 gap-2">
          {words.more.map(({ event, label }) => button(event, label))}
        </div>
      </div>
      <fieldset className="grid gap-2 border-t border-line pt-3">
        <legend className="float-left mb-2 flex items-center gap-2 font-medium">
          <FastForward aria-hidden="true" className="size-4" />
          {words.time}
        </legend>
        <p className="clear-both text-13 text-ink-2">{words.today}</p>
        <div className="grid grid-cols-3 gap-2">
          {SPANS.map((days) => (
            <Button
              key={days}
              variant="secondary"
              pending={pending === days}
              disabled={!hydrated || pending !== null}
              onClick={() => void pass(days)}
            >
              {sayCount(words.days, days, locale)}
            </Button>
          ))}
        </div>
      </fieldset>
      <ErrorText>{failure}</ErrorText>
    </div>
  )
}
