import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { exact, plain } from '@/lib/money/money'
import { readFileAmount } from './file-amount'
import { readFileDate } from './file-date'
import { readDirection } from './guess-mapping'
import type { FileRow, FileTable } from './read-table'
import type { ImportMapping } from './schema'

/** A row of a file as the transaction that it would become. */
export interface ImportRow {
  /** Where it stands in the file, from 1. */
  line: number
  day: CalendarDate
  description: string
  /** Money in is positive. */
  amount: string
  /** As the file calls it; '' without one. */
  category: string
  note: string
  /** The account's balance after it, signed; null where the file does not say. */
  balance: string | null
}

/** Why a row cannot become a transaction. */
export type ProblemReason = 'quotes' | 'date' | 'future' | 'amount' | 'direction' | 'currency'

export interface ImportProblem {
  line: number
  reason: ProblemReason
  /** What was in the cell that cannot be read. */
  cell: string
  /** The row as it stands in the file, shortened. */
  text: string
}

export interface ReadRows {
  rows: ImportRow[]
  problems: ImportProblem[]
}

/** What the rows are read for. */
export interface ImportTarget {
  currency: string
  today: CalendarDate
}

/** As much as is stored of what a file says. */
export const MOST_DESCRIPTION = 500
const MOST_NOTE = 2_000
const MOST_CATEGORY = 100
const SHOWN_TEXT = 160
/** What stands where a file says nothing of a row. */
const NO_DESCRIPTION = '—'

const tidy = (text: string, most: number) =>
  [...text.replaceAll('\0', '').replaceAll(/\s+/gu, ' ').trim()].slice(0, most).join('')

/** Whether the mapping says enough to read rows by it. */
export function isComplete({ columns }: ImportMapping): boolean {
  const { date, amount, debit, credit } = columns
  return date !== null && (amount !== null || (debit !== null && credit !== null))
}

/**
 * Reads the rows of a file by a mapping. It is the same in the browser, which shows what would become of them, and on the
 * server, which stores it. Every row is in one of the two lists.
 */
export function readRows(table: FileTable, mapping: ImportMapping, target: ImportTarget): ReadRows {
  const rows: ImportRow[] = []
  const problems: ImportProblem[] = []
  for (const row of table.rows.slice(mapping.hasHeader ? 1 : 0)) {
    const read = readRow(row, mapping, target)
    if ('reason' in read) {
      const text = tidy(row.cells.filter((cell) => cell.trim() !== '').join(' · '), SHOWN_TEXT)
      problems.push({ line: row.line, ...read, cell: tidy(read.cell, SHOWN_TEXT), text })
    } else rows.push(read)
  }
  return { rows, problems }
}

type Unread = Pick<ImportProblem, 'reason' | 'cell'>

function readRow(
  row: FileRow,
  mapping: ImportMapping,
  { currency, today }: ImportTarget,
): ImportRow | Unread {
  const { columns, inverted, decimal, dateOrder } = mapping
  const cell = (place: number | null) => (place === null ? '' : (row.cells[place] ?? ''))
  if (row.isBroken) return { reason: 'quotes', cell: row.cells.join(' ') }
  const day = readFileDate(cell(columns.date), dateOrder)
  if (day === null) return { reason: 'date', cell: cell(columns.date) }
  if (day > today) return { reason: 'future', cell: cell(columns.date) }
  const amount = readAmountOf(row, mapping)
  if (typeof amount !== 'string') return amount
  const said = cell(columns.currency).trim().toUpperCase()
  if (said !== '' && said !== currency.toUpperCase()) return { reason: 'currency', cell: said }
  const balance = readFileAmount(cell(columns.balance), decimal)
  const note = tidy(cell(columns.note), MOST_NOTE)
  const category = tidy(cell(columns.category), MOST_CATEGORY)
  const description = tidy(cell(columns.description), MOST_DESCRIPTION)
  return {
    line: row.line,
    day,
    description: description || note.slice(0, MOST_DESCRIPTION) || category || NO_DESCRIPTION,
    amount: inverted ? negated(amount) : amount,
    category,
    note: columns.note === columns.description ? '' : note,
    balance: balance !== null && inverted ? negated(balance) : balance,
  }
}

const negated = (amount: string) => plain(exact(amount).negated())
const sizeOf = (amount: string) => exact(amount).abs()

function readAmountOf({ cells }: FileRow, { columns, decimal }: ImportMapping): string | Unread {
  const cell = (place: number | null) => (place === null ? '' : (cells[place] ?? ''))
  if (columns.amount !== null) {
    const text = cell(columns.amount)
    const amount = readFileAmount(text, decimal)
    if (amount === null) return { reason: 'amount', cell: text }
    if (columns.direction === null) return amount
    const way = readDirection(cell(columns.direction))
    if (way === null) return { reason: 'direction', cell: cell(columns.direction) }
    return plain(way === 'out' ? sizeOf(amount).negated() : sizeOf(amount))
  }
  const [out, into] = [cell(columns.debit), cell(columns.credit)]
  const [debit, credit] = [out, into].map((text) =>
    text.trim() === '' ? '0' : readFileAmount(text, decimal),
  )
  if (debit == null) return { reason: 'amount', cell: out }
  if (credit == null || (out.trim() === '' && into.trim() === '')) return { reason: 'amount', cell: into }
  return plain(sizeOf(credit).minus(sizeOf(debit)))
}

/** The rows from the oldest to the newest; those of one day as the file has them, whichever way that goes. */
export function oldestFirst(rows: readonly ImportRow[]): ImportRow[] {
  const [first] = rows
  const last = rows.at(-1)
  const isNewestFirst = first !== undefined && last !== undefined && first.day > last.day
  const inOrder = isNewestFirst ? [...rows].reverse() : [...rows]
  return inOrder.sort((a, b) => (a.day === b.day ? 0 : a.day < b.day ? -1 : 1))
}

/** What the file says that the account held after its newest row; null where it says nothing. */
export function balanceAtEnd(rows: readonly ImportRow[]): { day: CalendarDate; balance: string } | null {
  const newest = oldestFirst(rows).at(-1)
  return newest?.balance == null ? null : { day: newest.day, balance: newest.balance }
}
