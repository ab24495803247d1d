import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { BenchContext, Part } from './part'
import { median } from './rounds'

const PACKAGE = '@actual-app/api'
const VERSION = '26.9.0'
/** A hundred thousand take it minutes, and once more ten: this is enough to compare. */
const MOST_ROWS = 10_000
const MOST_ROUNDS = 3
const LONGEST_MS = 30 * 60_000

const run = promisify(execFile)
const program = fileURLToPath(new URL('./peer-process.mjs', import.meta.url))

const taken = z.object({ first: z.number(), again: z.number(), search: z.number() })

/** Evenkeel's figure of the same run, and what the peer takes for the same. */
const COMPARED = { first: 'sync.first', again: 'sync.again', search: 'reads.search-narrow' } as const

/**
 * Another program that one could use, where this is asked for by name: it is installed beside the project and no part
 * of it. What Evenkeel takes comes from the parts `sync` and `reads` of the same run.
 */
export const peer: Part = {
  name: 'peer',
  async measure(context) {
    const folder = await install(context)
    for (const rows of new Set(context.rows.map((count) => Math.min(count, MOST_ROWS))))
      await compare(context, folder, rows)
  },
}

/** Once for each version. @returns where it is. */
async function install({ say }: BenchContext): Promise<string> {
  const folder = path.join(tmpdir(), `evenkeel-bench-peer-${VERSION}`)
  if (existsSync(path.join(folder, 'node_modules', PACKAGE, 'package.json'))) return folder
  say(`  installing ${PACKAGE} ${VERSION} in ${folder}`)
  await mkdir(folder, { recursive: true })
  const dependencies = { [PACKAGE]: VERSION }
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }))
  await run('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder, timeout: LONGEST_MS })
  return folder
}

async function compare(context: BenchContext, folder: string, rows: number): Promise<void> {
  const { rounds, figures, database, report } = context
  const measured: z.infer<typeof taken>[] = []
  for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round += 1) {
    const { stdout } = await run(process.execPath, [program, folder, String(rows)], { timeout: LONGEST_MS })
    measured.push(taken.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')))
  }
  for (const name of ['first', 'again', 'search'] as const) {
    const theirs = median(measured.map((one) => one[name]))
    const ours = figures.find(
      (one) => one.figure === COMPARED[name] && one.rows === rows && one.database === database,
    )
    const figure = `peer.${name}`
    if (ours) report({ figure, rows, subject: ours.subject, floor: theirs, unit: 'ms' })
    else report({ figure: `${figure}.alone`, rows, subject: theirs, floor: null, unit: 'ms' })
  }
}
