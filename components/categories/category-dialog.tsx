'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { countUse, createCategory, saveCategory } from '@/lib/categories/actions'
import { CATEGORY_NAME_MAX } from '@/lib/categories/limits'
import { CATEGORY_KINDS } from '@/lib/finance/category-kinds'
import { fillSlot, sayCount } from '@/lib/i18n/client-words'
import { Button } from '../ui/button'
import { Checkbox } from '../ui/checkbox'
import { Dialog } from '../ui/dialog'
import { ErrorText } from '../ui/error-text'
import { Field, SelectField } from '../ui/field'
import { showToast } from '../ui/show-toast'
import type { CategoryFormWords, EditedCategory, GroupChoice } from './category-form-words'
import { ColourChoice, IconChoice } from './mark-choice'
import { type CategoryUse, RemoveCategory } from './remove-category'

interface CategoryDialogProps {
  category: EditedCategory
  groups: GroupChoice[]
  categories: { label: string; choices: { value: string; label: string }[] }[]
  locale: string
  words: CategoryFormWords
  onClose: () => void
}

/** Changes a category or a group, makes one, or deletes one's own. */
export function CategoryDialog({
  category,
  groups,
  categories,
  locale,
  words,
  onClose,
}: CategoryDialogProps) {
  const { code, isGroup, own } = category
  const [name, setName] = useState(category.name)
  const [kind, setKind] = useState(category.kind)
  const [groupCode, setGroupCode] = useState(category.groupCode)
  const [colour, setColour] = useState(category.colour)
  const [icon, setIcon] = useState(category.icon)
  const [hidden, setHidden] = useState(category.hidden)
  const [problem, setProblem] = useState<keyof CategoryFormWords['errors']>()
  const [saving, startSaving] = useTransition()
  const [use, setUse] = useState<CategoryUse | null>(null)

  const kindsOwn = own && isGroup
  const title =
    code === null
      ? isGroup
        ? words.newGroupTitle
        : words.newTitle
      : fillSlot(words.editTitle, category.name)
  const none = isGroup ? words.asApp : words.asGroup

  function finish(text: string) {
    onClose()
    void showToast(text)
  }

  function send(change: Record<string, unknown>) {
    setProblem(undefined)
    startSaving(async () => {
      if (code === null) {
        const made = await createCategory({ name, icon, colour, kind, groupCode }).catch(() => null)
        if (!made?.ok) return setProblem(made?.code ?? 'unreachable')
        return finish(fillSlot(words.created, name.trim()))
      }
      const saved = await saveCategory({ code, ...change }).catch(() => null)
      if (!saved?.ok) return setProblem(saved?.code ?? 'unreachable')
      const { relisted } = saved.value
      finish(relisted === 0 ? words.saved : sayCount(words.relisted, relisted, locale))
    })
  }

  function save(event: FormEvent) {
    event.preventDefault()
    const typed = name.trim()
    if (typed === '' && (own || code === null)) return setProblem('INVALID')
    send({
      name: !own && (typed === '' || typed === category.appName) ? null : typed,
      icon,
      colour,
      hidden,
      // What was not touched is not sent: nothing is listed anew for it.
      ...(kind === category.kind ? {} : { kind }),
      ...(isGroup || groupCode === category.groupCode ? {} : { groupCode }),
    })
  }

  function askToRemove() {
    if (code === null) return
    setProblem(undefined)
    startSaving(async () => {
      const counted = await countUse(code).catch(() => null)
      if (!counted?.ok) return setProblem(counted?.code ?? 'unreachable')
      setUse(counted.value)
    })
  }

  if (use !== null && code !== null)
    return (
      <RemoveCategory
        code={code}
        name={category.name}
        isGroup={isGroup}
        use={use}
        groups={groups.filter((group) => group.code !== code)}
        categories={categories}
        locale={locale}
        words={words}
        onClose={onClose}
      />
    )

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      title={title}
      closeLabel={words.close}
    >
      <form method="post" noValidate onSubmit={save} className="grid gap-4">
        <Field
          label={words.name}
          hint={category.appName === null ? undefined : fillSlot(words.nameHint, category.appName)}
          name="name"
          value={name}
          maxLength={CATEGORY_NAME_MAX}
          autoComplete="off"
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        {isGroup ? null : (
          <SelectField
            label={words.group}
            value={groupCode ?? ''}
            onChange={({ currentTarget }) => setGroupCode(currentTarget.value || null)}
          >
            {own || code === null ? null : <option value="">{words.groupAsApp}</option>}
            {groups.map((group) => (
              <option key={group.code} value={group.code}>
                {group.name}
              </option>
            ))}
          </SelectField>
        )}
        <SelectField
          label={words.kind}
          hint={words.kindHint}
          value={kind ?? ''}
          onChange={({ currentTarget }) =>
            setKind(CATEGORY_KINDS.find((known) => known === currentTarget.value) ?? null)
          }
        >
          {kindsOwn ? null : <option value="">{own ? words.kindAsGroup : words.kindAsApp}</option>}
          {CATEGORY_KINDS.map((one) => (
            <option key={one} value={one}>
              {words.kinds[one]}
            </option>
          ))}
        </SelectField>
        <ColourChoice
          legend={words.colour}
          none={none}
          value={colour}
          names={words.colours}
          onChange={setColour}
        />
        <IconChoice
          legend={words.icon}
          none={none}
          value={icon}
          colour={colour}
          code={isGroup ? code : (groupCode ?? code)}
          names={words.icons}
          onChange={setIcon}
        />
        {code === null ? null : (
          <div className="grid gap-1">
            <Checkbox
              label={words.offered}
              checked={!hidden}
              onChange={({ currentTarget }) => setHidden(!currentTarget.checked)}
            />
            <p className="pl-7 text-13 text-ink-2">{words.offeredHint}</p>
          </div>
        )}
        <ErrorText>{problem ? words.errors[problem] : null}</ErrorText>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" pending={saving} pendingLabel={words.saving}>
            {code === null ? words.create : words.save}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            {words.cancel}
          </Button>
          {code !== null && own ? (
            <Button variant="quiet" disabled={saving} aria-haspopup="dialog" onClick={askToRemove}>
              {words.remove.delete}
            </Button>
          ) : null}
          {category.changed ? (
            <Button
              variant="quiet"
              disabled={saving}
              onClick={() => send(AS_THE_APP[isGroup ? 'group' : 'one'])}
            >
              {words.reset}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  )
}

const NOTHING_OWN = { name: null, icon: null, colour: null, kind: null, hidden: false }
const AS_THE_APP = { group: NOTHING_OWN, one: { ...NOTHING_OWN, groupCode: null } }
