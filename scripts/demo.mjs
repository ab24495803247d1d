import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { demoEnvironment, prepareDemo, startDemo, untilHealthy } from './demo-server.mjs'
import {
  command,
  ensureBuild,
  ensureDependencies,
  ensureGenerated,
  hashFiles,
  portFromEnvironment,
  Refusal,
  requireFreePort,
  root,
  runScript,
  say,
  step,
} from './setup.mjs'

// npm run demo: from a fresh clone to Evenkeel in the browser, with no keys, no server and no network but npm's.

command(async () => {
  const started = performance.now()
  const { reset } = parseArguments(process.argv.slice(2))
  const port = portFromEnvironment()
  await requireFreePort(port)
  const dataDir = path.resolve(root, process.env.DATA_DIR || '.data')
  const url = `http://localhost:${port}`

  say('Evenkeel, with a pretend bank\n')
  await ensureDependencies()
  await ensureGenerated()
  if (reset) await step('Deleting the database of the demo', () => deleteData(dataDir))
  const environment = await demoEnvironment(dataDir, url)
  const login = await ensurePrepared(dataDir, environment)
  await ensureBuild()
  await serve(port, environment, () => {
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    say(
      `\n  Ready after ${seconds} s\n\n    ${url}\n${login}\n  Ctrl-C stops it; npm run demo starts it again where it was.\n`,
    )
  })
})

function parseArguments(args) {
  const unknown = args.find((arg) => arg !== '--reset')
  if (unknown) throw new Refusal(`npm run demo knows no "${unknown}"; there is only: npm run demo -- --reset`)
  return { reset: args.includes('--reset') }
}

/** The embedded database and the emulator's state; nothing else that a folder may hold. */
async function deleteData(dataDir) {
  const code = await runScript('scripts/delete-data.ts', { args: [dataDir], quiet: true })
  if (code !== 0) throw new Refusal('Nothing was deleted.')
  for (const name of ['secrets.json', 'prepared.json']) await rm(path.join(dataDir, name), { force: true })
}

/**
 * Prepares the database, unless the last start did and neither the migrations nor the demo's person have changed
 * since: what to sign in with, in words.
 */
async function ensurePrepared(dataDir, environment) {
  const stamp = path.join(dataDir, 'prepared.json')
  const hash = await hashFiles([
    'prisma/migrations',
    'prisma/seed.ts',
    'prisma/seed-by-hand.ts',
    'prisma/seed-choices.ts',
  ])
  const last = await readFile(stamp, 'utf8').then(JSON.parse, () => null)
  if (last?.hash === hash && existsSync(path.join(dataDir, 'pglite'))) return last.login
  let login = ''
  await step('Preparing the database and the demo person', async () => {
    login = await prepareDemo(environment)
  })
  await writeFile(stamp, JSON.stringify({ hash, login }), { mode: 0o600 })
  return login
}

/** Serves until it is told to stop. */
async function serve(port, environment, whenReady) {
  const server = startDemo(port, environment)
  let stopping = false
  let ready = false
  const said = []
  server.stdout.on('data', (chunk) => (ready ? process.stdout.write(chunk) : said.push(chunk)))
  const stop = () => {
    // Next was sent the same Ctrl-C by the terminal; a kill reaches this process alone.
    server.kill(stopping ? 'SIGKILL' : 'SIGTERM')
    stopping = true
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  server.once('exit', (code) => {
    if (stopping) {
      say('\n  Stopped.')
      process.exit(0)
    }
    process.stderr.write(
      `${Buffer.concat(said).toString()}\nThe server ended by itself (${code ?? 'killed'}).\n`,
    )
    process.exit(1)
  })
  await step('Starting the server', () => untilHealthy(port, () => stopping))
  ready = true
  whenReady()
}
