'use client'

import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { useHydrated } from '../ui/use-hydrated'

export interface CopyWords {
  copy: string
  copied: string
  failed: string
}

interface CopyButtonProps {
  /** What is copied: the text, or where to read it when the button is pressed. */
  text: string | (() => string)
  /** Says what is copied, where the button shows only its picture. */
  label?: string
  words: CopyWords
}

const ICON = { 'aria-hidden': true, className: 'size-3.5', strokeWidth: 1.75 } as const

/** Copies a text, and says so until the button is left. Not there where no script runs: the text can be selected. */
export function CopyButton({ text, label, words }: CopyButtonProps) {
  const hydrated = useHydrated()
  const [outcome, setOutcome] = useState<'copied' | 'failed' | null>(null)

  async function copy() {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
      setOutcome('copied')
    } catch {
      // Without a secure connection, or where the person has forbidden it.
      setOutcome('failed')
    }
  }

  if (!hydrated) return null
  const icon = outcome === 'copied' ? <Check {...ICON} /> : <Copy {...ICON} />
  return (
    <>
      {label ? (
        <button
          type="button"
          aria-label={label}
          title={label}
          onClick={() => void copy()}
          onBlur={() => setOutcome(null)}
          className="touch-target inline-grid size-6 shrink-0 place-items-center rounded-control text-ink-2 hover:bg-chip hover:text-ink"
        >
          {icon}
        </button>
      ) : (
        <Button icon={icon} onClick={() => void copy()} onBlur={() => setOutcome(null)}>
          {outcome === 'copied' ? words.copied : words.copy}
        </Button>
      )}
      <span role="status" className={outcome === 'failed' ? 'text-13 text-alarm' : 'sr-only'}>
        {outcome && words[outcome]}
      </span>
    </>
  )
}
