'use client'

import { Search, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react'
import { Field } from '@/components/ui/field'
import { Spinner } from '@/components/ui/spinner'
import { sayCount } from '@/lib/i18n/client-words'
import { type EntryFilter, entriesHref, searchQuery } from '@/lib/transactions/schema'
import { type ChosenChoices, FilterPanel, type FilterPreset } from './filter-panel'
import type { FilterWords } from './filter-words'
import { ListDrop } from './list-drop'
import { useChoices } from './use-choices'

/** Long enough that a word is typed in one go, short enough to feel like no wait. */
const TYPING_PAUSE_MS = 120

interface FilterBarProps {
  filter: EntryFilter
  /** How many of the panel's filters are on. */
  on: number
  /** Of the filters' lists what is chosen: all that there is comes when somebody wants to choose. */
  chosen: ChosenChoices
  currencies: readonly string[]
  presets: readonly FilterPreset[]
  locale: string
  words: FilterWords
  /** What else stands in the row. */
  children: ReactNode
}

/** What to look for. A plain GET form; with script the list follows as one types and chooses, and the focus stays. */
export function FilterBar({
  filter,
  on,
  chosen,
  currencies,
  presets,
  locale,
  words,
  children,
}: FilterBarProps) {
  const router = useRouter()
  const [searching, startSearch] = useTransition()
  const query = searchQuery(filter)
  const { choices, failed, prepare, refresh } = useChoices(query)
  const [draft, setDraft] = useState(filter)
  const [seen, setSeen] = useState(query)
  const [sent, setSent] = useState(query)
  // Counts how often the address was changed by another hand: what is typed in the panel then starts anew.
  const [round, setRound] = useState(0)
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => () => clearTimeout(pause.current), [])

  // A chip, a tab, the back button: the boxes follow. What is being typed stays.
  if (query !== seen) {
    setSeen(query)
    if (query !== sent && !searching) {
      setDraft(filter)
      setSent(query)
      setRound(round + 1)
    }
  }

  function send(next: EntryFilter, way: 'push' | 'replace') {
    clearTimeout(pause.current)
    const trimmed = { ...next, text: next.text?.trim() || null }
    setSent(searchQuery(trimmed))
    startSearch(() => router[way](entriesHref(trimmed), { scroll: false }))
  }

  function change(changes: Partial<EntryFilter>, typing: boolean) {
    const next = { ...draft, ...changes }
    setDraft(next)
    clearTimeout(pause.current)
    if (typing) pause.current = setTimeout(() => send(next, 'replace'), TYPING_PAUSE_MS)
    else send(next, 'push')
  }

  return (
    <search aria-label={words.filter}>
      <form
        action="/transactions"
        className="flex flex-wrap items-start gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          send(draft, 'replace')
        }}
      >
        {draft.state ? <input type="hidden" name="state" value={draft.state} /> : null}
        <Field
          className="min-w-0 grow max-sm:basis-full"
          label={words.search}
          labelHidden
          data-page-search
          name="q"
          type="text"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={500}
          placeholder={words.placeholder}
          value={draft.text ?? ''}
          onChange={({ currentTarget }) => change({ text: currentTarget.value || null }, true)}
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
        <ListDrop
          label={words.filters}
          title={words.filters}
          closeLabel={words.close}
          wide
          onNear={() => void prepare()}
          onOpen={() => void refresh()}
          icon={<SlidersHorizontal aria-hidden="true" className="size-4" strokeWidth={1.75} />}
          mark={
            on > 0 ? (
              <span data-public className="figures rounded-full bg-chip px-1.5 text-12 text-ink-2">
                <span aria-hidden="true">{on}</span>
                <span className="sr-only">{sayCount(words.filtersOn, on, locale)}</span>
              </span>
            ) : null
          }
        >
          <FilterPanel
            key={round}
            filter={draft}
            choices={choices ?? chosen}
            ready={choices !== null}
            currencies={currencies}
            presets={presets}
            locale={locale}
            words={words}
            onChange={change}
            onRetry={failed ? () => void refresh() : null}
          />
        </ListDrop>
        {children}
      </form>
    </search>
  )
}
