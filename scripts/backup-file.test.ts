import { randomBytes } from 'node:crypto'
import { cp, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seal } from '../lib/crypto/seal'
import { acquireDataFolderLock } from '../lib/db/data-folder-lock'
import { emulatorDocuments } from '../lib/db/emulator-documents'
import { openDatabase } from '../lib/db/open'
import { emptyImage, migratedImage, testDatabase } from '../lib/db/testing'
import { createUser } from '../lib/db/users'
import { fileStore } from '../lib/plaid-emulator/store'
import { type BackupPlace, backUpToFile, restoreFromFile } from './backup-file'

const NOW = new Date('2026-03-03T12:00:00.123Z')
const SECRETS = JSON.stringify({ NEXTAUTH_SECRET: 's', TOKEN_ENCRYPTION_KEYS: 'k1:abc' })
const PUSH_KEYS = JSON.stringify({ VAPID_PUBLIC_KEY: 'p', VAPID_PRIVATE_KEY: 'q' })

/** Made once: a database on disk takes seconds. */
let model: string
let image: Blob
beforeAll(async () => {
  image = await emptyImage()
  model = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-backup-model-'))
  await makeModel(model)
}, 240_000)
afterAll(() => rm(model, { recursive: true, force: true }))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-backup-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const placeOf = (name: string, tokenKeys?: string, pushKey?: string): BackupPlace => {
  const dataDir = path.join(folder, name)
  return { database: { kind: 'embedded', dataDir, image }, dataDir, tokenKeys, pushKey }
}

/** As anybody's folder: without a prepared image. */
const plainPlaceOf = (name: string): BackupPlace => {
  const dataDir = path.join(folder, name)
  return { ...placeOf(name), database: { kind: 'embedded', dataDir } }
}

/** A data folder as the demo leaves one: a database with a person, the emulator's state, secrets and keys for push. */
async function makeModel(dataDir: string): Promise<void> {
  const db = await openDatabase({ kind: 'embedded', dataDir, image: await migratedImage() })
  const user = { email: 'p@example.org', name: 'P', passwordHash: 'x', timeZone: 'UTC' }
  const person = await createUser(db, user, NOW)
  const id = '00000000-0000-4000-8000-000000000001'
  await db.executeSql(
    `INSERT INTO link_intents (household_id, id, user_id, state, sealed_access_token, created_at)
     VALUES ($1, $2, $3, 'exchanged', $4, now())`,
    [person?.householdId, id, person?.userId, seal('token', id, [{ id: 'k1', key: randomBytes(32) }])],
  )
  await db.close()
  await fileStore(path.join(dataDir, 'plaid-emulator.json')).write([
    { key: 'item:1', value: { amount: 1.25, name: 'Ünïcødé\u2028 line' } },
    { key: 'clock', value: { ahead: 3 } },
  ])
  await writeFile(path.join(dataDir, 'secrets.json'), SECRETS)
  await writeFile(path.join(dataDir, 'push-keys.json'), PUSH_KEYS)
}

const makeFolder = (place: BackupPlace) => cp(model, place.dataDir, { recursive: true })

async function emails(place: BackupPlace): Promise<unknown[]> {
  const db = await openDatabase(place.database)
  const { rows } = await db.executeSql('SELECT email FROM users')
  await db.close()
  return rows
}

// A folder is the same whatever server there is.
const address = process.env.TEST_DATABASE_URL
if (!address) {
  describe('a data folder', () => {
    it('is restored elsewhere with its database, the emulator’s state, its secrets and its keys for push', async () => {
      const from = placeOf('from')
      await makeFolder(from)
      const file = path.join(folder, 'b.gz')
      const report = await backUpToFile(from, file, NOW)
      expect(report).toMatchObject({ hasSecrets: true, hasPushKeys: true, documents: 2 })
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      const to = plainPlaceOf('to')
      const restored = await restoreFromFile(to, file, { replace: false, now: NOW })
      expect(restored).toMatchObject({ replaced: null, missingKeys: [], migrated: [], rows: report.rows })
      const names = ['pglite', 'plaid-emulator.json', 'push-keys.json', 'secrets.json']
      expect((await readdir(to.dataDir)).sort()).toEqual(names)
      expect(await emails(to)).toEqual([{ email: 'p@example.org' }])
      expect(await readFile(path.join(to.dataDir, 'secrets.json'), 'utf8')).toBe(SECRETS)
      const pushKeys = path.join(to.dataDir, 'push-keys.json')
      expect(await readFile(pushKeys, 'utf8')).toBe(PUSH_KEYS)
      expect((await stat(pushKeys)).mode & 0o777).toBe(0o600)
      const documents = await fileStore(path.join(to.dataDir, 'plaid-emulator.json')).list('')
      expect(documents.map(({ key, value }) => [key, value])).toEqual([
        ['clock', { ahead: 3 }],
        ['item:1', { amount: 1.25, name: 'Ünïcødé\u2028 line' }],
      ])
    }, 240_000)

    it('that holds data is replaced only when asked to, and what was there is moved aside', async () => {
      const from = placeOf('from')
      await makeFolder(from)
      const file = path.join(folder, 'b.gz')
      await backUpToFile(from, file, NOW)
      await writeFile(path.join(from.dataDir, 'letter.txt'), 'x')
      await expect(restoreFromFile(from, file, { replace: false, now: NOW })).rejects.toThrow('--replace')
      await truncate(file, (await stat(file)).size - 40)
      await expect(restoreFromFile(from, file, { replace: true, now: NOW })).rejects.toThrow('not whole')
      const untouched = ['letter.txt', 'pglite', 'plaid-emulator.json', 'push-keys.json', 'secrets.json']
      expect((await readdir(from.dataDir)).sort()).toEqual(untouched)
      await rm(file)
      await backUpToFile(from, file, NOW)
      const { replaced } = await restoreFromFile(from, file, { replace: true, now: NOW })
      expect((await readdir(replaced ?? '')).sort()).toEqual(untouched.slice(1))
      expect((await readdir(from.dataDir)).sort()).toEqual(
        [...untouched, path.basename(replaced ?? '')].sort(),
      )
      expect(await emails(from)).toHaveLength(1)
    }, 240_000)

    it('is left alone while the app has it open, and a file that is there is not written over', async () => {
      const from = placeOf('from')
      await makeFolder(from)
      const lock = await acquireDataFolderLock(from.dataDir)
      const file = path.join(folder, 'b.gz')
      await expect(backUpToFile(from, file, NOW)).rejects.toThrow('in use by another process')
      const copy = placeOf('copy')
      await makeFolder(copy)
      const whole = path.join(folder, 'whole.gz')
      await backUpToFile(copy, whole, NOW)
      await expect(restoreFromFile(from, whole, { replace: true, now: NOW })).rejects.toThrow(
        'in use by another process',
      )
      await lock.release()
      await writeFile(file, 'not a backup')
      await expect(backUpToFile(from, file, NOW)).rejects.toThrow('is there already')
      await expect(restoreFromFile(placeOf('to'), file, { replace: false, now: NOW })).rejects.toThrow(
        'not a backup',
      )
      expect(await readdir(folder)).not.toContain('b.gz.part')
      await expect(backUpToFile(placeOf('nowhere'), path.join(folder, 'c.gz'), NOW)).rejects.toThrow(
        'no database',
      )
    }, 240_000)

    it('whose keys come from the environment is backed up without them, and says which are missing', async () => {
      const from = placeOf('from', 'k1:abc', 'q')
      await makeFolder(from)
      const file = path.join(folder, 'b.gz')
      const report = await backUpToFile(from, file, NOW)
      expect(report).toMatchObject({ hasSecrets: false, hasPushKeys: false })
      const lost = await restoreFromFile(placeOf('to'), file, { replace: false, now: NOW })
      expect(lost.missingKeys).toEqual(['k1'])
      const kept = await restoreFromFile(placeOf('to2', 'k2:x,k1:abc'), file, { replace: false, now: NOW })
      expect(kept.missingKeys).toEqual([])
    }, 240_000)
  })
}

if (address) {
  describe('an empty server', () => {
    it('takes a folder’s backup, the emulator’s state included', async () => {
      const from = placeOf('from')
      await makeFolder(from)
      const file = path.join(folder, 'b.gz')
      await backUpToFile(from, file, NOW)
      const server = await testDatabase()
      try {
        const [row] = await server.prisma.$queryRaw<
          { name: string }[]
        >`SELECT current_database()::text AS name`
        const url = new URL(address)
        url.pathname = `/${row?.name}`
        const to: BackupPlace = { ...placeOf('to'), database: { kind: 'postgres', url: url.href } }
        const restored = await restoreFromFile(to, file, { replace: false, now: NOW })
        expect(await readFile(restored.secretsFile ?? '', 'utf8')).toBe(SECRETS)
        expect(await readFile(restored.pushKeysFile ?? '', 'utf8')).toBe(PUSH_KEYS)
        expect(await server.prisma.user.count()).toBe(1)
        expect((await emulatorDocuments(server).list('')).map(({ key }) => key)).toEqual(['clock', 'item:1'])
        const back = path.join(folder, 'back.gz')
        await backUpToFile(to, back, NOW)
        const home = placeOf('home')
        await restoreFromFile(home, back, { replace: false, now: NOW })
        expect(await emails(home)).toEqual([{ email: 'p@example.org' }])
        expect(await fileStore(path.join(home.dataDir, 'plaid-emulator.json')).list('')).toHaveLength(2)
      } finally {
        await server.close()
      }
    }, 240_000)
  })
}
