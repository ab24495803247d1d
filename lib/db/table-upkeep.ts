import { z } from 'zod'
import type { Database } from './open'

/** So many rows, and this share of a table, may be dead or changed before something is done: PostgreSQL's own figures. */
const LEAST_ROWS = 50
const DEAD_SHARE = 0.2
const CHANGED_SHARE = 0.1
/** As many that are new are worth to be marked as seen by everybody: an index alone answers for those that are. */
const LEAST_NEW_ROWS = 1_000
const NEW_SHARE = 0.2

const tables = z.array(z.object({ table: z.string(), vacuum: z.boolean() }))

/**
 * Does for the embedded database what autovacuum does on a server, since nobody else does it there: room of dead rows
 * is given back, and the planner learns how many rows there are. Without that it takes every table for nearly empty,
 * and goes through the transactions once for each account. A look costs some milliseconds, a table some tens.
 *
 * @returns the tables that were seen to, with their schema; none on a server.
 */
export async function keepTablesUp(db: Database): Promise<string[]> {
  if (db.kind !== 'embedded') return []
  // What was counted since the last look is kept aside until somebody asks.
  await db.executeSql('SELECT pg_stat_force_next_flush()')
  const { rows } = await db.executeSql(`
    SELECT format('%I.%I', s.schemaname, s.relname) AS table,
      s.n_dead_tup > ${LEAST_ROWS} + ${DEAD_SHARE} * greatest(c.reltuples, 0)
        OR s.n_ins_since_vacuum > ${LEAST_NEW_ROWS} + ${NEW_SHARE} * greatest(c.reltuples, 0) AS vacuum
    FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid
    WHERE s.n_dead_tup > ${LEAST_ROWS} + ${DEAD_SHARE} * greatest(c.reltuples, 0)
      OR s.n_ins_since_vacuum > ${LEAST_NEW_ROWS} + ${NEW_SHARE} * greatest(c.reltuples, 0)
      OR s.n_mod_since_analyze > ${LEAST_ROWS} + ${CHANGED_SHARE} * greatest(c.reltuples, 0)
      OR (c.reltuples < 0 AND pg_relation_size(c.oid) > 0)
    ORDER BY 1`)
  const due = tables.parse(rows)
  // One by one: between two of them others get their turn.
  for (const { table, vacuum } of due)
    await db.executeSql(`${vacuum ? 'VACUUM (ANALYZE)' : 'ANALYZE'} ${table}`)
  return due.map(({ table }) => table)
}
