'use client'

import { useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import type { BulkEdit } from './bulk-run'
import type { BulkWords } from './bulk-words'

interface QuestionProps {
  words: BulkWords
  onAnswer: (edit: BulkEdit) => void
  onClose: () => void
}

/** Tags offered as buttons: those used most. */
const OFFERED = 12

/** Which tags are to be added to all that is ticked, or taken away. */
export function TagsDialog({ tags, words, onAnswer, onClose }: QuestionProps & { tags: readonly string[] }) {
  const [text, setText] = useState('')
  const list = useId()
  const typed = text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')

  function toggle(tag: string) {
    const without = typed.filter((one) => one.toLowerCase() !== tag.toLowerCase())
    setText((without.length < typed.length ? without : [...typed, tag]).join(', '))
  }

  return (
    <Dialog open onOpenChange={(open) => open || onClose()} title={words.tagsTitle} closeLabel={words.close}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (typed.length > 0) onAnswer({ addTags: typed })
        }}
      >
        <Field
          label={words.tags}
          hint={words.tagsHint}
          value={text}
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        {tags.length > 0 ? (
          <div className="grid gap-2">
            <p id={list} className="text-13 font-medium">
              {words.tagsKnown}
            </p>
            <ul aria-labelledby={list} className="flex flex-wrap gap-1.5 pointer-coarse:gap-3">
              {tags.slice(0, OFFERED).map((tag) => (
                <li key={tag} className="min-w-0">
                  <button
                    type="button"
                    aria-pressed={typed.some((one) => one.toLowerCase() === tag.toLowerCase())}
                    onClick={() => toggle(tag)}
                    className="touch-target h-7 max-w-full truncate rounded-full border border-line px-3 text-13 hover:bg-chip aria-pressed:border-keel aria-pressed:bg-keel-soft aria-pressed:text-keel"
                  >
                    {tag}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        <div className="grid gap-2 sm:flex sm:justify-end">
          <Button
            variant="secondary"
            disabled={typed.length === 0}
            onClick={() => onAnswer({ removeTags: typed })}
          >
            {words.tagsRemove}
          </Button>
          <Button type="submit" disabled={typed.length === 0}>
            {words.tagsAdd}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** As the field allows; lib/transactions/bulk-schema.ts holds it. */
const NAME_MAX = 200

/** What the merchant of all that is ticked is to be called. */
export function RenameDialog({ words, onAnswer, onClose }: QuestionProps) {
  const [name, setName] = useState('')
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={words.renameTitle}
      description={words.renameLead}
      closeLabel={words.close}
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '') onAnswer({ title: name.trim() })
        }}
      >
        <Field
          label={words.renameName}
          value={name}
          autoFocus
          autoComplete="off"
          maxLength={NAME_MAX}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <div className="grid gap-2 sm:flex sm:justify-end">
          <Button variant="secondary" onClick={() => onAnswer({ title: null })}>
            {words.asBankName}
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {words.rename}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
