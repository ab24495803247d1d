import { z } from 'zod'
import type { Prisma } from './generated/client'
import { type CatalogueTable, quoted } from './table-catalogue'

/** A row as text, column by column: what the database would read back as exactly the same value; null for NULL. */
export type TextRow = (string | null)[]

const textRow = z.array(z.string().nullable())

/** Rows of one statement: few enough that others on the same connection hardly wait. */
const CHUNK = 1_000

/**
 * SQL for a value of a column as lossless text: numbers to their last digit, moments and days in ISO 8601 whatever the
 * server prefers, bytes in hexadecimals, arrays and JSON as PostgreSQL writes them.
 */
export function asText(column: string, type: string): string {
  return /^(timestamp|date|time)\b(?!.*\[\])/.test(type) ? `(to_json(${column}) #>> '{}')` : `${column}::text`
}

/** What of a table is to be read. */
export interface Reading {
  table: CatalogueTable
  /** Expressions of type text, over the table as `t` and whatever is joined. */
  expressions: readonly string[]
  /** Joined to the table, one row at most to each of its own. */
  joins?: string
  /** Columns that are unique together and never null, by which the rows are ordered; the primary key where absent. */
  orderBy?: readonly string[]
  /** Limits the rows: an expression over `t`, with `$1` for the value, a text. */
  only?: { where: string; value: string }
}

/**
 * A table's rows, some thousand at a time, in the order of their key; texts are ordered by their bytes, so that the
 * order is the same in every database. Each chunk is a statement of its own that begins after the last row.
 *
 * @throws Error for a table without a primary key.
 */
export async function* readRows(
  client: Prisma.TransactionClient,
  reading: Reading,
): AsyncGenerator<TextRow[]> {
  const { table, expressions, joins = '', only } = reading
  const names = reading.orderBy ?? table.primaryKey
  if (names.length === 0) throw new Error(`The table ${table.name} has no primary key to be read by`)
  const keys = names.map((name) => {
    const type = table.columns.find((column) => column.name === name)?.type ?? 'text'
    const collation = /^(text|character)/.test(type) ? ' COLLATE "C"' : ''
    return { sql: `t.${quoted(name)}`, type, collation }
  })
  const order = keys.map(({ sql, collation }) => `${sql}${collation}`).join(', ')
  const first = only ? 2 : 1
  const after = keys
    .map(({ type, collation }, index) => `$${first + index}::text::${type}${collation}`)
    .join(', ')
  const columns = [...keys.map(({ sql, type }) => asText(sql, type)), ...expressions].join(', ')
  const statement = (begins: boolean) => {
    const conditions = [...(only ? [only.where] : []), ...(begins ? [] : [`(${order}) > (${after})`])]
    return `SELECT array_to_json(ARRAY[${columns}])::text AS line FROM ${quoted(table.name)} t ${joins}
      ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY ${order} LIMIT ${CHUNK}`
  }
  let last: TextRow | null = null
  for (;;) {
    const values: (string | null)[] = [...(only ? [only.value] : []), ...(last ?? [])]
    const found: { line: string }[] = await client.$queryRawUnsafe(statement(last === null), ...values)
    const rows: TextRow[] = found.map(({ line }) => textRow.parse(JSON.parse(line)))
    last = rows.at(-1)?.slice(0, keys.length) ?? null
    if (rows.length > 0) yield rows.map((row) => row.slice(keys.length))
    if (last === null || rows.length < CHUNK) return
  }
}
