'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { TextareaField } from '@/components/ui/field'
import { saveNote } from '@/lib/transactions/actions'

interface NoteFormProps {
  transactionId: string
  /** What is stored; '' without a note. */
  note: string
  /** The most characters that a note may have. */
  maximum: number
  words: {
    label: string
    hint: string
    save: string
    saving: string
    saved: string
    tooLong: string
    gone: string
    unreachable: string
  }
}

/** A note on one transaction. What was typed stays until it is saved, whatever goes wrong. */
export function NoteForm({ transactionId, note, maximum, words }: NoteFormProps) {
  const [typed, setTyped] = useState(note)
  const [saving, startSaving] = useTransition()
  const [saved, setSaved] = useState(false)
  const [error, setError] = useState<string>()

  function save(event: FormEvent) {
    event.preventDefault()
    setSaved(false)
    if (typed.trim().length > maximum) return setError(words.tooLong)
    setError(undefined)
    startSaving(async () => {
      try {
        const result = await saveNote({ transactionId, note: typed })
        if (result.ok) setSaved(true)
        else setError(result.code === 'NOT_FOUND' ? words.gone : words.tooLong)
      } catch {
        setError(words.unreachable)
      }
    })
  }

  return (
    <form onSubmit={save} className="grid gap-3">
      <TextareaField
        label={words.label}
        hint={words.hint}
        name="note"
        value={typed}
        error={error}
        onChange={(event) => {
          setTyped(event.target.value)
          setSaved(false)
        }}
      />
      <div className="flex items-center gap-3">
        <Button type="submit" variant="secondary" pending={saving} pendingLabel={words.saving}>
          {words.save}
        </Button>
        <p role="status" className="text-13 text-in">
          {saved && !saving ? words.saved : null}
        </p>
      </div>
    </form>
  )
}
