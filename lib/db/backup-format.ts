import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { TextRow } from './table-rows'

/**
 * A backup is lines of JSON: first what it is, then table by table its columns, its rows (each a list of texts, null
 * for NULL) and their count and digest, then the emulator's documents, the secrets and the keys for push, if there are
 * any, and last how much it was. It knows nothing of how a version of a database keeps its files.
 */
export const BACKUP_FORMAT = 1

const header = z.object({
  kind: z.literal('evenkeel-backup'),
  format: z.number().int(),
  /** ISO 8601. */
  madeAt: z.string(),
  from: z.enum(['embedded', 'postgres']),
  /** Which the database had, in their order. */
  migrations: z.array(z.string()).min(1),
})

const line = z.union([
  z.array(z.string().nullable()),
  z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('table'), name: z.string(), columns: z.array(z.string()).min(1) }),
    z.object({ kind: z.literal('table-end'), name: z.string(), rows: z.number().int(), sha256: z.string() }),
    // The value is JSON in a text, as it was.
    z.object({ kind: z.literal('emulator'), key: z.string(), value: z.string() }),
    z.object({ kind: z.literal('secrets'), text: z.string() }),
    z.object({ kind: z.literal('push-keys'), text: z.string() }),
    z.object({ kind: z.literal('end'), tables: z.number().int(), rows: z.number().int() }),
  ]),
])

export type BackupHeader = z.infer<typeof header>
export type BackupLine = z.infer<typeof line>

/** A file that is no backup, or not a whole one, or of another version. Its message says what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** @throws BackupError */
export function readHeader(text: string): BackupHeader {
  const read = header.safeParse(parsed(text))
  if (!read.success) throw new BackupError('This file is not a backup of Evenkeel.')
  if (read.data.format !== BACKUP_FORMAT) {
    throw new BackupError(
      `This backup has the format ${read.data.format}, and this version of Evenkeel reads ${BACKUP_FORMAT}. ` +
        'Restore it with the version that made it.',
    )
  }
  return read.data
}

/** @throws BackupError */
export function readLine(text: string, number: number): BackupLine {
  const read = line.safeParse(parsed(text))
  if (!read.success) throw new BackupError(`The backup is damaged: its line ${number} cannot be read.`)
  return read.data
}

/** The digest of rows in their order. */
export class RowDigest {
  readonly #hash = createHash('sha256')
  rows = 0

  add(row: TextRow): void {
    this.#hash.update(JSON.stringify(row)).update('\n')
    this.rows += 1
  }

  /** Ends it; call it once. */
  sha256(): string {
    return this.#hash.digest('hex')
  }
}
