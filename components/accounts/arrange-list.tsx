'use client'

import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react'
import { type KeyboardEvent, useOptimistic, useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { ErrorText } from '@/components/ui/error-text'
import { Field } from '@/components/ui/field'
import { useHydrated } from '@/components/ui/use-hydrated'
import { orderAccounts, saveAccountEdit } from '@/lib/accounts/actions'
import { fillSlot } from '@/lib/i18n/client-words'
import { type SendWords, useSend } from './use-send'

interface ArrangedAccount {
  id: string
  name: string
  /** What stands when the name is taken away. */
  bankName: string
  mask: string | null
  hidden: boolean
  /** '' in no group. */
  groupName: string
}

interface ArrangeListProps {
  label: string
  accounts: ArrangedAccount[]
  nameMaximum: number
  words: {
    nameOf: string
    groupOf: string
    groupPlaceholder: string
    hide: string
    hideShort: string
    up: string
    down: string
    drag: string
    errors: SendWords
  }
}

/** The accounts of a group, to be named, grouped, hidden and put in order. Each change is stored at once. */
export function ArrangeList({ label, accounts, nameMaximum, words }: ArrangeListProps) {
  const hydrated = useHydrated()
  const { isSending, problem, send } = useSend(words.errors)
  const [shown, show] = useOptimistic(accounts)
  const [dragged, setDragged] = useState<string>()

  function move(id: string, to: number) {
    const from = shown.findIndex((account) => account.id === id)
    const account = shown[from]
    if (!account || from === to || to < 0 || to >= shown.length) return
    const next = shown.toSpliced(from, 1).toSpliced(to, 0, account)
    send(() => {
      show(next)
      return orderAccounts({ accountIds: next.map((one) => one.id) })
    })
  }

  function hide(id: string, hidden: boolean) {
    send(() => {
      show(shown.map((account) => (account.id === id ? { ...account, hidden } : account)))
      return saveAccountEdit({ accountId: id, hidden })
    })
  }

  return (
    <>
      <ul aria-label={label} className="divide-y divide-line-2">
        {shown.map((account, place) => (
          <li
            key={account.id}
            onDragOver={(event) => {
              if (dragged) event.preventDefault()
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged) move(dragged, place)
              setDragged(undefined)
            }}
            className={`grid gap-x-3 gap-y-2 py-3 sm:flex sm:items-center ${dragged === account.id ? 'opacity-60' : ''}`}
          >
            <div className="flex items-center gap-1 max-sm:order-last max-sm:justify-end">
              <span
                draggable={hydrated}
                title={words.drag}
                aria-hidden="true"
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move'
                  setDragged(account.id)
                }}
                onDragEnd={() => setDragged(undefined)}
                className="grid size-8 cursor-grab place-items-center text-ink-3 pointer-coarse:hidden"
              >
                <GripVertical className="size-4" strokeWidth={1.75} />
              </span>
              <Step
                label={fillSlot(words.up, account.name)}
                icon={<ArrowUp aria-hidden="true" className="size-4" />}
                disabled={!hydrated || isSending || place === 0}
                onClick={() => move(account.id, place - 1)}
              />
              <Step
                label={fillSlot(words.down, account.name)}
                icon={<ArrowDown aria-hidden="true" className="size-4" />}
                disabled={!hydrated || isSending || place === shown.length - 1}
                onClick={() => move(account.id, place + 1)}
              />
              {account.mask ? (
                <span
                  aria-hidden="true"
                  data-public
                  className="figures w-14 text-13 text-ink-2 max-sm:order-first max-sm:mr-auto"
                >
                  ••{account.mask}
                </span>
              ) : (
                <span aria-hidden="true" className="w-14 max-sm:hidden" />
              )}
            </div>
            <SavedField
              key={`name ${account.name}`}
              label={fillSlot(words.nameOf, account.name)}
              stored={account.name}
              placeholder={account.bankName}
              maxLength={nameMaximum}
              disabled={!hydrated}
              onSave={(name) => send(() => saveAccountEdit({ accountId: account.id, name }))}
            />
            <SavedField
              key={`group ${account.groupName}`}
              label={fillSlot(words.groupOf, account.name)}
              stored={account.groupName}
              placeholder={words.groupPlaceholder}
              maxLength={nameMaximum}
              list="account-groups"
              disabled={!hydrated}
              onSave={(groupName) => send(() => saveAccountEdit({ accountId: account.id, groupName }))}
            />
            <Checkbox
              label={
                <>
                  <span aria-hidden="true">{words.hideShort}</span>
                  <span className="sr-only">{fillSlot(words.hide, account.name)}</span>
                </>
              }
              checked={account.hidden}
              disabled={!hydrated || isSending}
              onChange={({ currentTarget: { checked } }) => hide(account.id, checked)}
              className="shrink-0"
            />
          </li>
        ))}
      </ul>
      <ErrorText>{problem}</ErrorText>
    </>
  )
}

function Step({
  label,
  icon,
  disabled,
  onClick,
}: {
  label: string
  icon: React.ReactNode
  disabled: boolean
  onClick: () => void
}) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
      className="grid size-8 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink disabled:pointer-events-none disabled:opacity-40 pointer-coarse:size-11"
    >
      {icon}
    </button>
  )
}

/** A line that is stored when it is left, or with Enter; Escape takes it back. */
function SavedField({
  label,
  stored,
  onSave,
  ...rest
}: {
  label: string
  stored: string
  placeholder: string
  maxLength: number
  list?: string
  disabled: boolean
  onSave: (value: string) => void
}) {
  const [text, setText] = useState(stored)
  const save = () => {
    const value = text.replaceAll(/\s+/g, ' ').trim()
    if (value !== stored) onSave(value)
  }
  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') event.currentTarget.blur()
    if (event.key === 'Escape') setText(stored)
  }
  return (
    <Field
      {...rest}
      label={label}
      labelHidden
      autoComplete="off"
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onKeyDown={press}
      onBlur={save}
      className="min-w-0 sm:grow"
    />
  )
}
