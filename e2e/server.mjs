// What the browser tests run against: the production build with a database and secrets of its own, under the guard
// that keeps it on this machine. The demo's household lives in an embedded one already; a server's begins empty. All
// that the app says goes into a file, which the tests read for secrets in the end.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { copyDemoData } from '../scripts/demo-server.mjs'
import { ensureSecrets } from '../scripts/secrets.mjs'
import { keptAlive } from '../scripts/serve.mjs'
import { command, ensureBuild, ensureGenerated, program, programs, Refusal, root } from '../scripts/setup.mjs'

command(async () => {
  const folder = required('E2E_FOLDER')
  const port = required('E2E_PORT')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const log = createWriteStream(path.join(folder, 'server.log'))
  await ensureGenerated()
  await ensureBuild()
  const dataDir = path.join(folder, 'data')
  if (!process.env.E2E_DATABASE_URL) await copyDemoData(dataDir)
  const environment = {
    ...process.env,
    ...(await ensureSecrets(dataDir)),
    NODE_ENV: 'production',
    PLAID_ENV: 'emulator',
    DATA_DIR: dataDir,
    DATABASE_URL: process.env.E2E_DATABASE_URL ?? '',
    NEXTAUTH_URL: `http://localhost:${port}`,
    CRON_SECRET: 'the-cron-secret-of-the-browser-tests',
    PLAID_CLIENT_ID: '',
    PLAID_SECRET: '',
    PLAID_BASE_URL: '',
    PLAID_WEBHOOK_URL: '',
    PLAID_REDIRECT_URI: '',
    LOG_LEVEL: 'debug',
    // Everybody in the tests signs up from one address.
    SIGN_IN_LIMIT_PER_ADDRESS: '2000',
  }
  const migrated = await end(start([program(programs.tsx), 'prisma/migrate.ts'], environment, log))
  if (migrated !== 0) throw new Refusal('The database of the browser tests could not be migrated.')
  const guarded = {
    ...environment,
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(path.join(root, 'e2e/loopback-guard.cjs'))}`,
    LOOPBACK_GUARD_LOG: path.join(folder, 'refused.log'),
  }
  const server = start(
    [program(programs.next), 'start', ...keptAlive, '-H', '127.0.0.1', '-p', port],
    guarded,
    log,
  )
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      stopping = true
      server.kill('SIGTERM')
    })
  }
  const code = await end(server)
  await rm(folder, { recursive: true, force: true })
  process.exit(stopping ? 0 : code || 1)
})

/** A variable that playwright.config.ts sets for everything it starts. */
function required(name) {
  const value = process.env[name]
  if (!value) throw new Refusal(`${name} is not set; start the browser tests with: npm run e2e`)
  return value
}

function start(args, env, log) {
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.pipe(log, { end: false })
  child.stderr.pipe(log, { end: false })
  child.stderr.pipe(process.stderr, { end: false })
  return child
}

function end(child) {
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)))
}
