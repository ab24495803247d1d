import { migrate } from '../../../prisma/migrate'
import { openDatabase } from '../open'
import { emptyImage } from '../testing'

// For open.test.ts: writes to the embedded database of the folder it is given and says what was acknowledged,
// row after row, until it is killed.

async function main(): Promise<void> {
  const database = await openDatabase({
    kind: 'embedded',
    dataDir: process.argv[2] ?? '',
    image: await emptyImage(),
  })
  await migrate(database)
  process.stdout.write(`${JSON.stringify({ pid: process.pid })}\n`)
  for (let number = 1; ; number++) {
    // Two rows that must stand or fall together.
    await database.prisma.$transaction(async (transaction) => {
      for (const half of ['a', 'b']) {
        await transaction.institution.create({
          data: { plaidInstitutionId: `${number}${half}`, name: 'x'.repeat(2_000), updatedAt: new Date(0) },
        })
      }
    })
    process.stdout.write(`${number}\n`)
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
})
