import { changeTransactions, undoChange } from '@/lib/transactions/actions'
import { BULK_CHUNK } from '@/lib/transactions/bulk-limits'
import type { BulkInput } from '@/lib/transactions/bulk-schema'

/** Which transactions: some, or all that a query of the list's address finds. */
export type BulkTarget = { ids: readonly string[] } | { query: string }
export type BulkEdit = BulkInput['change']

/** How far a change is. */
export interface BulkProgress {
  done: number
  total: number
}

/** What has been done; also when it ended early, with the reason. */
export interface BulkOutcome {
  /** By which it is undone, in their order. */
  batches: string[]
  count: number
  split: number
  problem: string | null
}

/** Makes a change, step by step. */
export async function runBulk(
  target: BulkTarget,
  change: BulkEdit,
  onProgress: (progress: BulkProgress) => void,
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { batches: [], count: 0, split: 0, problem: null }
  let total = 'ids' in target ? target.ids.length : 0
  let at = 0
  let afterId: string | null = null
  try {
    for (;;) {
      const read = await changeTransactions({
        target:
          'ids' in target ? { ids: target.ids.slice(at, at + BULK_CHUNK) } : { query: target.query, afterId },
        change,
      })
      if (!read.ok) return { ...outcome, problem: read.code }
      outcome.batches.push(read.value.batchId)
      outcome.count += read.value.count
      outcome.split += read.value.split
      total = read.value.total ?? total
      at += BULK_CHUNK
      afterId = read.value.nextId
      if ('ids' in target ? at >= target.ids.length : afterId === null) return outcome
      onProgress({ done: outcome.count + outcome.split, total })
    }
  } catch {
    return { ...outcome, problem: 'UNREACHABLE' }
  }
}

/** Undoes a change, its last step first. @returns how many transactions; null when a step could not be undone. */
export async function undoBulk(
  batches: readonly string[],
  onProgress: (progress: BulkProgress) => void,
): Promise<number | null> {
  let count = 0
  try {
    for (const [index, batchId] of batches.toReversed().entries()) {
      const read = await undoChange({ batchId, more: index < batches.length - 1 })
      if (!read.ok) return null
      count += read.value.count
      onProgress({ done: index + 1, total: batches.length })
    }
    return count
  } catch {
    return null
  }
}
