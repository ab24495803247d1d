import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Not longer than a person would wait for their server to come back. */
const START_MS = 60_000

/** A production server of Evenkeel that can be killed and started again over the same data. */
export interface AppServer {
  readonly url: string
  readonly environment: NodeJS.ProcessEnv
  /** Its process, while it runs. */
  readonly pid: number | undefined
  /** Starts it and waits for nothing. */
  launch(): void
  /** Starts it and waits until it answers. @returns how long that took, in milliseconds. */
  start(): Promise<number>
  /** Ends it by SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void>
  /** Asks it to end. */
  stop(): Promise<void>
}

interface AppServerOptions {
  /** All that it says goes to `server.log` there. */
  folder: string
  /** A PostgreSQL; null for the embedded database. */
  databaseUrl: string | null
  /** Where the bank is; without one it is emulated within the server. */
  bankUrl?: string
  /** Where the embedded database is; `data` in the folder by default. */
  dataDir?: string
  /** A checkout with its build; this one by default. */
  site?: string
  /** What it is told besides, or instead. */
  environment?: Readonly<Record<string, string>>
}

/** A server with secrets of its own, on a free port of the loopback. */
export async function appServer({
  folder,
  databaseUrl,
  bankUrl = '',
  dataDir = join(folder, 'data'),
  site = root,
  environment: told = {},
}: AppServerOptions): Promise<AppServer> {
  const port = await freePort()
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  const url = `http://localhost:${port}`
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
    TOKEN_ENCRYPTION_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    NODE_ENV: 'production',
    PLAID_ENV: 'emulator',
    PLAID_BASE_URL: bankUrl,
    PLAID_CLIENT_ID: '',
    PLAID_SECRET: '',
    PLAID_WEBHOOK_URL: '',
    PLAID_REDIRECT_URI: '',
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl ?? '',
    NEXTAUTH_URL: url,
    CRON_SECRET: 'the-cron-secret-of-a-server-under-test',
    LOG_LEVEL: 'info',
    ...told,
  }
  const log = createWriteStream(join(folder, 'server.log'), { flags: 'a' })
  let child: ChildProcess | null = null

  async function ended(signal: NodeJS.Signals): Promise<void> {
    const ending = child
    child = null
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
    const gone = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
    ending.kill(signal)
    await gone
  }

  async function answers(): Promise<boolean> {
    try {
      return (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(2_000) })).ok
    } catch {
      return false
    }
  }

  function launch(): ChildProcess {
    const args = [
      join(site, 'node_modules/next/dist/bin/next'),
      'start',
      // Longer than any client keeps an idle connection: none is closed under a request.
      '--keepAliveTimeout',
      '75000',
      '-H',
      '127.0.0.1',
      '-p',
      String(port),
    ]
    const starting = spawn(process.execPath, args, {
      cwd: site,
      env: environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    starting.stdout?.pipe(log, { end: false })
    starting.stderr?.pipe(log, { end: false })
    child = starting
    return starting
  }

  return {
    url,
    environment,
    get pid() {
      return child?.pid
    },
    launch: () => void launch(),
    async start() {
      const started = performance.now()
      const starting = launch()
      while (!(await answers())) {
        if (starting.exitCode !== null)
          throw new Error(`The server ended with ${starting.exitCode}; see ${folder}/server.log`)
        if (performance.now() - started > START_MS)
          throw new Error(`The server did not answer within ${START_MS / 1000} s; see ${folder}/server.log`)
        await sleep(50)
      }
      return performance.now() - started
    },
    kill: () => ended('SIGKILL'),
    stop: () => ended('SIGTERM'),
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
