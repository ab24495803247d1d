'use client'

import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Combobox } from '@/components/ui/combobox'
import { DateField } from '@/components/ui/date-field'
import { Field, SelectField, TextareaField } from '@/components/ui/field'
import { Switch } from '@/components/ui/switch'
import type { CategoryChoiceGroup } from '@/lib/categories/choices'
import { type EditErrors, useSaving } from './edit-saving'
import { EditSayings, type SayingLines } from './edit-sayings'
import { EditStatus, type StatusWords } from './edit-status'
import { TagsField } from './tags-field'

/** One thing that bank, rules and a person may each have a word in. */
export interface SaidField<Value> {
  /** The person's; null where they leave it to the others. */
  own: Value | null
  /** What holds without the person's word. */
  others: Value
  sayings: SayingLines
}

export interface EditFormProps {
  transactionId: string
  category: SaidField<string | null>
  title: SaidField<string>
  day: SaidField<string>
  transfer: SaidField<boolean>
  excluded: SaidField<boolean>
  note: string
  tags: string[]
  knownTags: string[]
  categories: readonly CategoryChoiceGroup[]
  limits: { note: number; tag: number; tags: number; title: number; firstDay: string; lastDay: string }
  /** Below the tags: those that rules give. */
  ruleTags: string | null
  words: StatusWords & {
    errors: EditErrors
    category: string
    choice: { placeholder: string; search: string; nothing: string; close: string }
    title: string
    day: string
    tags: string
    tagsHint: string
    removeTag: string
    note: string
    noteHint: string
    saveNote: string
    transfer: string
    transferDetected: string
    transferYes: string
    transferNo: string
    excluded: string
    excludedHint: string
  }
}

const ANSWERS = { detected: null, yes: true, no: false } as const
const isAnswer = (text: string): text is keyof typeof ANSWERS => Object.hasOwn(ANSWERS, text)
const answerOf = (own: boolean | null) => (own === null ? 'detected' : own ? 'yes' : 'no')

/**
 * What a person says of one transaction, beside what the bank and rules say. Each thing is stored by itself: what is
 * chosen at once, what is typed when it is left; what could not be stored goes back to what is.
 */
export function EditForm({ transactionId, limits, words, ...stored }: EditFormProps) {
  const { save, refuse, forget, stateOf } = useSaving(transactionId, words.errors)
  const [category, setCategory] = useState(stored.category.own ?? stored.category.others)
  const [title, setTitle] = useState(stored.title.own ?? stored.title.others)
  const [day, setDay] = useState(stored.day.own ?? stored.day.others)
  const [transfer, setTransfer] = useState(stored.transfer.own)
  const [excluded, setExcluded] = useState(stored.excluded.own ?? stored.excluded.others)
  const [tags, setTags] = useState(stored.tags)
  const [note, setNote] = useState(stored.note)

  function saveCategory(next: string | null) {
    setCategory(next ?? stored.category.others)
    save('category', {
      change: { category: next },
      undo: { category: stored.category.own },
      takeBack: () => setCategory(stored.category.own ?? stored.category.others),
    })
  }

  function saveTitle(typed: string | null) {
    const words = typed?.replaceAll(/\s+/gu, ' ').trim() || null
    const next = words === stored.title.others ? null : words
    setTitle(next ?? stored.title.others)
    if (next !== null && [...next].length > limits.title) return refuse('title', 'TITLE_TOO_LONG')
    if (next === stored.title.own) return
    save('title', {
      change: { title: next },
      undo: { title: stored.title.own },
      takeBack: () => setTitle(stored.title.own ?? stored.title.others),
    })
  }

  const isInRange = (text: string) => text >= limits.firstDay && text <= limits.lastDay

  function saveDay(next: string | null) {
    setDay(next ?? stored.day.others)
    save('day', {
      change: { shownOn: next },
      undo: { shownOn: stored.day.own },
      takeBack: () => setDay(stored.day.own ?? stored.day.others),
    })
  }

  function saveTransfer(next: boolean | null) {
    setTransfer(next)
    save('transfer', {
      change: { transfer: next },
      undo: { transfer: stored.transfer.own },
      takeBack: () => setTransfer(stored.transfer.own),
    })
  }

  function saveExcluded(next: boolean | null) {
    setExcluded(next ?? stored.excluded.others)
    save('excluded', {
      change: { excluded: next },
      undo: { excluded: stored.excluded.own },
      takeBack: () => setExcluded(stored.excluded.own ?? stored.excluded.others),
    })
  }

  function saveNote(event: FormEvent) {
    event.preventDefault()
    if (note.trim().length > limits.note) return refuse('note', 'NOTE_TOO_LONG')
    // What was typed stays where it could not be stored.
    save('note', { change: { note }, takeBack: () => {} })
  }

  return (
    <div className="grid gap-5">
      <div className="grid gap-1.5">
        <Combobox
          label={words.category}
          groups={stored.categories}
          words={words.choice}
          value={category}
          error={stateOf('category').error}
          onChange={saveCategory}
        />
        <EditSayings
          sayings={stored.category.sayings}
          name={words.category}
          onBack={() => saveCategory(null)}
        />
        <EditStatus part={stateOf('category')} words={words} />
      </div>
      <div className="grid gap-1.5">
        <Field
          label={words.title}
          name="title"
          autoComplete="off"
          enterKeyHint="done"
          value={title}
          error={stateOf('title').error}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            event.preventDefault()
            saveTitle(title)
          }}
          onBlur={() => saveTitle(title)}
        />
        <EditSayings sayings={stored.title.sayings} name={words.title} onBack={() => saveTitle(null)} />
        <EditStatus part={stateOf('title')} words={words} />
      </div>
      <div className="grid gap-1.5">
        <TagsField
          label={words.tags}
          hint={words.tagsHint}
          removeLabel={words.removeTag}
          tags={tags}
          known={stored.knownTags}
          limits={limits}
          error={stateOf('tags').error}
          onRefuse={(problem) => refuse('tags', problem)}
          onChange={(next) => {
            setTags(next)
            save('tags', { change: { tags: next }, undo: { tags }, takeBack: () => setTags(tags) })
          }}
        />
        {stored.ruleTags ? <p className="text-13 text-ink-2 wrap-anywhere">{stored.ruleTags}</p> : null}
        <EditStatus part={stateOf('tags')} words={words} />
      </div>
      <form onSubmit={saveNote} className="grid gap-3">
        <TextareaField
          label={words.note}
          hint={words.noteHint}
          name="note"
          value={note}
          error={stateOf('note').error}
          onChange={(event) => {
            setNote(event.target.value)
            forget()
          }}
        />
        <div className="flex items-center gap-3">
          <Button
            type="submit"
            variant="secondary"
            pending={stateOf('note').state === 'saving'}
            pendingLabel={words.saving}
          >
            {words.saveNote}
          </Button>
          <EditStatus part={stateOf('note')} words={words} />
        </div>
      </form>
      <div className="grid gap-1.5">
        <DateField
          label={words.day}
          name="day"
          min={limits.firstDay}
          max={limits.lastDay}
          value={day}
          error={stateOf('day').error}
          onChange={({ currentTarget: { value } }) => {
            // A year that is being typed is an early day for a while.
            if (isInRange(value)) saveDay(value)
            else setDay(value)
          }}
          onBlur={() => {
            if (!isInRange(day)) refuse('day', 'DAY_OUT_OF_RANGE')
          }}
        />
        <EditSayings sayings={stored.day.sayings} name={words.day} onBack={() => saveDay(null)} />
        <EditStatus part={stateOf('day')} words={words} />
      </div>
      <div className="grid gap-1.5">
        <SelectField
          label={words.transfer}
          name="transfer"
          value={answerOf(transfer)}
          error={stateOf('transfer').error}
          onChange={({ currentTarget: { value } }) => {
            if (isAnswer(value)) saveTransfer(ANSWERS[value])
          }}
        >
          <option value="detected">{words.transferDetected}</option>
          <option value="yes">{words.transferYes}</option>
          <option value="no">{words.transferNo}</option>
        </SelectField>
        <EditSayings
          sayings={stored.transfer.sayings}
          name={words.transfer}
          onBack={() => saveTransfer(null)}
        />
        <EditStatus part={stateOf('transfer')} words={words} />
      </div>
      <div className="grid gap-1.5">
        <Switch
          label={words.excluded}
          hint={words.excludedHint}
          checked={excluded}
          onChange={({ currentTarget: { checked } }) => saveExcluded(checked)}
        />
        <EditSayings
          sayings={stored.excluded.sayings}
          name={words.excluded}
          onBack={() => saveExcluded(null)}
        />
        <EditStatus part={stateOf('excluded')} words={words} withError />
      </div>
    </div>
  )
}
