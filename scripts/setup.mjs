// What the commands share before anything is installed: plain Node, no packages.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const oldestNode = [20, 19]

/** Everything these commands start inherits it. */
process.env.NEXT_TELEMETRY_DISABLED = '1'

/** Something a person can mend: its message is all that is shown. */
export class Refusal extends Error {}

export function say(text = '') {
  process.stdout.write(`${text}\n`)
}

/** Runs a command's main function: a Refusal is shown as a sentence, anything else with where it came from. */
export function command(main) {
  requireNode()
  main().catch((error) => {
    process.stderr.write(`\n${error instanceof Refusal ? error.message : error.stack}\n`)
    process.exit(1)
  })
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [wantedMajor, wantedMinor] = oldestNode
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return
  process.stderr.write(
    `Evenkeel needs Node ${oldestNode.join('.')} or later; this is ${process.versions.node}.\n`,
  )
  process.exit(1)
}

/** Says what is being done, and how long it took once it is. */
export async function step(words, work) {
  const started = performance.now()
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`
  if (process.stdout.isTTY) process.stdout.write(`  … ${words}`)
  else say(`  … ${words}`)
  try {
    const detail = await work()
    const line = `  ✓ ${words}${detail ? ` (${detail})` : ''}, ${seconds()}`
    say(process.stdout.isTTY ? `\r\u001b[2K${line}` : line)
  } catch (error) {
    say(process.stdout.isTTY ? `\r\u001b[2K  ✗ ${words}, ${seconds()}` : `  ✗ ${words}, ${seconds()}`)
    throw error
  }
}

/**
 * Runs a program to its end. Quiet ones show what they said only when they fail.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, timeoutMs?: number }} [options]
 * @returns {Promise<number>} the exit code; 1 when it could not start or was ended by a signal
 */
export function run(program, args, { cwd = root, env = process.env, quiet = false, timeoutMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      timeout: timeoutMs,
      // npm and its kind are scripts on Windows.
      shell: process.platform === 'win32',
    })
    const said = []
    child.stdout?.on('data', (chunk) => said.push(chunk))
    child.stderr?.on('data', (chunk) => said.push(chunk))
    const end = (code) => {
      if (code !== 0 && said.length) process.stderr.write(`\n${Buffer.concat(said).toString()}\n`)
      resolve(code)
    }
    child.once('error', (error) => {
      said.push(Buffer.from(`${program}: ${error.message}`))
      end(1)
    })
    child.once('close', (code) => end(code ?? 1))
  })
}

/** Like run, but a failure stops the command with `words`. */
export async function mustRun(words, program, args, options) {
  if ((await run(program, args, options)) !== 0) throw new Refusal(words)
}

/** The path of a package's program, to be run with Node. */
export function program(file) {
  return path.join(root, 'node_modules', file)
}

export const programs = {
  next: 'next/dist/bin/next',
  tsx: 'tsx/dist/cli.mjs',
  prisma: 'prisma/build/index.js',
  vitest: 'vitest/vitest.mjs',
  biome: '@biomejs/biome/bin/biome',
  playwright: '@playwright/test/cli.js',
}

/** Runs one of our TypeScript files. */
export function runScript(file, { args = [], ...options } = {}) {
  return run(process.execPath, [program(programs.tsx), file, ...args], options)
}

const hashOf = (text) => createHash('sha256').update(text).digest('hex')
const readJson = (file) => {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  } catch {
    return null
  }
}

/** Installs what package-lock.json asks for, unless it is there. */
export async function ensureDependencies() {
  const stampFile = path.join(root, 'node_modules/.evenkeel-installed.json')
  const wanted = {
    lockfile: hashOf(readFileSync(path.join(root, 'package-lock.json'))),
    platform: platform(),
  }
  const stamp = readJson('node_modules/.evenkeel-installed.json')
  if (stamp?.lockfile === wanted.lockfile && stamp.platform === wanted.platform) return
  if (!installedByHand()) {
    // Not `npm ci`: it refuses a lockfile that lacks the native parts of other platforms than the one it was made on,
    // as a registry that carries only some of them makes it. What is in the lockfile is installed exactly as it says.
    await step('Installing dependencies', () =>
      mustRun(
        'The dependencies could not be installed.',
        'npm',
        ['install', '--no-save', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund'],
        { quiet: true },
      ),
    )
  }
  await writeFile(stampFile, JSON.stringify(wanted))
}

const platform = () => `${process.platform}-${process.arch}-node${process.versions.modules}`

/** Whether somebody ran npm themselves: npm keeps a list of what it put into node_modules. */
function installedByHand() {
  const wanted = readJson('package-lock.json')?.packages
  const installed = readJson('node_modules/.package-lock.json')?.packages
  if (!wanted || !installed) return false
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    if (folder === '') return true
    const found = installed[folder]
    return found ? found.version === version : optional === true
  })
}

/** Makes the code that is made from other files: Prisma's client, the Link stand-in and the emulator's console. */
export async function ensureGenerated() {
  const bundles = ['scripts/bundle.ts', 'scripts/build-link-stand-in.ts', 'scripts/build-console.ts']
  const clients = ['lib/plaid-emulator/link/client', 'lib/plaid-emulator/console/client']
  const hash = await hashFiles(['prisma/schema.prisma', 'package-lock.json', ...bundles, ...clients])
  const made = [
    'lib/db/generated/client.ts',
    'lib/plaid-emulator/link/bundle.generated.ts',
    'lib/plaid-emulator/console/bundle.generated.ts',
  ]
  const stamp = 'node_modules/.cache/evenkeel/generated.json'
  if (readJson(stamp)?.hash === hash && made.every((file) => existsSync(path.join(root, file)))) return
  await step('Generating the database client, the Link stand-in and the console', async () => {
    await mustRun(
      'Prisma could not generate its client.',
      process.execPath,
      [program(programs.prisma), 'generate'],
      {
        quiet: true,
        env: prismaEnvironment(),
      },
    )
    if ((await runScript('scripts/build-link-stand-in.ts', { quiet: true })) !== 0) {
      throw new Refusal('The Link stand-in could not be built.')
    }
    if ((await runScript('scripts/build-console.ts', { quiet: true })) !== 0) {
      throw new Refusal("The emulator's console could not be built.")
    }
  })
  await mkdir(path.join(root, path.dirname(stamp)), { recursive: true })
  await writeFile(path.join(root, stamp), JSON.stringify({ hash }))
}

/**
 * Prisma's command line wants to download an engine that generating does not use. Any program that exists keeps it
 * from trying.
 */
export function prismaEnvironment() {
  return {
    ...process.env,
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY || process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  }
}

const buildInputs = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'package-lock.json',
  'tsconfig.json',
  'next.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
]

/** Of all that a build is made of. */
export const hashOfBuild = () => hashFiles(buildInputs)

/** Builds for production, unless the last build was made of the same files. */
export async function ensureBuild() {
  const hash = await hashOfBuild()
  if (readJson('.next/evenkeel-build.json')?.hash === hash && existsSync(path.join(root, '.next/BUILD_ID')))
    return
  await step('Building', () => build(hash, { quiet: true }))
}

/**
 * Builds whether or not it is needed.
 *
 * @param {string} [hash] of what is built
 * @param {{ asHost?: boolean, quiet?: boolean }} [options] `asHost`: as Vercel builds it, with nothing of this shell
 * @returns {Promise<void>} throws a Refusal when it fails
 */
export async function build(hash, { asHost = false, ...options } = {}) {
  await rm(path.join(root, '.next/evenkeel-build.json'), { force: true })
  await mustRun('The build failed.', process.execPath, [program(programs.next), 'build'], {
    ...options,
    env: { ...(asHost ? hostEnvironment() : process.env), NODE_ENV: 'production' },
  })
  await writeFile(
    path.join(root, '.next/evenkeel-build.json'),
    JSON.stringify({ hash: hash ?? (await hashOfBuild()), asHost: asHost && !hasOwnEnvironment() }),
  )
}

/** What a host gives a build: no secret, no database. */
export function hostEnvironment() {
  const { PATH = '', HOME = '', TMPDIR } = process.env
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), VERCEL: '1', CI: '1', NEXT_TELEMETRY_DISABLED: '1' }
}

/** Whether the last build was made of the same files, and as a host makes it. */
export async function hasHostBuild() {
  const stamp = readJson('.next/evenkeel-build.json')
  return stamp?.asHost === true && stamp.hash === (await hashOfBuild())
}

/** Next would read these by itself. */
const hasOwnEnvironment = () =>
  readdirSync(root).some((name) => name.startsWith('.env') && name !== '.env.example')

/** One hash over files and folders; tests and what is generated do not count, what is missing does. */
export async function hashFiles(entries) {
  const sum = createHash('sha256').update(platform())
  for (const entry of entries) {
    for (const file of await filesOf(entry))
      sum
        .update(file)
        .update('\0')
        .update(await readFile(path.join(root, file)))
  }
  return sum.digest('hex')
}

async function filesOf(entry) {
  const absolute = path.join(root, entry)
  if (!existsSync(absolute)) return []
  const found = await readdir(absolute, { recursive: true, withFileTypes: true }).catch(() => null)
  if (!found) return [entry]
  return found
    .filter((file) => file.isFile() && !/\.test\.tsx?$|\.generated\.ts$/.test(file.name))
    .map((file) => path.relative(root, path.join(file.parentPath, file.name)).replaceAll(path.sep, '/'))
    .filter((file) => !file.startsWith('lib/db/generated/'))
    .sort()
}

/** The port that PORT names, 3000 by default. */
export function portFromEnvironment() {
  const text = process.env.PORT || '3000'
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Refusal(`PORT is "${text}", which is not a port: give a number from 1 to 65535.`)
}

/** Refuses when somebody else listens on the port. */
export async function requireFreePort(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    const trouble = await new Promise((resolve) => {
      const server = createServer()
      server.once('error', (error) => resolve(error.code))
      server.listen(port, host, () => server.close(() => resolve(null)))
    })
    if (trouble === 'EADDRINUSE') {
      throw new Refusal(
        `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1} npm run ${process.env.npm_lifecycle_event ?? 'demo'}`,
      )
    }
    if (trouble === 'EACCES')
      throw new Refusal(`Port ${port} is reserved for the administrator. Choose one from 1024 up with PORT.`)
  }
}

/** A port of the loopback that nobody uses now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
