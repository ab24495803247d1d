'use client'

import { useState } from 'react'
import { removeCategory } from '@/lib/categories/actions'
import { fillSlot, sayCount } from '@/lib/i18n/client-words'
import { ConfirmDialog } from '../ui/dialog'
import { SelectField } from '../ui/field'
import { showToast } from '../ui/show-toast'
import type { CategoryFormWords, GroupChoice } from './category-form-words'

/** What hangs on an own category. */
export interface CategoryUse {
  edits: number
  rules: number
  budgets: number
  categories: number
}

interface RemoveCategoryProps {
  code: string
  name: string
  isGroup: boolean
  use: CategoryUse
  /** Other groups. */
  groups: GroupChoice[]
  categories: { label: string; choices: { value: string; label: string }[] }[]
  locale: string
  words: CategoryFormWords
  onClose: () => void
}

/** Says what hangs on an own category, asks where that goes, and deletes it. */
export function RemoveCategory({
  code,
  name,
  isGroup,
  use,
  groups,
  categories,
  locale,
  words,
  onClose,
}: RemoveCategoryProps) {
  const { remove } = words
  const [into, setInto] = useState(isGroup ? (groups[0]?.code ?? '') : '')
  const say = (forms: CategoryFormWords['relisted'], count: number) =>
    count === 0 ? null : sayCount(forms, count, locale)
  const sentences = isGroup
    ? [say(remove.categories, use.categories) ?? remove.noCategories, remove.back]
    : [
        say(remove.edits, use.edits) ?? remove.noEdits,
        say(remove.rules, use.rules),
        say(remove.budgets, use.budgets),
      ]

  async function confirm() {
    const done = await removeCategory({ code, into: into === '' ? null : into }).catch(() => null)
    if (!done?.ok) return words.errors[done?.code ?? 'unreachable']
    const { relisted } = done.value
    await showToast(
      relisted === 0 ? fillSlot(remove.done, name) : sayCount(remove.doneWith, relisted, locale),
    )
  }

  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={fillSlot(remove.title, name)}
      description={<p>{sentences.filter(Boolean).join(' ')}</p>}
      confirmLabel={remove.confirm}
      cancelLabel={words.cancel}
      pendingLabel={remove.removing}
      onConfirm={confirm}
    >
      {isGroup ? (
        use.categories > 0 ? (
          <SelectField
            label={remove.intoGroup}
            value={into}
            onChange={({ currentTarget }) => setInto(currentTarget.value)}
          >
            {groups.map((group) => (
              <option key={group.code} value={group.code}>
                {group.name}
              </option>
            ))}
          </SelectField>
        ) : null
      ) : (
        <SelectField
          label={remove.into}
          hint={remove.consequence}
          value={into}
          onChange={({ currentTarget }) => setInto(currentTarget.value)}
        >
          <option value="">{remove.asBank}</option>
          {categories.map((group) => (
            <optgroup key={group.label} label={group.label}>
              {group.choices
                .filter(({ value }) => value !== code)
                .map((choice) => (
                  <option key={choice.value} value={choice.value}>
                    {choice.label}
                  </option>
                ))}
            </optgroup>
          ))}
        </SelectField>
      )}
    </ConfirmDialog>
  )
}
