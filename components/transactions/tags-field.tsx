'use client'

import { X } from 'lucide-react'
import { useId, useState } from 'react'
import { Field } from '@/components/ui/field'
import { addTags } from './add-tags'

interface TagsFieldProps {
  label: string
  hint: string
  /** Before the tag: what pressing its cross does. */
  removeLabel: string
  tags: string[]
  /** Offered while typing. */
  known: readonly string[]
  limits: { tag: number; tags: number }
  error?: string
  onChange: (tags: string[]) => void
  onRefuse: (problem: 'TAG_TOO_LONG' | 'TOO_MANY_TAGS') => void
}

/** Tags as chips, and a line to type more: a comma, Enter or leaving the line adds what stands in it. */
export function TagsField({
  label,
  hint,
  removeLabel,
  tags,
  known,
  limits,
  error,
  onChange,
  onRefuse,
}: TagsFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState('')

  function add(words: string) {
    const added = addTags(tags, words, limits)
    if (!added.ok) return onRefuse(added.code)
    setTyped('')
    if (added.value.length > tags.length) onChange(added.value)
  }

  return (
    <div className="grid gap-2">
      <Field
        label={label}
        hint={hint}
        error={error}
        name="tag"
        list={id}
        autoComplete="off"
        autoCapitalize="none"
        enterKeyHint="done"
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value)
          if (value.includes(',')) add(value)
        }}
        onKeyDown={(event) => {
          // Enter also ends a word that is being composed.
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          event.preventDefault()
          add(typed)
        }}
        onBlur={() => add(typed)}
      />
      <datalist id={id}>
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
      {tags.length > 0 ? (
        <ul aria-label={label} className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="inline-flex max-w-full items-center rounded-full bg-chip pl-2.5 text-13 text-ink-2"
            >
              <span className="truncate">{tag}</span>
              <button
                type="button"
                aria-label={`${removeLabel} ${tag}`}
                className="touch-target grid size-7 shrink-0 place-items-center rounded-full hover:text-ink"
                onClick={() => onChange(tags.filter((other) => other !== tag))}
              >
                <X aria-hidden="true" className="size-3" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
