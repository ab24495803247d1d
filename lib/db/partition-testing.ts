import type { Database } from './open'
import { type CatalogueTable, listTables, quoted } from './table-catalogue'

const PARTITIONS = 4
/** Beside the tables, not among them: nobody who lists those meets the parts. */
const SCHEMA = 'partitions'

/**
 * Rebuilds every table whose keys a household leads as one that is partitioned by a hash of the household, as a
 * distributed PostgreSQL would spread it, with the same columns, keys, indexes, triggers and references under the same
 * names. A key that does not lead with the household cannot be made then, and fails here. The tables must be empty.
 *
 * @returns the names of the tables.
 */
export async function partitionTables(db: Database): Promise<string[]> {
  const tables = await listTables(db.prisma)
  const spread = tables.filter(({ primaryKey }) => primaryKey[0] === 'household_id')
  // References are given up and made again: those of a table that goes would go with it.
  const references = tables.flatMap((table) => table.references.map((reference) => ({ table, ...reference })))
  for (const { table, name } of references)
    await db.executeSql(`ALTER TABLE ${quoted(table.name)} DROP CONSTRAINT ${quoted(name)}`)
  await db.executeSql(`CREATE SCHEMA ${SCHEMA}`)
  for (const table of spread) await partitionTable(db, table)
  for (const { table, name, definition } of references)
    await db.executeSql(`ALTER TABLE ${quoted(table.name)} ADD CONSTRAINT ${quoted(name)} ${definition}`)
  return spread.map(({ name }) => name)
}

async function partitionTable(db: Database, { name }: CatalogueTable): Promise<void> {
  const [table, former] = [quoted(name), quoted(`${name}_whole`)]
  const filled = await db.executeSql(`SELECT FROM ${table} LIMIT 1`)
  if (filled.rows.length > 0) throw new Error(`${name} is not empty`)
  const indexes = await definitions(
    db,
    `SELECT pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE i.indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid
       AND c.contype IN ('p', 'u', 'x'))`,
    table,
  )
  const constraints = await definitions(
    db,
    `SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', $1::text, conname, pg_get_constraintdef(oid)) AS definition
     FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('p', 'u')`,
    table,
  )
  const triggers = await definitions(
    db,
    `SELECT pg_get_triggerdef(oid) AS definition FROM pg_trigger WHERE tgrelid = $1::regclass AND NOT tgisinternal`,
    table,
  )
  await db.executeSql(`ALTER TABLE ${table} RENAME TO ${former}`)
  await db.executeSql(
    `CREATE TABLE ${table} (LIKE ${former} INCLUDING ALL EXCLUDING INDEXES) PARTITION BY HASH (household_id)`,
  )
  // Before anything is made anew: names of indexes are the schema's, and these are taken until then.
  await db.executeSql(`DROP TABLE ${former}`)
  for (let part = 0; part < PARTITIONS; part += 1) {
    await db.executeSql(
      `CREATE TABLE ${SCHEMA}.${quoted(`${name}_${part}`)} PARTITION OF ${table}
       FOR VALUES WITH (MODULUS ${PARTITIONS}, REMAINDER ${part})`,
    )
  }
  for (const definition of [...constraints, ...indexes, ...triggers]) await db.executeSql(definition)
}

async function definitions(db: Database, query: string, table: string): Promise<string[]> {
  const { rows } = await db.executeSql(query, [table])
  return (rows as { definition: string }[]).map(({ definition }) => definition)
}
