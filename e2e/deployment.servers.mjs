// What the tests of the deployment run against: one emulator, two processes of the built app that share a database and
// everything else that they are told, and a third one, with a database of its own, that is told to use Plaid. The app
// runs as an ordinary user in a folder that it cannot write, under the guard that keeps it on this machine.
import { spawn } from 'node:child_process'
import { appendFileSync, createWriteStream } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { asOrdinaryUser } from '../scripts/deployment.mjs'
import { ensureSecrets } from '../scripts/secrets.mjs'
import { command, Refusal, root } from '../scripts/setup.mjs'

const folder = required('E2E_FOLDER')
const site = required('E2E_SITE')
const ports = { a: required('E2E_PORT'), b: required('E2E_PORT_B'), plaid: required('E2E_PORT_PLAID') }
const emulatorPort = required('E2E_PORT_EMULATOR')
/** A call of a sync takes as long as at a quick bank, so that two that run at once cannot miss each other. */
const BANK_DELAY_MS = 250
const calls = /^\/(item\/get|transactions\/sync|accounts\/get)$/
const children = []
let stopping = false

command(async () => {
  await mkdir(folder, { recursive: true })
  // The ordinary user writes down here what the guard refused, and reads nothing.
  await chmod(folder, 0o711)
  const refused = path.join(folder, 'refused.log')
  await writeFile(refused, '')
  await chmod(refused, 0o666)
  const guard = {
    NODE_OPTIONS: `--require ${JSON.stringify(path.join(site, 'e2e/loopback-guard.cjs'))}`,
    LOOPBACK_GUARD_LOG: refused,
  }
  const { PATH = '' } = process.env
  const secrets = await ensureSecrets(path.join(folder, 'data'))
  const controlSecret = required('E2E_CONTROL_SECRET')
  await writeFile(path.join(folder, 'probe.json'), await probe())

  const emulator = `http://127.0.0.1:${emulatorPort}`
  void start('emulator', ['npm', ['run', '--silent', 'plaid:emulator']], {
    PATH,
    ...guard,
    HOME: folder,
    // npm itself asks now and then whether there is a newer one.
    npm_config_update_notifier: 'false',
    PORT: emulatorPort,
    DATA_DIR: path.join(folder, 'emulator'),
    EMULATOR_CONTROL_SECRET: controlSecret,
  })

  // As npm start is told by whoever hosts it; nothing comes from this shell.
  const told = {
    ...secrets,
    ...guard,
    PATH,
    HOME: '/nonexistent',
    PLAID_BASE_URL: emulator,
    TRUSTED_ADDRESS_HEADER: 'x-real-ip',
    CRON_SECRET: 'the-cron-secret-of-the-browser-tests',
    LOG_LEVEL: 'debug',
    NEXT_TELEMETRY_DISABLED: '1',
  }
  const pair = {
    ...told,
    DATABASE_URL: required('E2E_DATABASE_URL'),
    NEXTAUTH_URL: `http://localhost:${ports.a}`,
    PLAID_ENV: 'emulator',
    PLAID_BASE_URL: await farFrom(emulator),
    EMULATOR_CONTROL_SECRET: controlSecret,
  }
  const plaid = {
    ...told,
    DATABASE_URL: required('E2E_PLAID_DATABASE_URL'),
    NEXTAUTH_URL: `http://localhost:${ports.plaid}`,
    PLAID_ENV: 'sandbox',
    PLAID_CLIENT_ID: 'the-client-id-of-the-browser-tests',
    PLAID_SECRET: required('E2E_PLAID_SECRET'),
  }
  for (const { DATABASE_URL } of [pair, plaid]) {
    const migrated = await start('migrate', ['npm', ['run', '--silent', 'db:migrate']], {
      PATH,
      HOME: folder,
      DATABASE_URL,
    })
    if (migrated !== 0) throw new Refusal('A database of the deployment could not be migrated.')
  }
  serve('plaid', plaid)
  serve('b', pair)
  await Promise.all([answers(`${emulator}/link-stand-in.js`), healthy('plaid'), healthy('b')])
  serve('a', pair)
})

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop(0))
// However this ends, nothing that it started goes on.
process.once('exit', () => signalAll('SIGKILL'))

/** A variable that scripts/test.mjs sets for everything it starts. */
function required(name) {
  const value = process.env[name]
  if (!value)
    throw new Refusal(`${name} is not set; start this with: .ci/with-postgres node scripts/test.mjs postgres`)
  return value
}

/** Starts a program in the site's folder: what it says goes into its own log and into the one of all. */
function start(name, [file, args], env) {
  const child = spawn(file, args, { cwd: site, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  children.push(child)
  const own = createWriteStream(path.join(folder, `${name}.log`), { flags: 'a' })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      own.write(chunk)
      appendFileSync(path.join(folder, 'server.log'), chunk)
    })
  }
  child.stderr.pipe(process.stderr, { end: false })
  return new Promise((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${name}: ${error.message}\n`)
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
}

/** One process of the app; when it ends by itself, all is over. */
function serve(name, env) {
  const args = [path.join(site, 'scripts/start.mjs'), '-H', '127.0.0.1', '-p', ports[name]]
  void start(name, asOrdinaryUser([process.execPath, ...args]), env).then((code) => {
    if (stopping) return
    process.stderr.write(`The process "${name}" ended with ${code}.\n`)
    void stop(1)
  })
}

/** Tries, as who runs the app, to write where it lies: their user id, and what could be written, as JSON. */
async function probe() {
  const code = `
    const { accessSync, constants, writeFileSync } = require('node:fs')
    const could = (work) => { try { work(); return true } catch { return false } }
    const places = ['.', '.next', '.next/server', 'node_modules', 'lib', 'package.json', '.next/BUILD_ID']
    console.log(JSON.stringify({
      uid: process.getuid(),
      writable: places.filter((place) => could(() => accessSync(place, constants.W_OK)))
        .concat(['.', '.next'].filter((place) => could(() => writeFileSync(place + '/written', '')))),
    }))`
  const [file, args] = asOrdinaryUser([process.execPath, '-e', code])
  const child = spawn(file, args, { cwd: site, stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  for await (const chunk of child.stdout) said += chunk
  if (!said) throw new Refusal(`Node (${process.execPath}) cannot be run by an ordinary user.`)
  return said
}

const healthy = (name) => answers(`http://127.0.0.1:${ports[name]}/api/health`)

async function answers(url) {
  for (const until = Date.now() + 50_000; Date.now() < until && !stopping; await sleep(100)) {
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
  }
  throw new Refusal(`Nothing answers at ${url}; see ${path.relative(root, folder)}`)
}

/** An address at which the emulator answers from further away. */
function farFrom(emulator) {
  const server = http.createServer((incoming, outgoing) => {
    const { method, headers, url = '' } = incoming
    const request = http.request(`${emulator}${url}`, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(outgoing)
    })
    request.once('error', () => outgoing.destroy())
    setTimeout(() => incoming.pipe(request), calls.test(url) ? BANK_DELAY_MS : 0)
  })
  // As long as the emulator says in its answers that it keeps a connection.
  server.keepAliveTimeout = 75_000
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`))
  })
}

/** Ends everything, first with a word and then without, and deletes what the run kept. */
async function stop(code) {
  if (stopping) return
  stopping = true
  const ended = running().map((child) => new Promise((resolve) => child.once('close', resolve)))
  signalAll('SIGTERM')
  await Promise.race([Promise.all(ended), sleep(10_000)])
  signalAll('SIGKILL')
  await rm(folder, { recursive: true, force: true })
  process.exit(code)
}

function running() {
  return children.filter((child) => child.exitCode === null && child.signalCode === null)
}

/** Each is a group of its own: npm does not always pass a signal on to what it runs. */
function signalAll(signal) {
  for (const { pid } of running()) {
    try {
      if (pid) process.kill(-pid, signal)
    } catch {
      // It has ended meanwhile.
    }
  }
}
