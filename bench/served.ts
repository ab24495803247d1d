import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type AppServer, appServer } from '@/scripts/serving/app-server'
import { type RemotePerson, signIn } from '@/scripts/serving/person'
import { type BenchDatabase, benchDatabase } from './databases'
import type { BenchContext } from './part'
import { fillWorld, PERSON, type World } from './world'

/** A world in a database that nobody has open, to be served. */
export interface ServedWorld extends Pick<BenchDatabase, 'dataDir' | 'url'> {
  world: World
}

const made = new Map<string, Promise<ServedWorld>>()
const left: (() => Promise<void>)[] = []

/** The person with the most rows that are asked for: made once for all parts that only read it. */
export function servedWorld(context: BenchContext): Promise<ServedWorld> {
  const rows = Math.max(...context.rows)
  const key = `${context.database} ${rows} ${context.seed}`
  const known = made.get(key)
  if (known) return known
  const making = make(context, rows)
  made.set(key, making)
  return making
}

async function make(context: BenchContext, rows: number): Promise<ServedWorld> {
  const database = await benchDatabase(context)
  left.push(database.remove)
  const world = await fillWorld(database.db, { rows, seed: context.seed, now: new Date() })
  await database.db.close()
  return { dataDir: database.dataDir, url: database.url, world }
}

/** Removes every world that was made to be served. */
export async function removeServedWorlds(): Promise<void> {
  made.clear()
  for (const remove of left.splice(0)) await remove()
}

/** The build that scripts/bench.mjs made. @throws Error where there is none. */
export function benchSite(): string {
  const site = process.env.BENCH_SITE
  if (!site) throw new Error('BENCH_SITE is not set; start this by npm run bench')
  return site
}

/** A production server over some data, not started yet. */
export interface BenchServer extends AppServer {
  signIn(): Promise<RemotePerson>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

export async function benchServer(
  data: { url: string | null; dataDir?: string },
  more: { bankUrl?: string; environment?: Readonly<Record<string, string>> } = {},
): Promise<BenchServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'evenkeel-bench-server-'))
  const { url: databaseUrl, ...place } = data
  const server = await appServer({ folder, databaseUrl, site: benchSite(), ...place, ...more })
  return Object.assign(server, {
    signIn: () => signIn(server.url, PERSON.email, PERSON.password, benchSite()),
    async remove() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  })
}
