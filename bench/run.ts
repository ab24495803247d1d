import path from 'node:path'
import { parseArgs } from 'node:util'
import { DATABASES, type DatabaseKind, type Figure, toFigure } from './figure'
import type { Part } from './part'
import { removeServedWorlds } from './served'
import { tableOf } from './table'

// npm run bench -- [--only sync,reads] [--rows 10000,100000] [--database embedded|postgres] [--rounds 5] [--seed 7] [--json]
//   [--people 2000] [--minutes 2] [--profile <folder>]

const PARTS: Readonly<Record<string, () => Promise<Part>>> = {
  sync: async () => (await import('./sync')).sync,
  reads: async () => (await import('./reads')).reads,
  http: async () => (await import('./http')).http,
  start: async () => (await import('./start')).start,
  browser: async () => (await import('./browser')).browser,
  people: async () => (await import('./people')).people,
  partitions: async () => (await import('./partitions')).partitions,
  peer: async () => (await import('./peer')).peer,
}

/** Only where they are named: one installs what is no part of the project, the other is what tests are for. */
const ON_REQUEST = ['partitions', 'peer']

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    rows: { type: 'string', default: '10000,100000' },
    database: { type: 'string', default: '' },
    rounds: { type: 'string', default: '7' },
    seed: { type: 'string', default: '7' },
    people: { type: 'string', default: '2000' },
    minutes: { type: 'string', default: '2' },
    profile: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
})

const listed = (text: string) => text.split(',').filter((word) => word !== '')

/** @throws Error where a number is none. */
function positive(name: string, text: string): number {
  const value = Number(text.replaceAll('_', ''))
  if (Number.isInteger(value) && value > 0) return value
  throw new Error(`--${name} takes whole numbers from 1 on, not “${text}”`)
}

function chosenParts(): string[] {
  const chosen = listed(options.only)
  for (const name of chosen) {
    if (!PARTS[name]) throw new Error(`--only takes ${Object.keys(PARTS).join(', ')}, not “${name}”`)
  }
  return chosen.length > 0 ? chosen : Object.keys(PARTS).filter((name) => !ON_REQUEST.includes(name))
}

function chosenDatabases(): DatabaseKind[] {
  if (options.database === '') return ['postgres', 'embedded']
  const kind = DATABASES.find((known) => known === options.database)
  if (!kind) throw new Error(`--database takes ${DATABASES.join(' or ')}, not “${options.database}”`)
  return [kind]
}

/** The server that scripts/bench.mjs started. @throws Error where there is none. */
function serverUrl(): string {
  const url = process.env.THROWAWAY_DATABASE_URL
  if (!url) throw new Error('THROWAWAY_DATABASE_URL is not set; start this by npm run bench')
  return url
}

const say = (line: string) => void process.stderr.write(`${line}\n`)

async function main(): Promise<void> {
  const rows = listed(options.rows)
    .map((text) => positive('rows', text))
    .sort((a, b) => a - b)
  const rounds = positive('rounds', options.rounds)
  const seed = positive('seed', options.seed)
  const people = positive('people', options.people)
  const minutes = positive('minutes', options.minutes)
  const profile = options.profile === '' ? null : path.resolve(options.profile)
  const figures: Figure[] = []
  const names = chosenParts()
  // PostgreSQL first: what it takes is what the embedded database is held against.
  for (const database of chosenDatabases()) {
    for (const name of names) {
      const part = await PARTS[name]?.()
      if (!part) continue
      say(`── ${name}, ${database}`)
      await part.measure({
        database,
        serverUrl: database === 'postgres' ? serverUrl() : null,
        rows,
        rounds,
        seed,
        people,
        minutes,
        profile,
        figures,
        report(measurement) {
          const figure = toFigure({ ...measurement, database })
          figures.push(figure)
          if (options.json) process.stdout.write(`${JSON.stringify(figure)}\n`)
        },
        say,
      })
    }
  }
  if (!options.json) process.stdout.write(`\n${tableOf(figures)}\n`)
  const missed = figures.filter(({ met }) => met === false).length
  say(`\n${figures.filter(({ met }) => met).length} targets met, ${missed} missed`)
}

/** The same, and nothing is left of it. */
async function mainAndAway(): Promise<void> {
  try {
    await main()
  } finally {
    await removeServedWorlds()
  }
}

mainAndAway().then(
  () => process.exit(0),
  (error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
    process.exit(1)
  },
)
