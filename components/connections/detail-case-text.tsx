'use client'

import { type ReactNode, useRef } from 'react'
import { TextareaField } from '../ui/field'
import { CopyButton, type CopyWords } from './detail-copy'

/** The text of a support case, to be completed and copied. What was typed stays while the page renews itself. */
export function DetailCaseText({
  text,
  label,
  hint,
  words,
  children,
}: {
  text: string
  label: string
  hint: string
  words: CopyWords
  /** Stands beside the button. */
  children?: ReactNode
}) {
  const box = useRef<HTMLTextAreaElement>(null)
  return (
    <div className="grid gap-3">
      <TextareaField
        ref={box}
        label={label}
        hint={hint}
        defaultValue={text}
        rows={20}
        spellCheck={false}
        translate="no"
      />
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={() => box.current?.value ?? text} words={words} />
        {children}
      </div>
    </div>
  )
}
