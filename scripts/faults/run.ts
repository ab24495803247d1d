import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { knownCases } from './cases'
import { openGround } from './ground'
import { type HistoryResult, liveThrough } from './history'
import { merge, type Tally } from './tally'

// npm run faults -- [--histories 1000] [--seed 7] [--only <history>] [--processes 3] [--verbose]
//                 | --kill 5      a production server, killed under load
//                 | --webhooks 1000   how long webhooks wait for their answer
// each on the embedded database or, with --database postgres, on the server that THROWAWAY_DATABASE_URL names.

interface Assignment {
  seed: number
  history: number
}

/** What a child process says when a history is over. */
interface Report {
  result: HistoryResult
  tally: [string, number][]
  milliseconds: number
}

const { values: options } = parseArgs({
  options: {
    histories: { type: 'string', default: '200' },
    seed: { type: 'string' },
    only: { type: 'string' },
    processes: { type: 'string', default: '3' },
    verbose: { type: 'boolean', default: false },
    worker: { type: 'boolean', default: false },
    kill: { type: 'string' },
    webhooks: { type: 'string' },
    database: { type: 'string', default: 'embedded' },
  },
  strict: false,
})

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** The part of a child: lives through one history after the other, as they are handed to it. */
async function work(): Promise<void> {
  const ground = await openGround()
  process.on('message', (assignment: Assignment) => {
    const tally: Tally = new Map()
    const started = performance.now()
    liveThrough(ground, { ...assignment, tally }).then((result) => {
      const report: Report = { result, tally: [...tally], milliseconds: performance.now() - started }
      process.send?.(report)
    }, fail)
  })
  process.on('disconnect', () => process.exit(0))
  process.send?.('ready')
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exit(1)
}

/** Spreads the assignments over child processes. @returns what each said. */
async function spread(
  assignments: readonly Assignment[],
  processes: number,
  onReport: (report: Report) => void,
): Promise<void> {
  const left = [...assignments]
  const file = fileURLToPath(import.meta.url)
  const child = () =>
    new Promise<void>((resolve, reject) => {
      const env = { ...process.env, TZ: 'UTC', TEST_DATABASE_URL: serverUrl() ?? '' }
      const one = fork(file, ['--worker'], { env })
      const next = () => {
        const assignment = left.shift()
        if (assignment) one.send(assignment)
        else one.disconnect()
      }
      one.on('message', (message: 'ready' | Report) => {
        if (message !== 'ready') onReport(message)
        next()
      })
      one.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`A process ended with ${code}`))))
    })
  await Promise.all(Array.from({ length: Math.min(processes, left.length) }, child))
}

function show({ result, milliseconds }: Report): void {
  const { seed, history, problems, trace } = result
  say(
    `\nHistory ${history} of seed ${seed} (--seed ${seed} --only ${history}), ${milliseconds.toFixed(0)} ms`,
  )
  for (const step of trace) say(`    ${step}`)
  for (const problem of problems.slice(0, 12)) say(`  ✗ ${problem}`)
  if (problems.length > 12) say(`  … and ${problems.length - 12} more`)
}

async function main(): Promise<number> {
  const seed = Number(options.seed ?? Date.now() % 1_000_000)
  const asked = Number(options.histories)
  const numbered = Array.from({ length: asked }, (_, history) => ({ seed, history }))
  const assignments =
    options.only === undefined
      ? [...knownCases.map(({ seed, history }) => ({ seed, history })), ...numbered]
      : [{ seed, history: Number(options.only) }]
  say(`Seed ${seed}, ${assignments.length} histories`)
  const tally: Tally = new Map()
  const failures: number[] = []
  const slowest: number[] = []
  const started = performance.now()
  let done = 0
  await spread(assignments, Number(options.processes), (report) => {
    done += 1
    merge(tally, report.tally)
    slowest.push(report.milliseconds)
    if (report.result.problems.length > 0) failures.push(report.result.history)
    if (report.result.problems.length > 0 || options.verbose || options.only !== undefined) show(report)
    else if (done % 100 === 0) say(`  ${done} of ${assignments.length}`)
  })
  const seconds = (performance.now() - started) / 1_000
  slowest.sort((a, b) => b - a)
  say('')
  for (const [kind, times] of [...tally].sort(([a], [b]) => (a < b ? -1 : 1))) {
    say(`  ${kind}: ${times.toLocaleString('en')}`)
  }
  say(
    `\nSeed ${seed}: ${done} histories in ${seconds.toFixed(1)} s, ${(done / seconds).toFixed(1)} a second; ` +
      `the slowest took ${(slowest[0] ?? 0).toFixed(0)} ms`,
  )
  say(`${done - failures.length} passed, ${failures.length} failed`)
  return failures.length === 0 && done === assignments.length ? 0 : 1
}

/** The PostgreSQL to make databases on; null for the embedded one. @throws Error where none is named. */
function serverUrl(): string | null {
  if (options.database !== 'postgres') return null
  const url = process.env.THROWAWAY_DATABASE_URL
  if (url) return url
  throw new Error('This takes a server: .ci/with-postgres npm run faults -- --database postgres')
}

async function kill(): Promise<number> {
  const { killAgainAndAgain } = await import('./kill')
  const kills = Number(options.kill)
  const seed = Number(options.seed ?? Date.now() % 1_000_000)
  return summarize(await killAgainAndAgain({ kills, seed, databaseUrl: serverUrl(), say }))
}

async function webhooks(): Promise<number> {
  const { measureWebhooks } = await import('./webhooks')
  return summarize(await measureWebhooks({ count: Number(options.webhooks), databaseUrl: serverUrl(), say }))
}

function summarize({ passed, failed }: { passed: number; failed: number }): number {
  say(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

if (options.worker) work().catch(fail)
else
  (options.kill !== undefined ? kill() : options.webhooks !== undefined ? webhooks() : main()).then(
    (code) => process.exit(code),
    fail,
  )
