import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { type BackupSize, writeBackup } from '../lib/db/backup'
import { BackupError, readHeader } from '../lib/db/backup-format'
import { type RestoreCompanions, restoreBackup } from '../lib/db/backup-restore'
import { acquireDataFolderLock } from '../lib/db/data-folder-lock'
import { emulatorDocuments } from '../lib/db/emulator-documents'
import { type DatabaseConfig, openDatabase } from '../lib/db/open'
import { countByKey } from '../lib/db/sealed-secrets'
import { fileStore } from '../lib/plaid-emulator/store'

const EMULATOR_FILE = 'plaid-emulator.json'
const SECRETS_FILE = 'secrets.json'
const PUSH_KEYS_FILE = 'push-keys.json'
const isEmulators = (name: string) => /^plaid-emulator(\.|$)/.test(name)

/** Where the data is, and whether its keys are given by the environment or were made for its folder. */
export interface BackupPlace {
  database: DatabaseConfig
  /** The folder of the embedded database, of the emulator's file and of the secrets that were made here. */
  dataDir: string
  /** TOKEN_ENCRYPTION_KEYS of the environment, where it is set. */
  tokenKeys: string | undefined
  /** VAPID_PRIVATE_KEY of the environment, where it is set. */
  pushKey: string | undefined
}

/** What became of a backup or a restore. */
export interface BackupReport extends BackupSize {
  file: string
  bytes: number
  /** Whether the keys that open the access to the banks are in the file. */
  hasSecrets: boolean
  /** Whether the keys are in it by which browsers are sent notifications: others would have to ask every one anew. */
  hasPushKeys: boolean
}

/**
 * Writes everything to one compressed file, for its owner alone; while it is being made it has another name.
 *
 * @throws DatabaseInUseError while the app has the embedded database open; Error where there is no database, or the
 * file is there already.
 */
export async function backUpToFile(place: BackupPlace, file: string, now: Date): Promise<BackupReport> {
  const { database, dataDir } = place
  if (existsSync(file)) throw new Error(`${file} is there already. Give the backup another name.`)
  if (database.kind === 'embedded' && !existsSync(path.join(dataDir, 'pglite')))
    throw new Error(`There is no database in ${dataDir}.`)
  const db = await openDatabase(database)
  const draft = `${file}.part`
  try {
    const madeHere = (name: string) => readFile(path.join(dataDir, name), 'utf8').catch(() => null)
    const secrets = place.tokenKeys ? null : await madeHere(SECRETS_FILE)
    const pushKeys = place.pushKey ? null : await madeHere(PUSH_KEYS_FILE)
    const documents = database.kind === 'embedded' ? await documentsOf(dataDir) : []
    const gzip = createGzip()
    const written = pipeline(gzip, createWriteStream(draft, { mode: 0o600 }))
    const ended = written.then(() => Promise.reject(new Error('The file ended before the backup')))
    ended.catch(() => {})
    const size = await writeBackup(
      db,
      {
        documents,
        ...(secrets === null ? {} : { secrets }),
        ...(pushKeys === null ? {} : { pushKeys }),
      },
      now,
      async (line) => {
        if (!gzip.write(`${line}\n`)) await Promise.race([once(gzip, 'drain'), ended])
      },
    )
    gzip.end()
    await written
    await rename(draft, file)
    const { size: bytes } = await stat(file)
    return { ...size, file, bytes, hasSecrets: secrets !== null, hasPushKeys: pushKeys !== null }
  } finally {
    await db.close()
    await rm(draft, { force: true })
  }
}

async function documentsOf(dataDir: string): Promise<{ key: string; value: string }[]> {
  const file = path.join(dataDir, EMULATOR_FILE)
  if (!existsSync(file)) return []
  return (await fileStore(file).list('')).map(({ key, value }) => ({ key, value: JSON.stringify(value) }))
}

/** What a restore has done beside the loading. */
export interface RestoreReport extends BackupReport {
  /** Migrations of this version that the backup did not have. */
  migrated: string[]
  /** Where what stood there before was moved to; null where nothing did. */
  replaced: string | null
  /** Where secrets were written that the environment has to be given; null where that is not needed. */
  secretsFile: string | null
  /** The same of the keys for push. */
  pushKeysFile: string | null
  /** Ids of keys that seal the access to banks, and are neither in the backup nor in the environment. */
  missingKeys: string[]
}

/**
 * Restores a backup into a folder or an empty server. For a folder it is made beside what is there and put in its place
 * only when all of it was compared; what stood there is moved aside, never deleted.
 *
 * @param replace whether a folder that has a database may be given another one.
 * @throws DatabaseInUseError, BackupError, Error
 */
export async function restoreFromFile(
  place: BackupPlace,
  file: string,
  { replace, now }: { replace: boolean; now: Date },
): Promise<RestoreReport> {
  const { bytes } = await stat(file).then(
    ({ size }) => ({ bytes: size }),
    () => Promise.reject(new Error(`There is no file ${file}.`)),
  )
  // Before anything is made: most files that are no backup are found out here.
  for await (const line of linesOf(file)) {
    readHeader(line)
    break
  }
  const restored =
    place.database.kind === 'embedded'
      ? await restoreFolder(place, file, replace, now)
      : await restoreServer(place, place.database, file)
  return { ...restored, file, bytes }
}

type Restored = Omit<RestoreReport, 'file' | 'bytes'>

async function restoreServer(place: BackupPlace, database: DatabaseConfig, file: string): Promise<Restored> {
  const db = await openDatabase(database)
  try {
    let secrets: string | null = null
    let pushKeys: string | null = null
    const size = await restoreBackup(db, linesOf(file), {
      putSecrets: async (text) => {
        secrets = text
      },
      putPushKeys: async (text) => {
        pushKeys = text
      },
      // The rows of the tables are not there for others before all is compared; these come first, for they are few.
      putDocuments: async () => {},
    })
    const documents: { key: string; value: object }[] = []
    for await (const line of linesOf(file)) {
      if (line.startsWith('{"kind":"emulator"')) documents.push(readDocument(line))
    }
    await emulatorDocuments(db).write(documents)
    const secretsFile = await writeBeside(file, SECRETS_FILE, secrets)
    const pushKeysFile = await writeBeside(file, PUSH_KEYS_FILE, pushKeys)
    const missingKeys = missing(await countByKey(db), [secrets, asSecrets(place.tokenKeys)])
    return {
      ...size,
      replaced: null,
      hasSecrets: secrets !== null,
      hasPushKeys: pushKeys !== null,
      secretsFile,
      pushKeysFile,
      missingKeys,
    }
  } finally {
    await db.close()
  }
}

async function writeBeside(file: string, name: string, text: string | null): Promise<string | null> {
  if (text === null) return null
  const beside = `${file}.${name}`
  await writeFile(beside, text, { mode: 0o600 })
  return beside
}

async function restoreFolder(
  place: BackupPlace,
  file: string,
  replace: boolean,
  now: Date,
): Promise<Restored> {
  const { dataDir } = place
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  // Held until the end: nobody opens what is about to be put aside.
  const lock = await acquireDataFolderLock(dataDir)
  try {
    const there = (await readdir(dataDir)).filter((name) => name === 'pglite' || isEmulators(name))
    if (there.length > 0 && !replace) {
      throw new Error(
        `${dataDir} holds data already (${there.join(', ')}). Name another folder with DATA_DIR, or add -- --replace: ` +
          'what is there is then moved aside, not deleted.',
      )
    }
    // Inside the folder, which may be a disk of its own: what is made there can be moved into place.
    const staging = await mkdtemp(path.join(dataDir, 'restoring-'))
    try {
      const made = await makeFolder(place, file, staging)
      const replaced = await putInPlace(dataDir, staging, now)
      return { ...made, replaced, secretsFile: null, pushKeysFile: null }
    } finally {
      await rm(staging, { recursive: true, force: true })
    }
  } finally {
    await lock.release()
  }
}

async function makeFolder(place: BackupPlace, file: string, staging: string) {
  const db = await openDatabase({ ...place.database, kind: 'embedded', dataDir: staging })
  try {
    let secrets: string | null = null
    let hasPushKeys = false
    const companions: RestoreCompanions = {
      putSecrets: async (text) => {
        secrets = text
        await writeFile(path.join(staging, SECRETS_FILE), text, { mode: 0o600 })
      },
      putPushKeys: async (text) => {
        hasPushKeys = true
        await writeFile(path.join(staging, PUSH_KEYS_FILE), text, { mode: 0o600 })
      },
      putDocuments: async (documents) => {
        const changes = documents.map(({ key, value }) => ({ key, value: objectOf(value) }))
        await fileStore(path.join(staging, EMULATOR_FILE)).write(changes)
      },
    }
    const size = await restoreBackup(db, linesOf(file), companions)
    const kept = await readFile(path.join(place.dataDir, SECRETS_FILE), 'utf8').catch(() => null)
    const missingKeys = missing(await countByKey(db), [secrets ?? kept, asSecrets(place.tokenKeys)])
    return { ...size, hasSecrets: secrets !== null, hasPushKeys, missingKeys }
  } finally {
    await db.close()
  }
}

/** Moves what was made into the folder, and what it takes the place of into a folder beside it. */
async function putInPlace(dataDir: string, staging: string, now: Date): Promise<string | null> {
  // The lock of the staging's own database is not data.
  const made = (await readdir(staging)).filter((name) => !name.startsWith('database.lock'))
  const gone = (await readdir(dataDir)).filter(
    // What the last start of the demo noted is of the database that it had.
    (name) => name === 'pglite' || isEmulators(name) || name === 'prepared.json' || made.includes(name),
  )
  const aside = path.join(dataDir, `replaced-${now.toISOString().replaceAll(/[:.]/g, '-')}`)
  if (gone.length > 0) {
    await mkdir(aside, { mode: 0o700 })
    for (const name of gone) await rename(path.join(dataDir, name), path.join(aside, name))
  }
  for (const name of made) await rename(path.join(staging, name), path.join(dataDir, name))
  return gone.length > 0 ? aside : null
}

const someObject = z.record(z.string(), z.unknown()).or(z.array(z.unknown()))
const objectOf = (json: string): object => someObject.parse(JSON.parse(json))
const document = z.object({ key: z.string(), value: z.string() })

function readDocument(line: string): { key: string; value: object } {
  const { key, value } = document.parse(JSON.parse(line))
  return { key, value: objectOf(value) }
}

const asSecrets = (tokenKeys: string | undefined) =>
  tokenKeys ? JSON.stringify({ TOKEN_ENCRYPTION_KEYS: tokenKeys }) : null

/** The keys that seal something, and are in none of the texts. */
function missing(sealed: ReadonlyMap<string, number>, texts: readonly (string | null)[]): string[] {
  const known = new Set(
    texts.flatMap((text) => {
      const read = z
        .object({ TOKEN_ENCRYPTION_KEYS: z.string() })
        .safeParse(text === null ? null : JSON.parse(text))
      return read.success
        ? read.data.TOKEN_ENCRYPTION_KEYS.split(',').map((key) => key.trim().split(':')[0])
        : []
    }),
  )
  return [...sealed.keys()].filter((id) => !known.has(id))
}

/** The lines of a compressed file. @throws BackupError where it is none, or was cut off. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const gunzip = createGunzip()
  const source = createReadStream(file).on('error', (error) => gunzip.destroy(error))
  gunzip.setEncoding('utf8')
  let rest = ''
  try {
    for await (const chunk of source.pipe(gunzip)) {
      const lines = `${rest}${String(chunk)}`.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('Z_')) throw error
    throw new BackupError(
      error.code === 'Z_BUF_ERROR'
        ? 'The backup is not whole: the file was cut off.'
        : 'This file is not a backup of Evenkeel, or it is damaged.',
    )
  } finally {
    source.destroy()
  }
  if (rest) yield rest
}
