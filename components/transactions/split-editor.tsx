'use client'

import { Split } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ErrorText } from '@/components/ui/error-text'
import { showUndoToast } from '@/components/ui/show-undo-toast'
import { saveSplit } from '@/lib/transactions/splits-actions'
import type { SplitFormProps, SplitWords } from './split-form'

/** The form and its arithmetic: fetched when somebody first wants to split. */
const load = () => import('./split-form').then((loaded) => loaded.SplitForm)
const SplitForm = dynamic(load, { ssr: false })

interface SplitEditorProps extends Omit<SplitFormProps, 'words' | 'onClose'> {
  words: SplitWords & {
    split: string
    change: string
    whole: string
    wholeDone: string
    undo: string
    undoFailed: string
  }
}

/** Opens the form that splits a transaction, and makes one that was split whole again. */
export function SplitEditor({ words, ...form }: SplitEditorProps) {
  const [open, setOpen] = useState(false)
  const [error, setError] = useState<string>()
  const [joining, startJoining] = useTransition()
  const { transactionId, parts } = form
  const isSplit = parts.length > 0

  const send = (next: SplitEditorProps['parts']) =>
    saveSplit({
      transactionId,
      parts: next.map(({ amount, otherWay, category, note }, place) => ({
        amount: place === 0 ? null : amount,
        otherWay,
        category,
        note,
      })),
    })

  function join() {
    setError(undefined)
    startJoining(async () => {
      const result = await send([]).catch(() => null)
      if (!result?.ok) return setError(result ? words.errors[result.code] : words.errors.unreachable)
      await showUndoToast(words.wholeDone, {
        undo: {
          label: words.undo,
          failed: words.undoFailed,
          run: async () => {
            if (!(await send(parts)).ok) throw new Error('The split could not be made again')
          },
        },
      })
    })
  }

  if (open) return <SplitForm {...form} words={words} onClose={() => setOpen(false)} />
  return (
    <div className="grid gap-1.5">
      <div className="flex flex-wrap gap-2">
        <Button
          variant="secondary"
          size="small"
          icon={<Split aria-hidden="true" className="size-3.5" strokeWidth={1.75} />}
          onPointerEnter={() => void load().catch(() => {})}
          onFocus={() => void load().catch(() => {})}
          onClick={() => setOpen(true)}
        >
          {isSplit ? words.change : words.split}
        </Button>
        {isSplit ? (
          <Button variant="quiet" size="small" pending={joining} onClick={join}>
            {words.whole}
          </Button>
        ) : null}
      </div>
      <ErrorText>{error}</ErrorText>
    </div>
  )
}
