import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type BenchDatabase, benchDatabase } from './databases'
import { type EmulatorProcess, startEmulatorProcess } from './emulator-process'
import type { BenchContext, Part } from './part'
import { median } from './rounds'
import type { Assignment, Taken } from './sync-child'

/** So many rows take seconds each time; fewer rounds are enough then. */
const MANY_ROWS = 50_000
const ROUNDS_OF_MANY = 3
const NEWS = 50

interface AppProcess {
  take(assignment: Assignment): Promise<Taken>
  end(): Promise<void>
}

async function startApp(database: BenchDatabase, emulator: EmulatorProcess): Promise<AppProcess> {
  const child = fork(fileURLToPath(new URL('./sync-child.ts', import.meta.url)), {
    env: {
      ...process.env,
      BENCH_DATABASE_URL: database.url ?? '',
      BENCH_DATA_DIR: database.dataDir,
      BENCH_EMULATOR_URL: emulator.url,
    },
  })
  await told(child)
  return {
    async take(assignment) {
      const answer = told(child)
      child.send(assignment)
      return answer
    },
    async end() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.signalCode === null) {
        child.disconnect()
        await ended
      }
    },
  }
}

/** What it says next. */
function told(child: ChildProcess): Promise<Taken> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`The app's process ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message: Taken) => {
      child.off('exit', ended)
      resolve(message)
    })
  })
}

type Step = 'first' | 'again' | 'delta'
type Round = Record<Step, { subject: Taken; floor: Taken }> & { idleMb: number }

/** One person's first sync, again and a delta; then the same rows in plain SQL. */
async function oneRound(app: AppProcess, emulator: EmulatorProcess, rows: number): Promise<Round> {
  const item = await emulator.newItem(rows)
  await app.take({ step: 'empty' })
  await app.take({ step: 'begin', item })
  // By now it has stored something: what it takes to load the code for that is no sync's.
  const { residentMb: idleMb } = await app.take({ step: 'idle' })
  const first = await app.take({ step: 'first' })
  await app.take({ step: 'read' })
  const again = await app.take({ step: 'again' })
  await emulator.arrive(item, NEWS)
  const delta = await app.take({ step: 'delta' })
  await app.take({ step: 'readNew' })

  await app.take({ step: 'empty' })
  await app.take({ step: 'floorBegin' })
  return {
    idleMb,
    first: { subject: first, floor: await app.take({ step: 'floorFirst' }) },
    again: { subject: again, floor: await app.take({ step: 'floorAgain' }) },
    delta: { subject: delta, floor: await app.take({ step: 'floorDelta' }) },
  }
}

function report({ report: tell, say }: BenchContext, rows: number, rounds: readonly Round[], idleMb: number) {
  const middle = (of: (round: Round) => number) => median(rounds.map(of))
  const timesOf = (step: Step) => ({
    rows,
    subject: middle((round) => round[step].subject.ms),
    floor: middle((round) => round[step].floor.ms),
    unit: 'ms' as const,
  })
  const first = timesOf('first')
  tell({ figure: 'sync.first', ...first })
  tell({ figure: 'sync.first.path', ...first, floor: null })
  tell({ figure: 'sync.first.database', ...first, subject: middle((round) => round.first.subject.storeMs) })
  tell({ figure: 'sync.again', ...timesOf('again') })
  tell({ figure: 'sync.delta', ...timesOf('delta') })
  const alone = (subject: number) => ({ rows, subject, floor: null })
  const written = (step: Step) => middle((round) => round[step].subject.written)
  tell({ figure: 'sync.again.written', ...alone(written('again')), unit: 'rows' })
  tell({ figure: 'sync.rows-written', ...alone(written('first')), unit: 'rows' })
  for (const [step, name] of [
    ['first', 'sync.statements'],
    ['again', 'sync.again.statements'],
    ['delta', 'sync.delta.statements'],
  ] as const) {
    tell({ figure: name, ...alone(middle((round) => round[step].subject.statements)), unit: 'statements' })
  }
  tell({ figure: 'sync.cpu', ...alone(middle((round) => round.first.subject.cpuMs)), unit: 'ms' })
  say(`   idle at ${idleMb.toFixed(0)} MB`)
}

async function measureSize(context: BenchContext, emulator: EmulatorProcess, rows: number): Promise<void> {
  const database = await benchDatabase(context)
  try {
    await database.db.close()
    const app = await startApp(database, emulator)
    try {
      let idleMb = 0
      const rounds: Round[] = []
      const count = rows >= MANY_ROWS ? Math.min(context.rounds, ROUNDS_OF_MANY) : context.rounds
      for (let round = 0; round <= count; round += 1) {
        const measured = await oneRound(app, emulator, rows)
        if (round === 0) {
          // Of a process that has done nothing else yet; what comes later finds its memory taken already.
          const { peakMb } = measured.first.subject
          idleMb = measured.idleMb
          context.report({ figure: 'sync.memory', rows, subject: peakMb - idleMb, floor: null, unit: 'MB' })
        } else rounds.push(measured)
      }
      report(context, rows, rounds, idleMb)
    } finally {
      await app.end()
    }
  } finally {
    await database.remove()
  }
}

export const sync: Part = {
  name: 'sync',
  async measure(context) {
    const emulator = await startEmulatorProcess()
    try {
      for (const rows of context.rows) await measureSize(context, emulator, rows)
    } finally {
      await emulator.stop()
    }
  },
}
