/** What a column of a file can be. */
export const COLUMN_ROLES = [
  'date',
  'description',
  'amount',
  'debit',
  'credit',
  'direction',
  'currency',
  'category',
  'note',
  'balance',
] as const

export type ColumnRole = (typeof COLUMN_ROLES)[number]
