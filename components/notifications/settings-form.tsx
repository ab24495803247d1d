'use client'

import { type FormEvent, type ReactNode, useState, useTransition } from 'react'
import { saveSettings } from '@/lib/notifications/actions'
import { Button } from '../ui/button'
import { ErrorText } from '../ui/error-text'
import { MoneyField } from '../ui/money-field'
import { useHydrated } from '../ui/use-hydrated'

/** What is set of one amount: of a currency, or of an account. */
export interface Limit {
  /** The currency's code, or the account's id. */
  id: string
  label: string
  currency: string
  text: string
  placeholder: string
  unreadable: string
}

interface SettingsFormProps {
  locale: string
  kinds: readonly string[]
  /** The switches of each kind. */
  children: ReactNode
  large: { title: string; lead: string; limits: Limit[] }
  low: { title: string; lead: string; limits: Limit[]; none: string }
  /** Kept as they are: the kinds whose switch rests while they are off. */
  push: readonly string[]
  words: { save: string; saving: string; saved: string; invalid: string; unreachable: string }
}

const LARGE = 'large.'
const LOW = 'low.'

function limitsOf(data: FormData, prefix: string): Record<string, string> {
  return Object.fromEntries(
    [...data].flatMap(([name, value]) =>
      name.startsWith(prefix) && typeof value === 'string' && value !== ''
        ? [[name.slice(prefix.length), value]]
        : [],
    ),
  )
}

/** What the person is told of, and from which amounts on. */
export function SettingsForm({ locale, kinds, children, large, low, push, words }: SettingsFormProps) {
  const hydrated = useHydrated()
  const [sending, startSending] = useTransition()
  const [said, setSaid] = useState<{ saved: boolean; text: string }>()

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const unread = [...form.querySelectorAll<HTMLInputElement>('input[data-limit]')].find(
      (box) => box.value.trim() !== '' && !Number(data.get(box.dataset.limit ?? '')),
    )
    if (unread) {
      setSaid({ saved: false, text: words.invalid })
      unread.focus()
      return
    }
    setSaid(undefined)
    const isOn = (name: string) => data.get(name) === 'on'
    startSending(async () => {
      const done = await saveSettings({
        off: kinds.filter((kind) => !isOn(`app.${kind}`)),
        push: kinds.filter((kind) => (isOn(`app.${kind}`) ? isOn(`push.${kind}`) : push.includes(kind))),
        large: limitsOf(data, LARGE),
        low: limitsOf(data, LOW),
      }).catch(() => null)
      if (!done) setSaid({ saved: false, text: words.unreachable })
      else setSaid(done.ok ? { saved: true, text: words.saved } : { saved: false, text: words.invalid })
    })
  }

  const fields = (prefix: string, limits: readonly Limit[]) => (
    <div className="grid gap-4 sm:grid-cols-2">
      {limits.map((limit) => (
        <MoneyField
          key={limit.id}
          name={`${prefix}${limit.id}`}
          data-limit={`${prefix}${limit.id}`}
          label={limit.label}
          currency={limit.currency}
          defaultText={limit.text}
          placeholder={limit.placeholder}
          unreadable={limit.unreadable}
          locale={locale}
        />
      ))}
    </div>
  )

  return (
    <form
      method="post"
      noValidate
      onSubmit={submit}
      onChange={() => setSaid(undefined)}
      className="grid gap-6"
    >
      <div className="divide-y divide-line-2 border-b border-line-2">{children}</div>
      <Group title={large.title} lead={large.lead}>
        {fields(LARGE, large.limits)}
      </Group>
      <Group title={low.title} lead={low.limits.length > 0 ? low.lead : low.none}>
        {fields(LOW, low.limits)}
      </Group>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          type="submit"
          disabled={!hydrated}
          pending={sending}
          pendingLabel={words.saving}
          className={hydrated ? undefined : 'disabled:opacity-100'}
        >
          {words.save}
        </Button>
        <p role="status" className="text-13 text-in">
          {said?.saved ? said.text : null}
        </p>
        <ErrorText>{said && !said.saved ? said.text : null}</ErrorText>
      </div>
    </form>
  )
}

function Group({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <div className="grid gap-3">
      <div>
        <h3 className="font-sans text-14 font-medium">{title}</h3>
        <p className="text-13 text-ink-2">{lead}</p>
      </div>
      {children}
    </div>
  )
}
