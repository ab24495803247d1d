import type { ListRow } from '@/lib/transactions/list-rows'

/** What is ticked: some transactions, or all that the filter finds. */
export interface Selection {
  ids: ReadonlySet<string>
  all: boolean
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), all: false }

/**
 * What is ticked after one more press on a box.
 *
 * @param range the rows from the last one that was pressed to this, or this alone. All of them become what this becomes.
 */
export function pressed(
  selection: Selection,
  row: ListRow,
  range: readonly ListRow[],
  loaded: readonly ListRow[],
): Selection {
  // One that is taken out of all: of what is on the page, the others stay.
  const ids = new Set(selection.all ? loaded.map(({ transactionId }) => transactionId) : selection.ids)
  const on = !ids.has(row.transactionId)
  for (const { transactionId } of range) {
    if (on) ids.add(transactionId)
    else ids.delete(transactionId)
  }
  return { ids, all: false }
}

/** The rows between two, both included, in whichever order they were pressed. */
export function rangeBetween(rows: readonly ListRow[], from: string | null, to: string): ListRow[] {
  const end = rows.findIndex(({ key }) => key === to)
  const start = from === null ? end : rows.findIndex(({ key }) => key === from)
  if (end === -1) return []
  if (start === -1) return rows.slice(end, end + 1)
  return rows.slice(Math.min(start, end), Math.max(start, end) + 1)
}
