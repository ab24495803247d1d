import path from 'node:path'
import { fileURLToPath } from 'node:url'
import nextEnvironment from '@next/env'
import { databaseFromEnvironment } from '../prisma/migrate'
import { type BackupPlace, backUpToFile } from './backup-file'

// npm run backup [file]: everything that the database holds, in one compressed file that any later version of Evenkeel
// and of the database can read.

async function main(): Promise<string> {
  const now = new Date()
  const [named, ...more] = process.argv.slice(2)
  if (more.length > 0 || named?.startsWith('-')) throw new Error('Say: npm run backup [file]')
  const stamp = now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')
  const report = await backUpToFile(
    placeFromEnvironment(),
    path.resolve(named ?? `evenkeel-backup-${stamp}.ndjson.gz`),
    now,
  )
  const { tables, rows, documents, file, bytes, hasSecrets, hasPushKeys } = report
  const emulators = documents ? ` and ${documents.toLocaleString('en')} documents of the emulator` : ''
  return [
    `${rows.toLocaleString('en')} rows of ${tables} tables${emulators} are in ${file} (${(bytes / 1e6).toFixed(1)} MB).`,
    hasSecrets
      ? 'It holds the keys that open the access to the banks: keep it as safe as the data itself.'
      : 'The keys that open the access to the banks are not in it: keep TOKEN_ENCRYPTION_KEYS apart from it, and safe.',
    ...(hasPushKeys
      ? ['It holds the keys by which browsers are sent notifications: keep them as safe.']
      : []),
    'Syncs that were waiting are not in it; the schedule asks for them again.',
  ].join('\n')
}

/** The data that the commands are about, as `npm start` would find it. */
export function placeFromEnvironment(): BackupPlace {
  const root = fileURLToPath(new URL('..', import.meta.url))
  nextEnvironment.loadEnvConfig(root, false, { info: () => {}, error: () => {} })
  const { env } = process
  const dataDir = path.resolve(env.DATA_DIR || '.data')
  const database = databaseFromEnvironment(env)
  return {
    database: database.kind === 'embedded' ? { kind: 'embedded', dataDir } : database,
    dataDir,
    tokenKeys: env.TOKEN_ENCRYPTION_KEYS || undefined,
    pushKey: env.VAPID_PRIVATE_KEY || undefined,
  }
}

/** Runs a command to its end, and says what came of it. */
export function runCommand(file: string, work: () => Promise<string>): void {
  if (process.argv[1] !== fileURLToPath(file)) return
  // The database's engines leave timers behind: exit rather than wait for them.
  work().then(
    (said) => process.stdout.write(`${said}\n`, () => process.exit(0)),
    (error: unknown) =>
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`, () =>
        process.exit(1),
      ),
  )
}

runCommand(import.meta.url, main)
