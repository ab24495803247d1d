import type { PGlite, PGliteOptions } from '@electric-sql/pglite'
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { PreparedPglite } from './prepared-pglite'

/** A PGlite with the extensions that the migrations ask for: they are loaded by whoever opens it, each time. */
export async function createPglite(options: PGliteOptions): Promise<PGlite> {
  const pglite = new PreparedPglite({ ...options, extensions: { btree_gin, pg_trgm } })
  await pglite.waitReady
  return pglite
}
