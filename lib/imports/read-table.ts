import Papa from 'papaparse'
import { fail, ok, type Result } from '@/lib/result'
import { decodeText, type Encoding } from './decode-text'

/** What may be imported at once. */
export const MOST_BYTES = 10 * 1024 * 1024
export const MOST_ROWS = 50_000

export const DELIMITERS = [',', ';', '\t', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]

/** A row of a file. */
export interface FileRow {
  /** Where it begins, from 1. */
  line: number
  cells: string[]
  /** Its quotes do not close, so that its cells are not what was meant. */
  isBroken: boolean
}

/** A file in rows and cells. Lines without any text are no rows. */
export interface FileTable {
  encoding: Encoding
  delimiter: Delimiter
  /** From the row where the table begins, which may name its columns. */
  rows: FileRow[]
  /** Rows before it: what some banks write on top. */
  preamble: FileRow[]
  /** Of the widest row. */
  width: number
}

export type TableProblem = 'TOO_LARGE' | 'TOO_MANY_ROWS' | 'EMPTY' | 'NO_TABLE'

/** How many rows are looked at for what is usual in the file. */
const SAMPLE_ROWS = 500

const filled = ({ cells }: FileRow) => cells.filter((cell) => cell.trim() !== '').length

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

/** The place of the first row that is about as full as most. */
function startOf(rows: readonly FileRow[]): number {
  const sample = rows.slice(0, SAMPLE_ROWS)
  const usual = Math.max(2, median(sample.map(filled)) * 0.7)
  const start = sample.findIndex((row) => filled(row) >= usual)
  return Math.max(0, start)
}

/** The delimiter that gives most rows the same number of cells, of at least two. */
function guessDelimiter(text: string): Delimiter {
  const sample = text.slice(0, 200_000)
  const scores = DELIMITERS.map((delimiter) => {
    const { data } = Papa.parse<string[]>(sample, {
      delimiter,
      preview: SAMPLE_ROWS,
      skipEmptyLines: 'greedy',
    })
    const widths = data.map((cells) => cells.length)
    const usual = median(widths)
    const agreeing = widths.filter((width) => width === usual).length / Math.max(1, widths.length)
    return { delimiter, score: usual < 2 ? 0 : agreeing + Math.min(usual, 12) / 100 }
  })
  return scores.reduce((a, b) => (b.score > a.score ? b : a)).delimiter
}

/** Rows with the lines on which they begin. */
function parseRows(text: string, delimiter: Delimiter, firstLine: number): FileRow[] {
  const rows: FileRow[] = []
  let line = firstLine
  let from = 0
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data, errors, meta }) => {
      const begins = line
      for (let at = from; at < meta.cursor; at += 1) {
        const code = text.charCodeAt(at)
        if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) line += 1
      }
      from = meta.cursor
      if (data.every((cell) => cell.trim() === '')) return
      rows.push({ line: begins, cells: data, isBroken: errors.some(({ type }) => type === 'Quotes') })
    },
  })
  return rows
}

/** Reads a file of separated values, whatever its encoding and delimiter. */
export function readTable(bytes: Uint8Array): Result<FileTable, TableProblem> {
  if (bytes.byteLength > MOST_BYTES) return fail('TOO_LARGE')
  const decoded = decodeText(bytes)
  const { encoding } = decoded
  // A first line of a spreadsheet's, which names the delimiter.
  const [named = '', sign = ''] = /^sep=(.)\r?\n/.exec(decoded.text) ?? []
  const text = decoded.text.slice(named.length)
  if (text.trim() === '') return fail('EMPTY')
  const delimiter = DELIMITERS.find((known) => known === sign) ?? guessDelimiter(text)
  const all = parseRows(text, delimiter, named ? 2 : 1)
  const start = startOf(all)
  const rows = all.slice(start)
  if (rows.length > MOST_ROWS + 1) return fail('TOO_MANY_ROWS')
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  return width < 2
    ? fail('NO_TABLE')
    : ok({ encoding, delimiter, rows, preamble: all.slice(0, start), width })
}
