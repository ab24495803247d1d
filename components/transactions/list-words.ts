/** What the list says. `select`, `maskEnding` and `was` have a slot for what only the row knows. */
export interface ListWords {
  table: string
  merchant: string
  category: string
  account: string
  amount: string
  select: string
  selectLoaded: string
  unreviewed: string
  flagged: string
  pendingPill: string
  pendingHint: string
  part: string
  partPill: string
  transfer: string
  excluded: string
  note: string
  tags: string
  maskEnding: string
  was: string
  older: string
  newest: string
  pages: string
  loadingMore: string
  loadFailed: string
  retry: string
}
