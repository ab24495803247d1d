import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { acquireDataFolderLock } from '../lib/db/data-folder-lock'

/**
 * Deletes what Evenkeel keeps in a data folder: the embedded database and the emulator's state. Anything else in
 * the folder is left alone, and all of it while another process has the database open.
 */
async function main(): Promise<void> {
  const folder = path.resolve(process.argv[2] ?? '.data')
  if (!existsSync(folder)) return
  const lock = await acquireDataFolderLock(folder)
  try {
    const ours = (await readdir(folder)).filter(
      (name) => name === 'pglite' || /^plaid-emulator(\.|$)/.test(name),
    )
    for (const name of ours) await rm(path.join(folder, name), { recursive: true, force: true })
  } finally {
    await lock.release()
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
