import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { browserTestEnvironment, ensureChromium, noBrowser } from './chromium.mjs'
import { ensureDemoData } from './demo-server.mjs'
import { makeDeployment } from './deployment.mjs'
import { staticChecks } from './parts.mjs'
import {
  build,
  command,
  ensureBuild,
  ensureDependencies,
  ensureGenerated,
  freePort,
  program,
  programs,
  Refusal,
  root,
  run,
  say,
} from './setup.mjs'

// npm test: everything, to the end, whatever fails on the way. The last line counts: each test is one, each static
// check is one, and a test that was skipped has failed. Vitest's or Playwright's part alone: npm test -- unit | e2e
// What touches the database alone, spread by household as a distributed one would: TEST_PARTITIONED=1 npm test -- database

/** @typedef {{ title: string, passed: number, failed: number, remark?: string, failures?: string[] }} Outcome */

command(async () => {
  const started = performance.now()
  const chosen = process.argv.slice(2)
  const wanted = (part) => chosen.length === 0 || chosen.includes(part)
  await ensureDependencies()
  await ensureGenerated()
  const folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-test-'))
  /** @type {Outcome[]} */
  const outcomes = []
  const part = async (title, work) => {
    say(`\n── ${title}\n`)
    const partStarted = performance.now()
    const outcome = await work().catch((error) => ({ passed: 0, failed: 1, remark: error.message }))
    outcomes.push({ title, seconds: (performance.now() - partStarted) / 1000, ...outcome })
  }
  try {
    if (wanted('static')) {
      for (const { title, commands } of staticChecks) await part(title, () => all(commands))
    }
    if (wanted('unit')) {
      await part('unit and integration tests (vitest)', () => unitTests(path.join(folder, 'unit.json')))
    }
    if (chosen.includes('database')) {
      await part('integration tests (vitest)', async () =>
        unitTests(path.join(folder, 'database.json'), {}, await databaseTests()),
      )
    }
    if (wanted('e2e')) {
      await part(
        "production build with VERCEL=1, without secrets or database (next), and the demo's data",
        async () => {
          // The browser tests want both: one keeps a processor busy, the other not quite the rest.
          await Promise.all([build(undefined, { asHost: true }), ensureDemoData()])
          return { passed: 1, failed: 0 }
        },
      )
      await part('browser tests (playwright)', () => browserTests(path.join(folder, 'browser.json')))
    }
    if (chosen.includes('bench'))
      await part('the benchmark, at a size that says nothing of speed', smallBench)
    if (chosen.includes('postgres')) await postgresParts(part, folder)
    if (chosen.includes('postgres') || chosen.includes('deployment')) await deploymentParts(part, folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  summarize(outcomes, performance.now() - started)
})

/** Once more on a server: what touches the database, and the story. */
async function postgresParts(part, folder) {
  const server = throwawayServer()
  await part('integration tests on PostgreSQL (vitest)', async () =>
    unitTests(path.join(folder, 'postgres.json'), { TEST_DATABASE_URL: server }, await databaseTests()),
  )
  await part('browser tests on PostgreSQL (playwright)', async () => {
    const [url] = await newDatabases(server, ['evenkeel_story'])
    await ensureBuild()
    return browserTests(path.join(folder, 'postgres-browser.json'), {
      env: { E2E_DATABASE_URL: url },
      args: ['--grep', '@database'],
    })
  })
}

/** As a host would have it: built without knowing anything, then several processes on one server. */
async function deploymentParts(part, folder) {
  const server = throwawayServer()
  const site = path.join(folder, 'site')
  // Whoever runs the app must be able to reach it.
  await chmod(folder, 0o755)
  let isBuilt = false
  await part('a copy of that build, as a host has it', async () => {
    await makeDeployment(site)
    isBuilt = true
    return { passed: 1, failed: 0 }
  })
  await part('browser tests of a deployment of several processes (playwright)', async () => {
    if (!isBuilt) throw new Refusal('There is no build to run.')
    const [url, plaidUrl] = await newDatabases(server, ['evenkeel_deployment', 'evenkeel_plaid'])
    const ports = await Promise.all([freePort(), freePort(), freePort()])
    const [portB, portPlaid, portEmulator] = ports.map(String)
    const environment = {
      E2E_SITE: site,
      E2E_DATABASE_URL: url,
      E2E_PLAID_DATABASE_URL: plaidUrl,
      E2E_PORT_B: portB,
      E2E_PORT_PLAID: portPlaid,
      E2E_PORT_EMULATOR: portEmulator,
      E2E_CONTROL_SECRET: randomBytes(24).toString('hex'),
      E2E_PLAID_SECRET: randomBytes(24).toString('hex'),
    }
    return browserTests(path.join(folder, 'deployment.json'), {
      env: environment,
      config: 'e2e/deployment.config.ts',
    })
  })
}

const BENCH_PARTS = ['sync', 'reads', 'http', 'start', 'browser', 'people']
/** What has to be as it should at any size. */
const BENCH_LAWS = ['sync.again.written', 'people.lost']

/** That every part measures on either database, and what a law says of its figures. No time is looked at. */
async function smallBench() {
  const options = ['--json', '--rows', '300', '--rounds', '1', '--people', '20', '--minutes', '1']
  const { code, said } = await output(process.execPath, [
    'scripts/bench.mjs',
    ...['--only', BENCH_PARTS.join(',')],
    ...options,
  ])
  const lines = said.split('\n').filter((line) => line.startsWith('{'))
  const figures = lines.map((line) => JSON.parse(line))
  const isOf = (part, database) => (figure) =>
    figure.figure.startsWith(`${part}.`) && figure.database === database
  const failures = ['postgres', 'embedded'].flatMap((database) => [
    ...BENCH_PARTS.filter((part) => !figures.some(isOf(part, database))).map(
      (part) => `✗ ${part} on ${database} measured nothing`,
    ),
    ...BENCH_LAWS.filter(
      (law) => !figures.some((one) => one.figure === law && one.database === database && one.met),
    ).map((law) => `✗ ${law} on ${database} is not as it should be`),
  ])
  const odd = figures.filter(({ subject }) => !Number.isFinite(subject) || subject < 0)
  failures.push(...odd.map(({ figure, database }) => `✗ ${figure} on ${database} is no number`))
  return { ...counted(figures.length - odd.length, failures.length, code), failures }
}

function throwawayServer() {
  const server = process.env.THROWAWAY_DATABASE_URL
  if (server) return server
  throw new Refusal('This takes a server: .ci/with-postgres node scripts/test.mjs postgres')
}

/** Makes databases anew, and gives their addresses. */
async function newDatabases(server, names) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  for (const name of names) {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name}`)
  }
  await client.end()
  return names.map((name) => {
    const url = new URL(server)
    url.pathname = `/${name}`
    return url.href
  })
}

/** The test files that open a database through lib/db/testing. */
async function databaseTests() {
  const files = await Promise.all(['lib', 'prisma', 'app', 'scripts'].map((folder) => testFiles(folder)))
  return files.flat()
}

async function testFiles(folder) {
  const names = await readdir(path.join(root, folder), { recursive: true }).catch(() => [])
  const tests = names.filter((name) => /\.test\.tsx?$/.test(name)).map((name) => path.join(folder, name))
  const sources = await Promise.all(tests.map((file) => readFile(path.join(root, file), 'utf8')))
  const opening = (file) =>
    path.dirname(file) === path.join('lib', 'db') ? /'\.\/testing'/ : /\/db\/testing'/
  return tests.filter((file, index) => opening(file).test(sources[index]))
}

async function all(commands) {
  for (const args of commands) {
    if ((await run(process.execPath, args)) !== 0) return { passed: 0, failed: 1 }
  }
  return { passed: 1, failed: 0 }
}

async function unitTests(file, env = {}, files = []) {
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(process.execPath, [program(programs.vitest), 'run', ...reports, ...files], {
    env: { ...process.env, VITE_CONFIG_NATIVE_IGNORE_WARNING: 'true', ...env },
  })
  const report = await readReport(file)
  if (!report) return { passed: 0, failed: 1, remark: 'vitest did not finish' }
  const unreadable = report.testResults.filter(
    (result) => result.status === 'failed' && result.assertionResults.length === 0,
  ).length
  return {
    ...counted(report.numPassedTests, report.numTotalTests - report.numPassedTests + unreadable, code),
    failures: report.testResults.flatMap(failuresOfFile),
  }
}

/** What failed in a file of Vitest's report, each with its message. */
function failuresOfFile({ name, status, message, assertionResults }) {
  const file = path.relative(root, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return status === 'failed' ? [failure(file, message)] : []
  return failed.map((test) => failure(`${file} › ${test.fullName}`, test.failureMessages.join('\n')))
}

/** What failed in a suite of Playwright's report, each with its message; what was not run is only counted. */
function failuresOfSuite({ file, specs = [], suites = [] }) {
  const failed = specs.flatMap((spec) =>
    spec.tests
      .flatMap((test) => test.results)
      .filter((result) => !['passed', 'skipped'].includes(result.status))
      .map((result) =>
        failure(`${file} › ${spec.title}`, result.errors.map((error) => error.message).join('\n')),
      ),
  )
  return [...failed, ...suites.flatMap(failuresOfSuite)]
}

const LINES_OF_FAILURE = 25

function failure(title, message) {
  const lines = stripVTControlCharacters(message ?? '').split('\n')
  const more = lines.length > LINES_OF_FAILURE ? ['…'] : []
  return [`✗ ${title}`, ...lines.slice(0, LINES_OF_FAILURE), ...more].join('\n    ')
}

async function browserTests(file, { env = {}, config = 'e2e/playwright.config.ts', args = [] } = {}) {
  const playwright = (...more) => [program(programs.playwright), 'test', '-c', config, ...args, ...more]
  const browser = await ensureChromium(true)
  if (!browser) {
    const failed = Math.max(1, await listedBrowserTests(file, playwright, env))
    return { passed: 0, failed, remark: noBrowser }
  }
  const code = await run(process.execPath, playwright('--reporter=list,json'), {
    env: { ...(await browserTestEnvironment(browser)), PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...env },
  })
  const report = await readReport(file)
  if (!report) return { passed: 0, failed: 1, remark: 'playwright did not finish' }
  const { expected, unexpected, skipped, flaky } = report.stats
  return {
    ...counted(expected, unexpected + skipped + flaky + (expected + unexpected === 0 ? 1 : 0), code),
    failures: [
      ...report.errors.map((error) => failure('outside of the tests', error.message)),
      ...report.suites.flatMap(failuresOfSuite),
    ],
  }
}

/** How many browser tests there are, where none can be run. */
async function listedBrowserTests(file, playwright, env) {
  await run(process.execPath, playwright('--list', '--reporter=json'), {
    quiet: true,
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, ...env },
  })
  const report = await readReport(file)
  const count = (suite) =>
    (suite.specs?.length ?? 0) + (suite.suites ?? []).reduce((sum, inner) => sum + count(inner), 0)
  return report ? count(report) : 0
}

/** Runs a program, and keeps what it says; what it says of its work is shown. */
async function output(program, args) {
  const child = spawn(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  const said = []
  child.stdout.on('data', (chunk) => said.push(chunk))
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', (ended) => resolve(ended ?? 1))
  })
  return { code, said: Buffer.concat(said).toString() }
}

/** A run that ended badly although every test passed had an error outside of them. */
function counted(passed, failed, code) {
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

async function readReport(file) {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return null
  }
}

function summarize(outcomes, tookMs) {
  say(`\n── after ${(tookMs / 60_000).toFixed(1)} minutes\n`)
  for (const { title, passed, failed, remark, seconds } of outcomes) {
    const line = `${failed ? '✗' : '✓'} ${title}: ${passed} passed, ${failed} failed, ${seconds.toFixed(0)} s`
    say(remark ? `${line}. ${remark}` : line)
  }
  // Once more at the end: what went before is long.
  for (const line of outcomes.flatMap((outcome) => outcome.failures ?? [])) say(`\n${line}`)
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0)
  process.exitCode = sum('failed') === 0 && sum('passed') > 0 ? 0 : 1
  say(`\n${sum('passed')} passed, ${sum('failed')} failed`)
}
