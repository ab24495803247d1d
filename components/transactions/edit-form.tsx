'use client'

import { Flag } from 'lucide-react'
import { type FormEvent, type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { cx } from '@/components/ui/cx'
import { SelectField, TextareaField } from '@/components/ui/field'
import { saveEdit } from '@/lib/transactions/actions'
import { TagsField } from './tags-field'

/** Which of the four was last sent, and what is wrong with it. */
interface Told {
  part: 'flag' | 'category' | 'tags' | 'note'
  error?: string
}

interface EditFormProps {
  transactionId: string
  /** What is stored. */
  note: string
  /** '' for the bank's. */
  category: string
  tags: string[]
  flagged: boolean
  knownTags: string[]
  limits: { note: number; tag: number; tags: number }
  /** What the bank says of the category. */
  categoryHint: string
  /** The options of the category, the bank's own first with an empty value. */
  children: ReactNode
  words: {
    flag: string
    category: string
    tags: string
    tagsHint: string
    removeTag: string
    noteLabel: string
    noteHint: string
    save: string
    saving: string
    saved: string
    errors: Record<
      'NOTE_TOO_LONG' | 'TAG_TOO_LONG' | 'TOO_MANY_TAGS' | 'UNKNOWN_CATEGORY' | 'NOT_FOUND' | 'INVALID',
      string
    > & { unreachable: string }
  }
}

/**
 * What a person says of one transaction. A flag, a category and tags are stored at once, a note when it is saved; what
 * was typed stays until then, and what could not be stored goes back to what is.
 */
export function EditForm({ transactionId, limits, words, children, ...stored }: EditFormProps) {
  const [note, setNote] = useState(stored.note)
  const [category, setCategory] = useState(stored.category)
  const [tags, setTags] = useState(stored.tags)
  const [flagged, setFlagged] = useState(stored.flagged)
  const [saving, startSaving] = useTransition()
  const [told, setTold] = useState<Told>()

  const errorOf = (part: Told['part']) => (told?.part === part ? told.error : undefined)
  const savedAt = (part: Told['part']) => (
    <p role="status" className="text-13 text-in empty:hidden">
      {told?.part === part && !told.error && !saving ? words.saved : null}
    </p>
  )

  function save(part: Told['part'], change: Record<string, unknown>, takeBack?: () => void) {
    setTold({ part })
    startSaving(async () => {
      let error: string | undefined
      try {
        const result = await saveEdit({ transactionId, ...change })
        if (!result.ok) error = words.errors[result.code]
      } catch {
        error = words.errors.unreachable
      }
      if (!error) return
      takeBack?.()
      setTold({ part, error })
    })
  }

  function saveNote(event: FormEvent) {
    event.preventDefault()
    if (note.trim().length > limits.note) setTold({ part: 'note', error: words.errors.NOTE_TOO_LONG })
    else save('note', { note })
  }

  return (
    <div className="grid gap-4">
      <div className="grid gap-1.5">
        <div className="flex items-center gap-3">
          <Button
            variant="secondary"
            size="small"
            aria-pressed={flagged}
            icon={
              <Flag
                aria-hidden="true"
                className={cx('size-3.5', flagged && 'fill-current text-amber')}
                strokeWidth={1.75}
              />
            }
            onClick={() => {
              setFlagged(!flagged)
              save('flag', { flagged: !flagged }, () => setFlagged(flagged))
            }}
          >
            {words.flag}
          </Button>
          {savedAt('flag')}
        </div>
        <p role="alert" className="text-13 text-alarm empty:hidden">
          {errorOf('flag')}
        </p>
      </div>
      <div className="grid gap-1.5">
        <SelectField
          label={words.category}
          hint={stored.categoryHint}
          name="category"
          value={category}
          error={errorOf('category')}
          onChange={({ currentTarget: { value } }) => {
            setCategory(value)
            save('category', { category: value === '' ? null : value }, () => setCategory(category))
          }}
        >
          {children}
        </SelectField>
        {savedAt('category')}
      </div>
      <div className="grid gap-1.5">
        <TagsField
          label={words.tags}
          hint={words.tagsHint}
          removeLabel={words.removeTag}
          tags={tags}
          known={stored.knownTags}
          limits={limits}
          error={errorOf('tags')}
          onRefuse={(problem) => setTold({ part: 'tags', error: words.errors[problem] })}
          onChange={(next) => {
            setTags(next)
            save('tags', { tags: next }, () => setTags(tags))
          }}
        />
        {savedAt('tags')}
      </div>
      <form onSubmit={saveNote} className="grid gap-3">
        <TextareaField
          label={words.noteLabel}
          hint={words.noteHint}
          name="note"
          value={note}
          error={errorOf('note')}
          onChange={(event) => {
            setNote(event.target.value)
            setTold(undefined)
          }}
        />
        <div className="flex items-center gap-3">
          <Button
            type="submit"
            variant="secondary"
            pending={saving && told?.part === 'note'}
            pendingLabel={words.saving}
          >
            {words.save}
          </Button>
          {savedAt('note')}
        </div>
      </form>
    </div>
  )
}
