'use client'

import { useRef, useState } from 'react'
import { showToast } from '@/components/ui/show-toast'
import { showUndoToast } from '@/components/ui/show-undo-toast'
import { sayCount } from '@/lib/i18n/client-words'
import { type BulkEdit, type BulkProgress, type BulkTarget, runBulk, undoBulk } from './bulk-run'
import type { BulkWords } from './bulk-words'

/** Changes of many transactions from this page: how far the current one is, and undo of those that were made. */
export interface BulkChanges {
  /** Null while nothing runs. */
  progress: BulkProgress | null
  /** @returns whether all of it was done. */
  change: (target: BulkTarget, edit: BulkEdit) => Promise<boolean>
  undo: () => Promise<void>
}

export function useBulkChanges(words: BulkWords, locale: string): BulkChanges {
  const [progress, setProgress] = useState<BulkProgress | null>(null)
  const running = useRef(false)
  const done = useRef<string[][]>([])

  async function takeBack(batches: readonly string[]): Promise<void> {
    if (running.current) return
    running.current = true
    done.current = done.current.filter((one) => one !== batches)
    setProgress({ done: 0, total: batches.length })
    const count = await undoBulk(batches, setProgress)
    running.current = false
    setProgress(null)
    await showToast(count === null ? words.undoFailed : sayCount(words.undone, count, locale))
  }

  return {
    progress,
    async change(target, edit) {
      if (running.current) return false
      running.current = true
      setProgress({ done: 0, total: 'ids' in target ? target.ids.length : 0 })
      const { batches, count, split, problem } = await runBulk(target, edit, setProgress)
      running.current = false
      setProgress(null)
      if (batches.length > 0) done.current.push(batches)
      const said = [
        ...(problem === null ? [] : [words.problems[problem] ?? words.problems.INVALID ?? '']),
        ...(batches.length > 0 ? [sayCount(words.changed, count, locale)] : []),
        ...(split > 0 ? [sayCount(words.split, split, locale)] : []),
      ].join(' ')
      if (batches.length === 0) await showToast(said)
      else
        await showUndoToast(said, {
          undo: { label: words.undo, run: () => takeBack(batches), failed: words.undoFailed },
        })
      return problem === null
    },
    async undo() {
      const last = done.current.at(-1)
      if (last) await takeBack(last)
      else await showToast(words.nothingToUndo)
    },
  }
}
