'use client'

import { Search } from 'lucide-react'
import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { Field, SelectField } from '@/components/ui/field'
import { Spinner } from '@/components/ui/spinner'

/** Long enough that a word is typed in one go, short enough to feel like no wait. */
const TYPING_PAUSE_MS = 300
const PATH = '/transactions'

export interface AccountGroup {
  institutionName: string
  accounts: { id: string; label: string }[]
}

interface FilterFormProps {
  /** The tab that the filters belong to. */
  state: 'posted' | 'pending'
  /** What the address says, or ''. */
  text: string
  accountId: string
  groups: AccountGroup[]
  words: {
    filter: string
    search: string
    placeholder: string
    account: string
    allAccounts: string
    searching: string
  }
}

/** The address that the browser itself would send the form to, without what is empty. */
function formHref(form: HTMLFormElement): Route {
  const params = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    const text = typeof value === 'string' ? value.trim() : ''
    if (text !== '') params.set(name, text)
  }
  const query = params.toString()
  return (query ? `${PATH}?${query}` : PATH) as Route
}

/** Text and account to look for. A plain GET form; with script the list follows as one types, and the focus stays. */
export function FilterForm({ state, text, accountId, groups, words }: FilterFormProps) {
  const router = useRouter()
  const [searching, startSearch] = useTransition()
  const [typed, setTyped] = useState(text)
  const [seen, setSeen] = useState(text)
  const [sent, setSent] = useState(text)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => () => clearTimeout(pause.current), [])

  // The address changed by another hand (a chip, the back button): the box follows. What is being typed stays.
  if (text !== seen) {
    setSeen(text)
    if (text !== sent && !searching) {
      setTyped(text)
      setSent(text)
    }
  }

  function search(form: HTMLFormElement, way: 'push' | 'replace') {
    clearTimeout(pause.current)
    const words = new FormData(form).get('q')
    setSent(typeof words === 'string' ? words.trim() : '')
    startSearch(() => router[way](formHref(form), { scroll: false }))
  }

  return (
    <search aria-label={words.filter}>
      <form
        action={PATH}
        className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,18rem)] sm:gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          search(event.currentTarget, 'replace')
        }}
      >
        {state === 'pending' ? <input type="hidden" name="state" value="pending" /> : null}
        <Field
          label={words.search}
          labelHidden
          name="q"
          type="text"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          placeholder={words.placeholder}
          value={typed}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value)
            const { form } = currentTarget
            clearTimeout(pause.current)
            if (form) pause.current = setTimeout(() => search(form, 'replace'), TYPING_PAUSE_MS)
          }}
          trailing={
            <span role="status" className="grid size-8 place-items-center text-ink-2">
              {searching ? (
                <>
                  <Spinner />
                  <span className="sr-only">{words.searching}</span>
                </>
              ) : (
                <Search aria-hidden="true" className="size-4" strokeWidth={1.75} />
              )}
            </span>
          }
        />
        <SelectField
          key={accountId}
          label={words.account}
          labelHidden
          name="account"
          defaultValue={accountId}
          onChange={({ currentTarget: { form } }) => {
            if (form) search(form, 'push')
          }}
        >
          <option value="">{words.allAccounts}</option>
          {groups.map(({ institutionName, accounts }) => (
            <optgroup key={institutionName} label={institutionName}>
              {accounts.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </optgroup>
          ))}
        </SelectField>
      </form>
    </search>
  )
}
