import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

/** A stored JSON document. `version` counts its writes from 1. */
export interface StoredDocument {
  key: string
  value: unknown
  version: number
}

/**
 * One change of an atomic write: `value` null deletes. With `expected` the write happens only if the document
 * still has that version (0: does not exist).
 */
export interface DocumentChange {
  key: string
  value: object | null
  expected?: number
}

/** Where the emulator keeps its state: a small store of small JSON documents. */
export interface EmulatorStore {
  get(key: string): Promise<StoredDocument | null>
  /** All documents whose key begins with the prefix, ordered by key. */
  list(prefix: string): Promise<StoredDocument[]>
  /** Applies all changes, or none and gives false when an expected version does not hold. */
  write(changes: readonly DocumentChange[]): Promise<boolean>
}

interface Entry {
  text: string
  version: number
}

function toDocument(key: string, entry: Entry): StoredDocument {
  return { key, value: JSON.parse(entry.text), version: entry.version }
}

function applyChanges(entries: Map<string, Entry>, changes: readonly DocumentChange[]): boolean {
  for (const { key, expected } of changes) {
    if (expected !== undefined && (entries.get(key)?.version ?? 0) !== expected) return false
  }
  for (const { key, value } of changes) {
    if (value === null) entries.delete(key)
    else entries.set(key, { text: JSON.stringify(value), version: (entries.get(key)?.version ?? 0) + 1 })
  }
  return true
}

/** Looks at every key, and at the content of those alone that match. */
function listEntries(entries: Map<string, Entry>, prefix: string): StoredDocument[] {
  const keys: string[] = []
  for (const key of entries.keys()) if (key.startsWith(prefix)) keys.push(key)
  return keys.sort().flatMap((key) => {
    const entry = entries.get(key)
    return entry === undefined ? [] : [toDocument(key, entry)]
  })
}

/** A store that lives as long as the process. */
export function memoryStore(): EmulatorStore {
  const entries = new Map<string, Entry>()
  return {
    get: async (key) => {
      const entry = entries.get(key)
      return entry === undefined ? null : toDocument(key, entry)
    },
    list: async (prefix) => listEntries(entries, prefix),
    write: async (changes) => applyChanges(entries, changes),
  }
}

/** Counts up whenever documents change their shape in a way that older ones do not fit. */
const format = 2

const fileShape = z.object({
  format: z.literal(format),
  documents: z.record(z.string(), z.tuple([z.number().int().positive(), z.unknown()])),
})

/** A file that is there, but is not the state of this version of the emulator. */
export class UnreadableState extends Error {
  constructor(path: string, reason: string) {
    super(`${path} ${reason}. Move it away to begin anew, or keep the state in another place.`)
    this.name = 'UnreadableState'
  }
}

function parseState(path: string, text: string): z.infer<typeof fileShape>['documents'] {
  const content: unknown = (() => {
    try {
      return JSON.parse(text)
    } catch {
      throw new UnreadableState(path, 'is not a state file of the emulator: it holds no JSON')
    }
  })()
  const parsed = fileShape.safeParse(content)
  if (parsed.success) return parsed.data.documents
  const found: unknown = Object(content).format
  throw new UnreadableState(
    path,
    typeof found === 'number' && found !== format
      ? `was written by another version of the emulator (format ${found}, and this one reads ${format})`
      : 'is not a state file of the emulator',
  )
}

async function readEntries(path: string): Promise<Map<string, Entry>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return new Map()
  return new Map(
    Object.entries(parseState(path, text)).map(([key, [version, value]]) => [
      key,
      { version, text: JSON.stringify(value) },
    ]),
  )
}

async function replaceFile(path: string, entries: Map<string, Entry>): Promise<void> {
  const documents = [...entries].map(
    ([key, { version, text }]) => `${JSON.stringify(key)}:[${version},${text}]`,
  )
  const handle = await open(`${path}.next`, 'w', 0o600)
  try {
    await handle.writeFile(`{"format":${format},"documents":{\n${documents.join(',\n')}\n}}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${path}.next`, path)
}

/**
 * A store in one file for one process. Each write is on disk before it is acknowledged: the whole file is written
 * beside the old one, then renamed over it, so a killed process leaves the state before or after, never between.
 * Writes that arrive while the file is being written share the next one.
 */
export function fileStore(path: string): EmulatorStore {
  let loaded: Promise<Map<string, Entry>> | undefined
  let writing: Promise<void> | undefined
  let waiting: Promise<void> | undefined

  const entries = () => {
    // What could not be read is looked at again the next time: the file may have been moved away by then.
    loaded ??= mkdir(dirname(path), { recursive: true })
      .then(() => readEntries(path))
      .catch((error: unknown) => {
        loaded = undefined
        throw error
      })
    return loaded
  }
  const flush = (current: Map<string, Entry>): Promise<void> => {
    if (writing === undefined) {
      writing = replaceFile(path, current).finally(() => {
        writing = undefined
      })
      return writing
    }
    // The file being written may already have been rendered: wait for it, then write once for all who wait.
    waiting ??= writing
      .catch(() => undefined)
      .then(() => {
        waiting = undefined
        return flush(current)
      })
    return waiting
  }
  return {
    get: async (key) => {
      const entry = (await entries()).get(key)
      return entry === undefined ? null : toDocument(key, entry)
    },
    list: async (prefix) => listEntries(await entries(), prefix),
    write: async (changes) => {
      const current = await entries()
      if (!applyChanges(current, changes)) return false
      await flush(current)
      return true
    },
  }
}
