import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, realpath, rm, rmdir, stat, symlink, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The name of the socket inside the data folder. */
export const lockFileName = 'database.lock'

/** A socket's address holds 107 bytes on Linux and 103 on macOS; a longer one would be cut off in silence. */
const longestAddressBytes = 100
/** Binding and listening are two steps: a socket that refuses may only be a few microseconds old. */
const refusalsBeforeStale = 3
const refusalPauseMs = 60
/** Removing a dead socket takes microseconds; whoever is at it for longer was killed. */
const abandonedAfterMs = 5_000
const attempts = 100

/** The embedded database of a data folder is open in another process (or twice in this one). */
export class DatabaseInUseError extends Error {
  override readonly name = 'DatabaseInUseError'
  /** The data folder, as an absolute path. */
  readonly dataDir: string

  constructor(dataDir: string, holder: string) {
    super(
      `The embedded database in ${dataDir} is in use by another process${holder ? ` (${holder})` : ''}. ` +
        'Only one process can have it open. Stop the other one, or give this one a folder of its own with ' +
        'DATA_DIR, or set DATABASE_URL to a PostgreSQL server, which many processes can share.',
    )
    this.dataDir = dataDir
  }
}

/** Held from acquireDataFolderLock until release. */
export interface DataFolderLock {
  release(): Promise<void>
}

/**
 * Makes this process the only one that may open the database in `dataDir`, which must exist.
 *
 * The lock is a socket that listens, not a file with a process id: the operating system closes it however the
 * process ends, so that after a `kill -9` the next one finds a socket nobody answers, and takes its place.
 *
 * Throws DatabaseInUseError when somebody answers.
 */
export async function acquireDataFolderLock(dataDir: string): Promise<DataFolderLock> {
  const folder = await realpath(dataDir)
  const address = await socketAddress(folder)
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const server = await listen(address.path)
      if (server) return { release: () => release(server, folder) }
      const holder = await askHolder(address.path)
      if (holder !== 'nobody') throw new DatabaseInUseError(folder, holder)
      await removeDeadSocket(folder, address.path)
    }
  } finally {
    await address.forget()
  }
  throw new DatabaseInUseError(folder, '')
}

/** An address short enough for the operating system: the path itself, or a way to it through a short link. */
async function socketAddress(folder: string): Promise<{ path: string; forget: () => Promise<void> }> {
  const direct = path.join(folder, lockFileName)
  if (process.platform === 'win32') {
    const key = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32)
    return { path: `\\\\.\\pipe\\evenkeel-${key}`, forget: async () => {} }
  }
  if (Buffer.byteLength(direct) <= longestAddressBytes) return { path: direct, forget: async () => {} }
  const shortcuts = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-'))
  await symlink(folder, path.join(shortcuts, 'd'))
  return {
    path: path.join(shortcuts, 'd', lockFileName),
    forget: () => rm(shortcuts, { recursive: true, force: true }),
  }
}

/** Listens and tells whoever connects who holds the lock; null where something is there already. */
function listen(address: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy())
      socket.end(`process ${process.pid}`)
    })
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      else reject(error)
    })
    server.listen(address, () => {
      server.unref()
      resolve(server)
    })
  })
}

/** Who answers on the socket: a description, '' for somebody who says nothing, 'nobody' for a dead socket. */
async function askHolder(address: string): Promise<string> {
  for (let refusals = 0; refusals < refusalsBeforeStale; refusals++) {
    const answer = await new Promise<string | null>((resolve) => {
      let heard = ''
      const socket = connect(address)
      socket.setTimeout(1_000, () => socket.destroy())
      socket.setEncoding('utf8')
      socket.on('data', (text: string) => {
        heard += text
      })
      socket.on('error', (error: NodeJS.ErrnoException) => {
        resolve(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? null : heard)
      })
      socket.on('close', () => resolve(heard))
    })
    if (answer !== null) return answer
    await sleep(refusalPauseMs)
  }
  return 'nobody'
}

/**
 * Removes the socket that a killed process left. Two that find it dead at once must not both remove it, or the
 * later would remove the sooner's living one: the name of a folder, which only one can make, decides.
 */
async function removeDeadSocket(folder: string, address: string): Promise<void> {
  const socket = path.join(folder, lockFileName)
  const dead = await identityOf(socket)
  if (!dead) return
  const guard = `${socket}.${dead}`
  try {
    await mkdir(guard)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
    const since = await stat(guard).catch(() => null)
    if (since && Date.now() - since.mtimeMs > abandonedAfterMs) await rmdir(guard).catch(() => {})
    else await sleep(refusalPauseMs)
    return
  }
  try {
    const sameOne = (await identityOf(socket)) === dead
    if (sameOne && (await askHolder(address)) === 'nobody') await unlink(socket)
  } finally {
    await rmdir(guard)
  }
}

async function identityOf(file: string): Promise<string | null> {
  const found = await stat(file, { bigint: true }).catch(() => null)
  return found ? `${found.ino}-${found.ctimeNs}` : null
}

async function release(server: Server, folder: string): Promise<void> {
  // While it listens it is ours to remove; once closed it could already be somebody else's.
  if (process.platform !== 'win32') await unlink(path.join(folder, lockFileName)).catch(() => {})
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
