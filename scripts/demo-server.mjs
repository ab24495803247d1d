import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { browserTestEnvironment, requireChromium } from './chromium.mjs'
import { ensureSecrets } from './secrets.mjs'
import { keptAlive } from './serve.mjs'
import {
  ensureBuild,
  ensureDependencies,
  ensureGenerated,
  freePort,
  hashFiles,
  program,
  programs,
  Refusal,
  root,
  runScript,
  step,
} from './setup.mjs'

// The production server with the demo's pretend banks and person.

/** Of no use to the demo, which has a pretend bank and a database of its own, whatever the shell or .env says. */
const unused = [
  'DATABASE_URL',
  'PLAID_CLIENT_ID',
  'PLAID_SECRET',
  'PLAID_BASE_URL',
  'PLAID_PRODUCTS',
  'PLAID_COUNTRY_CODES',
  'PLAID_REDIRECT_URI',
  'PLAID_WEBHOOK_URL',
  'CRON_SECRET',
  'EMULATOR_CONTROL_SECRET',
  'TRUSTED_ADDRESS_HEADER',
  'VERCEL',
  'VERCEL_PROJECT_PRODUCTION_URL',
]

/**
 * What the server of the demo is told.
 *
 * @param {string} dataDir
 * @param {string} url
 * @returns {Promise<NodeJS.ProcessEnv>}
 */
export async function demoEnvironment(dataDir, url) {
  // Blank, not absent: Next reads .env files for what is absent.
  const blank = Object.fromEntries(unused.map((name) => [name, '']))
  const { VERCEL: _, ...inherited } = { ...process.env, ...blank }
  return {
    ...inherited,
    ...(await ensureSecrets(dataDir)),
    NODE_ENV: 'production',
    PLAID_ENV: 'emulator',
    DATA_DIR: dataDir,
    NEXTAUTH_URL: url,
  }
}

/**
 * Migrates, and populates the demo's person where that was not done yet.
 *
 * @returns {Promise<string>} what to sign in with, in words
 */
export function prepareDemo(environment) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program(programs.tsx), 'scripts/seed-demo.ts'], {
      cwd: root,
      env: { LOG_LEVEL: 'error', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    let complained = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text
    })
    child.stderr.setEncoding('utf8').on('data', (text) => {
      complained += text
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(said.trimEnd().split('\n').at(-1) ?? '')
      else reject(new Refusal(`${complained}${said}`.trim() || 'The database could not be prepared.'))
    })
  })
}

const cache = path.join(root, 'node_modules/.cache/evenkeel')

/**
 * Copies the demo's database, its bank and its secrets into a folder. They are made once for the same sources and day,
 * which takes a while, and kept beside what else is made here.
 *
 * @param {string} dataDir a folder that does not exist yet, or is empty
 */
export async function copyDemoData(dataDir) {
  await cp(await ensureDemoData(), dataDir, { recursive: true })
}

/** @returns {Promise<string>} the folder to copy from */
export async function ensureDemoData() {
  const hash = await hashFiles(['lib', 'prisma', 'package-lock.json', 'scripts/seed-demo.ts'])
  const day = new Date().toLocaleDateString('sv')
  const name = `demo-${day}-${hash.slice(0, 16)}`
  const made = path.join(cache, name)
  if (existsSync(made)) return made
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(path.join(cache, 'draft-'))
  try {
    await prepareDemo(await demoEnvironment(draft, 'http://localhost:3000'))
    // Two commands may make it at once; either's is good.
    await rename(draft, made).catch((error) => {
      if (!existsSync(made)) throw error
    })
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  for (const older of await readdir(cache)) {
    if (older.startsWith('demo-') && older !== name)
      await rm(path.join(cache, older), { recursive: true, force: true })
  }
  return made
}

/**
 * Starts the built app on a port of the loopback; what it says comes on its stdout.
 *
 * @param {number} port
 * @param {NodeJS.ProcessEnv} environment
 */
export function startDemo(port, environment) {
  return spawn(
    process.execPath,
    [program(programs.next), 'start', ...keptAlive, '-H', '127.0.0.1', '-p', String(port)],
    { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'inherit'] },
  )
}

/** Waits until the server answers that it is well, or until `givenUp` says that nobody waits any more. */
export async function untilHealthy(port, givenUp = () => false) {
  for (let attempt = 0; attempt < 600 && !givenUp(); attempt++) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  if (!givenUp()) throw new Refusal('The server did not become healthy within a minute.')
}

/**
 * Runs one of our TypeScript files beside a demo of its own, in a folder that is deleted afterwards. It is told
 * MEASURE_URL and CHROMIUM_PATH.
 *
 * @param {string} file
 * @param {string[]} args
 * @param {{ windowless?: boolean }} options windowless: a browser without windows will do
 */
export async function measureDemo(file, args, { windowless = false } = {}) {
  await ensureDependencies()
  await ensureGenerated()
  await ensureBuild()
  const browser = await requireChromium(windowless)
  await step('Preparing the demo', async () => {
    await ensureDemoData()
  })
  const folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-measure-'))
  await copyDemoData(folder)
  const port = await freePort()
  const url = `http://localhost:${port}`
  const environment = { ...(await demoEnvironment(folder, url)), LOG_LEVEL: 'error' }
  let server
  try {
    await step('Starting the demo', async () => {
      server = startDemo(port, environment)
      server.stdout.resume()
      await untilHealthy(port, () => server.exitCode !== null)
    })
    const told = { ...(await browserTestEnvironment(browser)), MEASURE_URL: url }
    process.exitCode = await runScript(file, { args, env: told })
  } finally {
    if (server && server.exitCode === null) {
      server.kill('SIGTERM')
      await new Promise((resolve) => server.once('exit', resolve))
    }
    await rm(folder, { recursive: true, force: true })
  }
}
