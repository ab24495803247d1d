import path from 'node:path'
import { placeFromEnvironment, runCommand } from './backup'
import { restoreFromFile } from './backup-file'

// npm run restore <file> [--replace]: a backup into the data folder, or into the empty server that DATABASE_URL names.

async function main(): Promise<string> {
  const args = process.argv.slice(2)
  const [file, ...more] = args.filter((arg) => arg !== '--replace')
  if (file === undefined || more.length > 0 || file.startsWith('-'))
    throw new Error('Say: npm run restore <file>   or: npm run restore <file> -- --replace')
  const place = placeFromEnvironment()
  const options = { replace: args.includes('--replace'), now: new Date() }
  const report = await restoreFromFile(place, path.resolve(file), options)
  const { rows, tables, documents, migrated, replaced, secretsFile, pushKeysFile, missingKeys } = report
  const where = place.database.kind === 'embedded' ? place.dataDir : 'the server that DATABASE_URL names'
  return [
    `${rows.toLocaleString('en')} rows of ${tables} tables are in ${where}, each compared with the backup` +
      `${documents ? `, and ${documents.toLocaleString('en')} documents of the emulator` : ''}.`,
    ...(migrated.length > 0 ? [`Brought up to date: ${migrated.join(', ')}.`] : []),
    ...(replaced ? [`What was there before is in ${replaced}.`] : []),
    ...(secretsFile
      ? [
          `The secrets that were made for this data are in ${secretsFile}: set them in the environment, then delete it.`,
        ]
      : []),
    ...(pushKeysFile
      ? [
          `The keys by which browsers are sent notifications are in ${pushKeysFile}: set them in the environment, then delete it.`,
        ]
      : []),
    ...(missingKeys.length > 0
      ? [
          `The access to banks is sealed with ${missingKeys.join(', ')}, which is not here: add it to TOKEN_ENCRYPTION_KEYS, or every bank must be connected anew.`,
        ]
      : []),
  ].join('\n')
}

runCommand(import.meta.url, main)
