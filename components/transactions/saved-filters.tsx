'use client'

import { ArrowUp, Bookmark, Check, Pencil, Trash2 } from 'lucide-react'
import { type FormEvent, type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { showToast } from '@/components/ui/show-toast'
import { showUndoToast } from '@/components/ui/show-undo-toast'
import { useHydrated } from '@/components/ui/use-hydrated'
import { fillSlot } from '@/lib/i18n/client-words'
import { deleteFilter, raiseFilter, renameFilter, saveFilter } from '@/lib/transactions/actions'
import { Link } from '../ui/link'
import { ListDrop } from './list-drop'

/** A filter that is kept, with the address that it stands for. */
export interface SavedFilterLink {
  id: string
  name: string
  query: string
}

/** `rename`, `raise`, `delete` and `deleted` have a slot for the filter's name. */
export interface SavedWords {
  title: string
  none: string
  save: string
  saving: string
  name: string
  rename: string
  raise: string
  delete: string
  done: string
  deleted: string
  undo: string
  failed: string
  tooMany: string
  close: string
}

const ICON = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const
const NAME_MAX = 60

/** The filters that the household keeps: to use, to put in order, to call otherwise. */
export function SavedFilters({ filters, words }: { filters: readonly SavedFilterLink[]; words: SavedWords }) {
  const ready = useHydrated()
  const [editing, setEditing] = useState<string | null>(null)
  const [busy, start] = useTransition()

  function act(work: () => Promise<{ ok: boolean }>) {
    start(async () => {
      const done = await work().catch(() => ({ ok: false }))
      if (!done.ok) await showToast(words.failed)
    })
  }

  function remove({ id, name, query }: SavedFilterLink) {
    act(async () => {
      const done = await deleteFilter({ id })
      if (done.ok)
        await showUndoToast(fillSlot(words.deleted, name), {
          undo: {
            label: words.undo,
            failed: words.failed,
            run: async () => {
              const back = await saveFilter({ name, query })
              if (!back.ok) throw new Error(back.code)
            },
          },
        })
      return done
    })
  }

  function rename(id: string, name: string) {
    setEditing(null)
    if (name.trim() !== '') act(() => renameFilter({ id, name }))
  }

  return (
    <ListDrop
      label={words.title}
      labelHidden
      title={words.title}
      closeLabel={words.close}
      icon={<Bookmark {...ICON} />}
    >
      {filters.length === 0 ? <p className="text-13 text-ink-2">{words.none}</p> : null}
      <ul aria-busy={busy} className="-mx-2 grid">
        {filters.map((filter, index) => (
          <li
            key={filter.id}
            className="flex min-h-10 items-center gap-0.5 rounded-control px-2 hover:bg-line-2"
          >
            {editing === filter.id ? (
              <Rename filter={filter} words={words} onDone={(name) => rename(filter.id, name)} />
            ) : (
              <>
                <Link
                  href={`/transactions?${filter.query}`}
                  scroll={false}
                  className="min-w-0 grow truncate py-2"
                >
                  {filter.name}
                </Link>
                {index > 0 ? (
                  <IconButton
                    label={fillSlot(words.raise, filter.name)}
                    disabled={!ready || busy}
                    onClick={() => act(() => raiseFilter({ id: filter.id }))}
                  >
                    <ArrowUp {...ICON} />
                  </IconButton>
                ) : null}
                <IconButton
                  label={fillSlot(words.rename, filter.name)}
                  disabled={!ready || busy}
                  onClick={() => setEditing(filter.id)}
                >
                  <Pencil {...ICON} />
                </IconButton>
                <IconButton
                  label={fillSlot(words.delete, filter.name)}
                  disabled={!ready || busy}
                  onClick={() => remove(filter)}
                >
                  <Trash2 {...ICON} />
                </IconButton>
              </>
            )}
          </li>
        ))}
      </ul>
    </ListDrop>
  )
}

interface IconButtonProps {
  label: string
  disabled: boolean
  onClick: () => void
  children: ReactNode
}

function IconButton({ label, disabled, onClick, children }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      disabled={disabled}
      onClick={onClick}
      className="touch-target grid size-8 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink disabled:opacity-60 pointer-coarse:size-11"
    >
      {children}
    </button>
  )
}

/** Not a form of its own: it stands within the one that searches. */
function Rename({
  filter,
  words,
  onDone,
}: {
  filter: SavedFilterLink
  words: SavedWords
  onDone: (name: string) => void
}) {
  const [name, setName] = useState(filter.name)
  return (
    <>
      <Field
        className="grow py-1"
        label={words.name}
        labelHidden
        autoFocus
        maxLength={NAME_MAX}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          onDone(name)
        }}
      />
      <IconButton label={words.done} disabled={false} onClick={() => onDone(name)}>
        <Check {...ICON} />
      </IconButton>
    </>
  )
}

/** Keeps the filter that is on, by a name. */
export function SaveFilter({ query, words }: { query: string; words: SavedWords }) {
  const ready = useHydrated()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [error, setError] = useState<string>()
  const [saving, start] = useTransition()

  function save(event: FormEvent) {
    event.preventDefault()
    if (name.trim() === '') return
    start(async () => {
      const done = await saveFilter({ name, query }).catch(
        () => ({ ok: false, code: 'UNREACHABLE' }) as const,
      )
      if (!done.ok) return setError(done.code === 'TOO_MANY' ? words.tooMany : words.failed)
      setOpen(false)
      setName('')
      setError(undefined)
    })
  }

  if (!open)
    return (
      <Button
        size="small"
        variant="quiet"
        disabled={!ready}
        icon={<Bookmark {...ICON} className="size-3.5" />}
        onClick={() => setOpen(true)}
      >
        {words.save}
      </Button>
    )
  return (
    <form onSubmit={save} className="flex items-start gap-2">
      <Field
        className="w-48"
        label={words.name}
        placeholder={words.name}
        labelHidden
        autoFocus
        maxLength={NAME_MAX}
        error={error}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        onKeyDown={({ key }) => {
          if (key === 'Escape') setOpen(false)
        }}
      />
      <Button type="submit" pending={saving} pendingLabel={words.saving} disabled={name.trim() === ''}>
        {words.save}
      </Button>
    </form>
  )
}
