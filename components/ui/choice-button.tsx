'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useId, useRef, useState } from 'react'
import type { ChoiceGroup, ChoiceWords } from './choice'
import { cx } from './cx'
import { describedBy, FieldArrow, type FieldSays, FieldWords } from './field-words'

/** The list and its libraries: fetched when somebody first wants to choose. */
const load = () => import('./choice-list').then((loaded) => loaded.ChoiceList)
const ChoiceList = dynamic(load, { ssr: false })

export interface ChoiceFieldProps extends FieldSays {
  label: string
  labelHidden?: boolean
  groups: readonly ChoiceGroup[]
  words: ChoiceWords
  disabled?: boolean
  className?: string
}

interface ChoiceButtonProps extends ChoiceFieldProps {
  /** What is chosen, as the button shows it; nothing for the placeholder. */
  shown: ReactNode
  chosen: ReadonlySet<string>
  /** Stays open after a choice, so that several can be made. */
  multiple: boolean
  onPick: (value: string) => void
  /** What a form sends. */
  children?: ReactNode
}

/** A button that opens a list to choose from: beside it where there is room, as a sheet on a phone. */
export function ChoiceButton({
  label,
  labelHidden = false,
  hint,
  error,
  groups,
  words,
  disabled,
  className,
  shown,
  chosen,
  multiple,
  onPick,
  children,
}: ChoiceButtonProps) {
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const prepare = () => void load().catch(() => {})

  return (
    <div className={cx('grid min-w-0 gap-1.5', className)}>
      <span id={`${id}-label`} className={labelHidden ? 'sr-only' : 'text-13 font-medium'}>
        {label}
      </span>
      <button
        ref={button}
        type="button"
        disabled={disabled}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-labelledby={`${id}-label ${id}-value`}
        aria-describedby={describedBy(id, { hint, error })}
        onClick={() => setOpen(true)}
        onPointerEnter={prepare}
        onFocus={prepare}
        className={cx(
          'flex h-9 w-full min-w-0 items-center gap-2 rounded-control border bg-card pr-2.5 pl-3 text-left text-14 text-ink disabled:opacity-60 pointer-coarse:h-11 pointer-coarse:text-[1rem]',
          error ? 'border-alarm' : 'border-edge',
        )}
      >
        <span id={`${id}-value`} className="flex min-w-0 grow items-center gap-2 truncate">
          {shown ?? <span className="text-ink-2">{words.placeholder}</span>}
        </span>
        <FieldArrow className="shrink-0" />
      </button>
      <FieldWords id={id} hint={hint} error={error} />
      {children}
      {open ? (
        <ChoiceList
          label={label}
          anchor={button}
          groups={groups}
          chosen={chosen}
          multiple={multiple}
          words={words}
          onPick={(value) => {
            onPick(value)
            if (!multiple) setOpen(false)
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  )
}
