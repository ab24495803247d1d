import { databaseOnPglite } from '../lib/db/open'
import { createPglite } from '../lib/db/pglite'
import { migrate } from '../prisma/migrate'
import { schemaDiff } from '../prisma/schema-diff'

/**
 * Prints the SQL of what prisma/schema.prisma has beyond the migrations, to become the next
 * prisma/migrations/<timestamp>_<name>/migration.sql.
 */
async function main(): Promise<void> {
  const database = await databaseOnPglite(await createPglite({}))
  try {
    await migrate(database)
    const sql = await schemaDiff(database)
    process.stdout.write(sql ? `${sql}\n` : '-- schema.prisma and the migrations agree\n')
  } finally {
    await database.close()
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  },
)
