import { keepTablesUp } from '../lib/db/table-upkeep'
import { closeRuntime, runtime } from '../lib/runtime'
import { migrate } from '../prisma/migrate'
import { seedDemo } from '../prisma/seed'

// npm run db:seed, and a step of npm run demo: brings the database up to date and populates the demo's person. The
// last line says what to sign in with.

async function main(): Promise<string> {
  const { db } = await runtime()
  try {
    await migrate(db)
    const { email, password } = await seedDemo()
    await keepTablesUp(db)
    return `    Sign in as ${email} with the password ${password}\n`
  } finally {
    await closeRuntime()
  }
}

main().then(
  (line) => process.stdout.write(line, () => process.exit(0)),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`, () => process.exit(1))
  },
)
