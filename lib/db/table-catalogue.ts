import type { Prisma } from './generated/client'

/** A column of a table, as the database's own catalogue has it. */
export interface CatalogueColumn {
  name: string
  /** With its size where it has one, as SQL writes it: `numeric(28,10)`, `text[]`. */
  type: string
  isNullable: boolean
  hasDefault: boolean
  /** Reckoned by the database from other columns: never written. */
  isGenerated: boolean
}

/** A reference of some columns to those of another table. */
export interface CatalogueReference {
  name: string
  columns: string[]
  target: string
  targetColumns: string[]
  /** What `ALTER TABLE … ADD CONSTRAINT …` takes to make it again. */
  definition: string
}

/** A table in `public`. */
export interface CatalogueTable {
  name: string
  /** In the order in which they were made. */
  columns: CatalogueColumn[]
  primaryKey: string[]
  references: CatalogueReference[]
}

/** The table of Prisma's own, which says what was migrated. */
export const MIGRATIONS_TABLE = '_prisma_migrations'

/**
 * Every table in `public` but the list of migrations, by name: what is done to all of them is done to the next one
 * too, without anybody remembering it.
 */
export async function listTables(client: Prisma.TransactionClient): Promise<CatalogueTable[]> {
  const columns = await client.$queryRaw<(CatalogueColumn & { table: string })[]>`
    SELECT c.relname::text AS "table", a.attname::text AS name, format_type(a.atttypid, a.atttypmod) AS type,
      NOT a.attnotnull AS "isNullable", a.atthasdef AND a.attgenerated = '' AS "hasDefault",
      a.attgenerated <> '' AS "isGenerated"
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> ${MIGRATIONS_TABLE}
    ORDER BY c.relname::text COLLATE "C", a.attnum`
  const keys = await client.$queryRaw<{ table: string; columns: string[] }[]>`
    SELECT c.relname::text AS "table", array_agg(a.attname::text ORDER BY k.place) AS columns
    FROM pg_catalog.pg_constraint p
    JOIN pg_catalog.pg_class c ON c.oid = p.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
    CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k(number, place)
    JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
    WHERE p.contype = 'p' GROUP BY c.relname`
  const references = await client.$queryRaw<(CatalogueReference & { table: string })[]>`
    SELECT c.relname::text AS "table", f.conname::text AS name, target.relname::text AS target,
      pg_get_constraintdef(f.oid) AS definition,
      array_agg(own.attname::text ORDER BY k.place) AS columns,
      array_agg(theirs.attname::text ORDER BY k.place) AS "targetColumns"
    FROM pg_catalog.pg_constraint f
    JOIN pg_catalog.pg_class c ON c.oid = f.conrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
    JOIN pg_catalog.pg_class target ON target.oid = f.confrelid
    CROSS JOIN LATERAL unnest(f.conkey, f.confkey) WITH ORDINALITY AS k(own, theirs, place)
    JOIN pg_catalog.pg_attribute own ON own.attrelid = f.conrelid AND own.attnum = k.own
    JOIN pg_catalog.pg_attribute theirs ON theirs.attrelid = f.confrelid AND theirs.attnum = k.theirs
    WHERE f.contype = 'f' AND f.conparentid = 0
    GROUP BY c.relname, f.oid, f.conname, target.relname ORDER BY f.conname::text COLLATE "C"`
  const tables = new Map<string, CatalogueTable>()
  for (const { table: name, ...column } of columns) {
    const table = tables.get(name) ?? { name, columns: [], primaryKey: [], references: [] }
    table.columns.push(column)
    tables.set(name, table)
  }
  for (const { table, columns: key } of keys) {
    const found = tables.get(table)
    if (found) found.primaryKey = key
  }
  for (const { table, ...reference } of references) tables.get(table)?.references.push(reference)
  return [...tables.values()]
}

/** Whether its rows belong to a household, and say to which. */
export function isOfHousehold(table: CatalogueTable): boolean {
  return table.columns.some(({ name }) => name === 'household_id')
}

/**
 * The tables so that each comes after those that it refers to. Where tables refer to each other in a circle, their
 * order is that of the list.
 */
export function referredFirst(tables: readonly CatalogueTable[]): CatalogueTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const placed = new Set<string>()
  const ordered: CatalogueTable[] = []
  function place(table: CatalogueTable) {
    if (placed.has(table.name)) return
    placed.add(table.name)
    for (const { target } of table.references) {
      const referred = byName.get(target)
      if (referred) place(referred)
    }
    ordered.push(table)
  }
  for (const table of tables) place(table)
  return ordered
}

/** A name as SQL writes it, whatever is in it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
