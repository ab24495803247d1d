import { acquireDataFolderLock } from '../data-folder-lock'

// For data-folder-lock.test.ts: takes the lock of the folder it is given, says so, and holds it until it is killed.

function say(outcome: string, message: string): void {
  process.stdout.write(`${JSON.stringify({ outcome, message, pid: process.pid })}\n`)
}

acquireDataFolderLock(process.argv[2] ?? '').then(
  () => say('held', ''),
  (error: unknown) => say(error instanceof Error ? error.name : 'unknown', String(error)),
)
setInterval(() => {}, 60_000)
