import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireDataFolderLock, DatabaseInUseError, lockFileName } from './data-folder-lock'

const root = fileURLToPath(new URL('../..', import.meta.url))
const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs')
const holderScript = path.join(root, 'lib/db/test-processes/hold-lock.ts')

interface Holder {
  /** 'held', or the name of the error that was thrown. */
  outcome: string
  message: string
  kill(): Promise<void>
}

describe('the lock of a data folder', () => {
  let folder: string
  const holders: Holder[] = []
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-lock-'))
  })
  afterEach(async () => {
    await Promise.all(holders.splice(0).map((holder) => holder.kill()))
    await rm(folder, { recursive: true, force: true })
  })

  /** Another process that takes the lock and keeps it until it is killed. */
  async function otherProcess(dataDir: string): Promise<Holder> {
    const child = spawn(process.execPath, [tsx, holderScript, dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    const line = await new Promise<string>((resolve, reject) => {
      let text = ''
      child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
        if (text.includes('\n')) resolve(text)
      })
      child.once('exit', () => reject(new Error(`the other process ended without a word: ${text}`)))
    })
    const { outcome, message, pid } = JSON.parse(line)
    const holder: Holder = {
      outcome,
      message,
      async kill() {
        // tsx runs the script in a process of its own: it is the one to kill.
        if (child.exitCode === null) process.kill(pid, 'SIGKILL')
        await exited
      },
    }
    holders.push(holder)
    return holder
  }

  it('refuses a second process and names the folder, the holder and the ways out', async () => {
    const first = await otherProcess(folder)
    expect(first.outcome).toBe('held')
    const refused = await acquireDataFolderLock(folder).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(DatabaseInUseError)
    expect(String(refused)).toContain(folder)
    expect(String(refused)).toMatch(/process \d+/)
    expect(String(refused)).toMatch(/DATA_DIR.*DATABASE_URL/)
  })

  it('refuses the same process a second time', async () => {
    const lock = await acquireDataFolderLock(folder)
    await expect(acquireDataFolderLock(folder)).rejects.toBeInstanceOf(DatabaseInUseError)
    await lock.release()
  })

  it('is free after kill -9, although the socket is still there', async () => {
    const first = await otherProcess(folder)
    await first.kill()
    expect(await readdir(folder)).toContain(lockFileName)
    const lock = await acquireDataFolderLock(folder)
    await lock.release()
  })

  it('is free after a release, and leaves nothing in the folder', async () => {
    const lock = await acquireDataFolderLock(folder)
    await lock.release()
    expect(await readdir(folder)).toEqual([])
    const again = await acquireDataFolderLock(folder)
    await again.release()
  })

  it('goes to exactly one of several that find a dead socket at the same time', async () => {
    const first = await otherProcess(folder)
    await first.kill()
    const mine = Array.from({ length: 8 }, () => acquireDataFolderLock(folder))
    const outcomes = await Promise.allSettled([...mine, otherProcess(folder).then((other) => other.outcome)])
    const held = outcomes.filter(
      (outcome) => outcome.status === 'fulfilled' && outcome.value !== 'DatabaseInUseError',
    )
    expect(held).toHaveLength(1)
    for (const lock of await Promise.allSettled(mine))
      if (lock.status === 'fulfilled') await lock.value.release()
  })

  it('works in a folder whose path is longer than the address of a socket may be', async () => {
    const deep = path.join(folder, 'a-folder-with-a-rather-long-name'.repeat(3), 'and-another'.repeat(4))
    await mkdir(deep, { recursive: true })
    const lock = await acquireDataFolderLock(deep)
    expect(await readdir(deep)).toContain(lockFileName)
    const other = await otherProcess(deep)
    expect(other.outcome).toBe('DatabaseInUseError')
    await lock.release()
    expect(await readdir(deep)).toEqual([])
  })
})
