import { Prisma } from './generated/client'
import type { Database } from './open'

/** A stored JSON document. `version` counts its writes from 1. */
interface StoredDocument {
  key: string
  value: unknown
  version: number
}

/** One change of an atomic write: `value` null deletes; `expected` is the version that must still hold, 0 for none. */
interface DocumentChange {
  key: string
  value: object | null
  expected?: number
}

/** Thrown to take a transaction back: what was expected of a document does not hold. */
class Outdated extends Error {}

/** How often a write without expectations begins anew when somebody else adds the same document at the same time. */
const ATTEMPTS = 5

/**
 * The emulator's documents in the app's database, for an app that is deployed without a disk. It is a store of
 * lib/plaid-emulator by its shape, and safe for several processes at once.
 */
export function emulatorDocuments(db: Database) {
  /** @returns false when a document was added meanwhile that nobody expected anything of. */
  async function tryToWrite(changes: readonly DocumentChange[]): Promise<boolean> {
    return db.prisma.$transaction(async (tx) => {
      const wanted = changes.map(({ key }) => key)
      const held = await tx.$queryRaw<{ key: string; version: number }[]>`
        SELECT key, version FROM emulator_documents WHERE key = ANY(${wanted}) ORDER BY key FOR UPDATE`
      const versions = new Map(held.map(({ key, version }) => [key, version]))
      for (const { key, expected } of changes) {
        if (expected !== undefined && (versions.get(key) ?? 0) !== expected) throw new Outdated()
      }
      const gone = changes.filter(({ value }) => value === null).map(({ key }) => key)
      if (gone.length > 0) await tx.$executeRaw`DELETE FROM emulator_documents WHERE key = ANY(${gone})`
      const kept = changes.filter(({ value }) => value !== null)
      const rows = (some: readonly DocumentChange[]) =>
        Prisma.sql`jsonb_to_recordset(${JSON.stringify(some)}::jsonb) AS change(key text, value jsonb)`
      const known = kept.filter(({ key }) => versions.has(key))
      if (known.length > 0) {
        await tx.$executeRaw`
          UPDATE emulator_documents AS document
          SET value = change.value, version = document.version + 1
          FROM ${rows(known)} WHERE document.key = change.key`
      }
      const fresh = kept.filter(({ key }) => !versions.has(key))
      if (fresh.length === 0) return true
      const added = await tx.$executeRaw`
        INSERT INTO emulator_documents (key, value, version)
        SELECT change.key, change.value, 1 FROM ${rows(fresh)} ORDER BY change.key
        ON CONFLICT (key) DO NOTHING`
      if (added < fresh.length) throw new Outdated()
      return true
    })
  }

  return {
    async get(key: string): Promise<StoredDocument | null> {
      return db.prisma.emulatorDocument.findUnique({ where: { key } })
    },
    async list(prefix: string): Promise<StoredDocument[]> {
      // A range of the primary key: it sorts by bytes, and no key holds the last character there is.
      return db.prisma.$queryRaw<StoredDocument[]>`
        SELECT key, value, version FROM emulator_documents
        WHERE key >= ${prefix} AND key < ${`${prefix}\u{10FFFF}`} ORDER BY key`
    },
    async write(changes: readonly DocumentChange[]): Promise<boolean> {
      const isConditional = changes.some(({ expected }) => expected !== undefined)
      for (let attempt = 1; changes.length > 0; attempt += 1) {
        try {
          return await tryToWrite(changes)
        } catch (error) {
          if (!(error instanceof Outdated)) throw error
          if (isConditional || attempt === ATTEMPTS) return false
        }
      }
      return true
    },
  }
}
