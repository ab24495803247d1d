import { COLUMN_ROLES, type ColumnRole } from './columns'
import { type DecimalMark, guessDecimal, readFileAmount } from './file-amount'
import { type GuessedOrder, guessDateOrder, readFileDate } from './file-date'
import type { FileTable } from './read-table'
import type { ImportMapping } from './schema'

/** What banks call their columns, the surest first; in English, German, Dutch, French and Spanish. */
const NAMES: Readonly<Record<ColumnRole, RegExp[]>> = {
  date: [
    /^(transaction date|posting date|posted date|post date|booking date|date posted|buchungstag|buchungsdatum|boekdatum|date op[eé]ration|fecha operaci[oó]n)$/,
    /^(date|datum|fecha|data)$/,
    /\b(date|datum|fecha)\b|buchung|valuta/,
  ],
  description: [
    /^(payee|merchant|description|beschreibung|empf[aä]nger|beg[uü]nstigter.*|auftraggeber.*|name ?\/ ?omschrijving|libell[eé]|concepto|omschrijving)$/,
    /payee|merchant|zahlungsempf|zahlungsbeteiligt|beg[uü]nstigt|counterparty|tegenpartij|b[eé]n[eé]ficiaire/,
    /descri|verwendungszweck|buchungstext|omschrijving|libell|concepto|narrative|details|^name$|reference/,
  ],
  amount: [
    /^(amount|betrag|umsatz|bedrag|montant|importe|value|sum)\b/,
    /amount|betrag|bedrag|montant|importe/,
  ],
  debit: [
    /^(debit|debits|debit amount|withdrawal|withdrawals|money out|paid out|out|soll|belastung|d[eé]bit|af|cargo)\b/,
  ],
  credit: [
    /^(credit|credits|credit amount|deposit|deposits|money in|paid in|in|haben|gutschrift|cr[eé]dit|bij|abono)\b/,
  ],
  direction: [
    /^(soll\/haben|s\/h|debit\/credit|credit\/debit|dr\/cr|cr\/dr|af bij|af\/bij|type|transaction type|sign)$/,
  ],
  currency: [/^(currency|w[aä]hrung|valuta|munt|devise|moneda|ccy)$/, /currency|w[aä]hrung/],
  category: [/^(category|kategorie|categorie|cat[eé]gorie|categor[ií]a)$/, /categor|kategor/],
  note: [
    /^(note|notes|memo|notiz|notizen|comment|comments|mededelingen|opmerking|verwendungszweck|remarks)$/,
    /memo|notiz|comment/,
  ],
  balance: [
    /^(balance|saldo|kontostand|solde|running balance|saldo na mutatie)\b/,
    /balance|saldo|kontostand/,
  ],
}

const SAMPLE_ROWS = 1_000

const isAmount = (cell: string) =>
  /\d/.test(cell) && (readFileAmount(cell, '.') ?? readFileAmount(cell, ',')) !== null
const isDate = (cell: string) =>
  readFileDate(cell, 'ymd') !== null ||
  readFileDate(cell, 'dmy') !== null ||
  readFileDate(cell, 'mdy') !== null

const tidy = (name: string) =>
  name
    .replaceAll(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase()

/** The texts of a column, as far as a guess looks. */
export function columnOf(table: FileTable, place: number | null, hasHeader: boolean): string[] {
  if (place === null) return []
  return table.rows.slice(hasHeader ? 1 : 0, SAMPLE_ROWS).map(({ cells }) => cells[place] ?? '')
}

interface ColumnLook {
  /** Of the cells with any text: how many look like a day, an amount, and how long they are. */
  dates: number
  amounts: number
  filled: number
  length: number
}

function lookAt(cells: readonly string[]): ColumnLook {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const part = (count: number) => (filled.length === 0 ? 0 : count / filled.length)
  return {
    dates: part(filled.filter(isDate).length),
    amounts: part(filled.filter((cell) => isAmount(cell) && !isDate(cell)).length),
    filled: cells.length === 0 ? 0 : filled.length / cells.length,
    length: part(filled.reduce((sum, cell) => sum + cell.trim().length, 0)),
  }
}

/** A row that names columns has neither days nor amounts in it. */
function namesColumns(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '') && !cells.some((cell) => isDate(cell) || isAmount(cell))
}

const FITS: Readonly<Partial<Record<ColumnRole, (look: ColumnLook) => boolean>>> = {
  date: ({ dates }) => dates > 0.6,
  amount: ({ amounts }) => amounts > 0.6,
  debit: ({ amounts, filled }) => amounts > 0.6 || filled === 0,
  credit: ({ amounts, filled }) => amounts > 0.6 || filled === 0,
  balance: ({ amounts }) => amounts > 0.6,
  direction: ({ length, amounts }) => length < 12 && amounts < 0.5,
  currency: ({ length }) => length <= 5,
}

/** What a guess cannot know, and a person is to say. */
export interface GuessedMapping {
  mapping: ImportMapping
  dates: GuessedOrder
}

/** What the columns of a file seem to be: by their names where it names them, and by what is in them. */
export function guessMapping(table: FileTable): GuessedMapping {
  const hasHeader = namesColumns(table.rows[0]?.cells ?? [])
  const headers = hasHeader ? (table.rows[0]?.cells ?? []).map((name) => name.trim().slice(0, 200)) : []
  const looks = Array.from({ length: table.width }, (_, place) => lookAt(columnOf(table, place, hasHeader)))
  const columns = byName(headers, looks)
  fillByLook(columns, looks)
  if (columns.debit !== null && columns.credit !== null && columns.amount !== null) columns.amount = null
  if (columns.debit === null || columns.credit === null) {
    // Half of a pair is the amount, or nothing.
    columns.amount ??= columns.debit ?? columns.credit
    columns.debit = null
    columns.credit = null
  }
  if (columns.amount === null || !tellsDirection(columnOf(table, columns.direction, hasHeader)))
    columns.direction = null
  return withFormats(table, { hasHeader, headers, columns })
}

/** Reads the formats of the columns that were chosen. */
export function withFormats(
  table: FileTable,
  chosen: Pick<ImportMapping, 'hasHeader' | 'headers' | 'columns'>,
): GuessedMapping {
  const { hasHeader, columns } = chosen
  const dates = guessDateOrder(columnOf(table, columns.date, hasHeader))
  const amounts = [columns.amount, columns.debit, columns.credit, columns.balance].flatMap((place) =>
    columnOf(table, place, hasHeader),
  )
  const usual: DecimalMark = table.delimiter === ';' ? ',' : '.'
  return {
    mapping: { ...chosen, dateOrder: dates.order, decimal: guessDecimal(amounts, usual), inverted: false },
    dates,
  }
}

type Columns = ImportMapping['columns']

function byName(headers: readonly string[], looks: readonly ColumnLook[]): Columns {
  const columns: Columns = {
    date: null,
    description: null,
    amount: null,
    debit: null,
    credit: null,
    direction: null,
    currency: null,
    category: null,
    note: null,
    balance: null,
  }
  const names = headers.map(tidy)
  const taken = new Set<number>()
  const rounds = Math.max(...COLUMN_ROLES.map((role) => NAMES[role].length))
  for (let round = 0; round < rounds; round += 1) {
    for (const role of COLUMN_ROLES) {
      const pattern = NAMES[role][round]
      if (columns[role] !== null || !pattern) continue
      const fits = FITS[role] ?? (() => true)
      const place = names.findIndex((name, at) => {
        const look = looks[at]
        return !taken.has(at) && look !== undefined && pattern.test(name) && fits(look)
      })
      if (place < 0) continue
      columns[role] = place
      taken.add(place)
    }
  }
  return columns
}

function fillByLook(columns: Columns, looks: readonly ColumnLook[]): void {
  const taken = () => new Set(Object.values(columns))
  const free = (fits: (look: ColumnLook) => boolean) =>
    looks.findIndex((look, place) => !taken().has(place) && fits(look))
  const orNull = (place: number) => (place < 0 ? null : place)
  columns.date ??= orNull(free(({ dates }) => dates > 0.6))
  if (columns.debit === null || columns.credit === null)
    columns.amount ??= orNull(free(({ amounts, filled }) => amounts > 0.6 && filled > 0.5))
  if (columns.description === null) {
    const used = taken()
    let best: number | null = null
    looks.forEach((look, place) => {
      if (used.has(place) || look.amounts > 0.5 || look.dates > 0.5 || look.filled < 0.3) return
      if (best === null || look.length > (looks[best]?.length ?? 0)) best = place
    })
    columns.description = best
  }
}

/** Whether the cells say which way money went. */
function tellsDirection(cells: readonly string[]): boolean {
  const told = cells.filter((cell) => cell.trim() !== '')
  return told.length > 0 && told.every((cell) => readDirection(cell) !== null)
}

const OUT = new Set(['debit', 'dr', 'd', 's', 'soll', 'af', 'out', 'withdrawal', 'debet', '-', 'dbit'])
const IN = new Set(['credit', 'cr', 'c', 'h', 'haben', 'bij', 'in', 'deposit', '+', 'crdt'])

/** Which way money went, as a word or letter beside its amount says it; null where it says nothing. */
export function readDirection(cell: string): 'in' | 'out' | null {
  const word = cell.trim().toLowerCase()
  if (OUT.has(word)) return 'out'
  return IN.has(word) ? 'in' : null
}
