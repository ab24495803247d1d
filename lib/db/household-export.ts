import type { Prisma } from './generated/client'
import type { Database } from './open'
import {
  type CatalogueColumn,
  type CatalogueReference,
  type CatalogueTable,
  isOfHousehold,
  listTables,
  quoted,
} from './table-catalogue'
import { asText, type Reading, readRows, type TextRow } from './table-rows'

/**
 * `text` can be anything that somebody wrote; `number` is an exact decimal; `raw` is JSON already: booleans, whole
 * numbers, lists and documents.
 */
export type ExportKind = 'text' | 'number' | 'raw'

/** A column of a file of an export. */
export interface ExportColumn {
  name: string
  kind: ExportKind
}

/** A table as one kind of file shows it. */
export interface ExportShape {
  columns: readonly ExportColumn[]
  /** A household's rows, some thousand at a time. */
  rows(): AsyncGenerator<TextRow[]>
}

/** A table of which a household's rows are exported. */
export interface ExportTable {
  /** As the database calls it. */
  name: string
  /** For reading: with the names of what it refers to and with what belongs to each row, without the household's id. */
  sheet: ExportShape
  /** For machines: every column that leaves, as it is. */
  document: ExportShape
}

/**
 * Columns that never leave, whatever table they are in: sealed secrets, hashes, tokens, passwords, and the addresses and
 * keys by which a browser can be sent messages.
 */
const WITHHELD =
  /(^|_)(sealed|hash|hashes|token|tokens|secret|secrets|password|passwords|credential|credentials|p256dh|auth|endpoint|vapid)(_|$)|(push|auth|api|private|public|delivery|encryption)_keys?$|^keys$/

/** Whether a column is never exported. */
export function isWithheld(column: string): boolean {
  return WITHHELD.test(column)
}

const leaving = (table: CatalogueTable) => table.columns.filter(({ name }) => !isWithheld(name))

function kindOf(type: string): ExportKind {
  if (type.endsWith('[]') || /^(json|boolean|smallint|integer)/.test(type)) return 'raw'
  return /^(numeric|bigint|double|real)/.test(type) ? 'number' : 'text'
}

const forMachines = (sql: string, type: string) =>
  type.endsWith('[]') ? `to_json(${sql})::text` : asText(sql, type)
const forReading = (sql: string, type: string) =>
  type.endsWith('[]') ? `array_to_string(${sql}, '; ')` : asText(sql, type)

/**
 * Every table that holds something of a household's, by the database's catalogue: each that has a household's id, the
 * household itself and its people. A table that is added is exported without anybody remembering it.
 */
export async function listExportTables(db: Database, householdId: string): Promise<ExportTable[]> {
  const tables = await listTables(db.prisma)
  return tables.flatMap((table) => {
    const where = whereOf(table)
    if (where === null) return []
    const only = { where, value: householdId }
    return [
      {
        name: table.name,
        sheet: sheetOf(db.prisma, table, tables, only),
        document: documentOf(db.prisma, table, only),
      },
    ]
  })
}

/** Which rows are a household's, with its id as the first value; null for a table that has none of anybody's. */
function whereOf(table: CatalogueTable): string | null {
  if (isOfHousehold(table)) return 't.household_id = $1::text::uuid'
  if (table.name === 'households') return 't.id = $1::text::uuid'
  if (table.name === 'users')
    return 't.id IN (SELECT m.user_id FROM memberships m WHERE m.household_id = $1::text::uuid)'
  return null
}

type Client = Prisma.TransactionClient

function documentOf(client: Client, table: CatalogueTable, only: Reading['only']): ExportShape {
  const columns = leaving(table)
  const expressions = columns.map(({ name, type }) => forMachines(`t.${quoted(name)}`, type))
  return {
    columns: columns.map(({ name, type }) => ({ name, kind: kindOf(type) })),
    rows: () => readRows(client, { table, expressions, only }),
  }
}

interface SheetColumn {
  name: string
  type: string
  sql: string
}

function sheetOf(
  client: Client,
  table: CatalogueTable,
  tables: readonly CatalogueTable[],
  only: Reading['only'],
): ExportShape {
  const own = (
    of: CatalogueTable,
    alias: string,
    prefix: string,
    without: readonly string[],
  ): SheetColumn[] =>
    leaving(of)
      .filter(({ name }) => !without.includes(name))
      .map(({ name, type }) => ({ name: `${prefix}${name}`, type, sql: `${alias}.${quoted(name)}` }))
  const columns = own(table, 't', '', ['household_id'])
  const joins: string[] = []
  for (const [index, reference] of table.references.entries()) {
    const named = nameOfReferred(reference, tables)
    if (!named) continue
    const alias = `named${index}`
    joins.push(leftJoin(reference.target, alias, reference.targetColumns, reference.columns))
    columns.push({ name: `${named.from}_name`, type: 'text', sql: `${alias}.name` })
  }
  for (const [index, { satellite, reference }] of satellitesOf(table, tables).entries()) {
    const alias = `beside${index}`
    joins.push(leftJoin(satellite.name, alias, reference.columns, reference.targetColumns))
    const prefix = satellite.name.endsWith('_edits') ? 'your_' : `${satellite.name}_`
    columns.push(...own(satellite, alias, prefix, satellite.primaryKey))
  }
  const expressions = columns.map(({ sql, type }) => forReading(sql, type))
  // Transactions by their day; everything else by its key, which for ids is the order in which they were made.
  const shownOn = table.columns.find(({ name, isNullable }) => name === 'shown_on' && !isNullable)
  const orderBy = shownOn ? ['shown_on', 'id'] : table.primaryKey
  return {
    columns: columns.map(({ name, type }) => ({ name, kind: type.endsWith('[]') ? 'text' : kindOf(type) })),
    rows: () => readRows(client, { table, expressions, joins: joins.join(' '), orderBy, only }),
  }
}

function leftJoin(table: string, alias: string, theirs: readonly string[], ours: readonly string[]): string {
  const conditions = theirs.map(
    (name, index) => `${alias}.${quoted(name)} = t.${quoted(ours[index] ?? name)}`,
  )
  return `LEFT JOIN ${quoted(table)} ${alias} ON ${conditions.join(' AND ')}`
}

/** Where a reference by an id leads to something with a name, what to call that name. */
function nameOfReferred(
  { target, columns }: CatalogueReference,
  tables: readonly CatalogueTable[],
): { from: string } | null {
  const referred = tables.find(({ name }) => name === target)
  const column = columns.find((name) => name !== 'household_id')
  const has = (name: string) => referred?.columns.some((one: CatalogueColumn) => one.name === name)
  if (column === undefined || columns.length !== 2 || !has('household_id') || !has('name')) return null
  return { from: column.replace(/_id$/, '') }
}

/** Tables that have one row at most to each of this one's: what a person wrote of it, or what rules say. */
function satellitesOf(table: CatalogueTable, tables: readonly CatalogueTable[]) {
  return tables.flatMap((satellite) => {
    const reference = satellite.references.find(
      ({ target, columns }) =>
        target === table.name &&
        satellite.name !== table.name &&
        columns.length > 1 &&
        [...columns].sort().join() === [...satellite.primaryKey].sort().join(),
    )
    return reference ? [{ satellite, reference }] : []
  })
}

/** How many rows of a household each table has, by the table's name: those that have none are not among them. */
export async function countHouseholdRows(
  client: Prisma.TransactionClient,
  householdId: string,
): Promise<Map<string, number>> {
  const tables = (await listTables(client)).flatMap((table) => {
    const where = whereOf(table)
    return where === null ? [] : [{ name: table.name, where }]
  })
  const selects = tables.map(
    ({ name, where }, index) =>
      `SELECT ${index}::int AS place, count(*)::int AS count FROM ${quoted(name)} t WHERE ${where}`,
  )
  const rows = await client.$queryRawUnsafe<{ place: number; count: number }[]>(
    selects.join(' UNION ALL '),
    householdId,
  )
  return new Map(
    rows.flatMap(({ place, count }) => {
      const name = tables[place]?.name
      return name === undefined || count === 0 ? [] : [[name, count] as const]
    }),
  )
}
