import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { parseEnv } from '@/lib/env'
import { type Random, randomFor } from '@/lib/plaid-emulator/random'
import { type AppServer, appServer } from '../serving/app-server'
import type { RemotePerson } from '../serving/person'
import { type KillBank, killBank } from './kill/bank'
import { differences, type Promises } from './kill/check'
import { freshDatabase, prepare, signInPrepared, takeJobsBack, told, withDatabase } from './kill/ground'
import { connectEach, type LoadContext, type LoadCounts, load } from './kill/load'

/** A kill comes within this time of the server's first answer. */
const LIVES_MS = 6_000
/** The server forgets an exchange that was cut off after five minutes; the bank's clock is set past that. */
const FORSAKEN_SECONDS = 6 * 60
/** In the end everything is at rest before this; what is not is a difference. */
const REST_MS = 120_000

export interface KillOptions {
  kills: number
  seed: number
  /** A PostgreSQL server on which a database is made anew; null for the embedded one. */
  databaseUrl: string | null
  say: (line: string) => void
}

/** @returns one outcome for each kill survived, and one for what was there in the end. */
export async function killAgainAndAgain(options: KillOptions): Promise<{ passed: number; failed: number }> {
  const { kills, seed, say } = options
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-kill-'))
  const databaseUrl = options.databaseUrl === null ? null : await freshDatabase(options.databaseUrl)
  const bank = await killBank()
  const server = await appServer({ folder, bankUrl: bank.url, databaseUrl })
  let passed = 0
  let failed = 0
  try {
    await prepare(server)
    const promises: Promises = {
      notes: new Set(),
      noted: new Set(),
      connected: new Set(),
      removed: new Set(),
    }
    const counts: LoadCounts = { answered: 0, unanswered: 0 }
    const random = randomFor('kill', seed)
    const life = { server, bank, promises, counts, random }
    await server.start()
    await connectEach(await contextOf(life))
    await server.kill()
    for (let kill = 1; kill <= kills; kill += 1) {
      try {
        const startedMs = await server.start()
        const livedMs = await loadAndKill(life)
        say(
          `  kill ${kill}: up after ${Math.round(startedMs)} ms, killed ${Math.round(livedMs)} ms later; ${promises.connected.size} connections, ${promises.notes.size} notes`,
        )
        passed += 1
      } catch (error) {
        say(`  kill ${kill}: ${error instanceof Error ? error.message : 'unknown'}`)
        failed += 1
      }
    }
    const found = await settleAndCompare({ server, bank, promises })
    for (const difference of found) say(`  ✗ ${difference}`)
    if (found.length === 0) passed += 1
    else failed += found.length
    say(
      `  ${counts.answered} requests answered, ${counts.unanswered} cut off; webhooks ${told(bank.answersMs)}; seed ${seed}`,
    )
  } finally {
    await server.stop()
    await bank.close()
    if (failed === 0) await rm(folder, { recursive: true, force: true })
    else say(`  kept: ${folder}`)
  }
  return { passed, failed }
}

interface Kill {
  server: AppServer
  bank: KillBank
  promises: Promises
  counts: LoadCounts
  random: Random
}

async function contextOf({ server, bank, promises, counts, random }: Kill): Promise<LoadContext> {
  const person = await signInPrepared(server)
  // The first page of a server that has just started takes long; under load is what comes after.
  await person.transactionIds('')
  const cronSecret = server.environment.CRON_SECRET ?? ''
  return { url: server.url, cronSecret, bank, person, promises, counts, random }
}

/** @returns how long the server lived under load, in milliseconds. */
async function loadAndKill(life: Kill): Promise<number> {
  const context = await contextOf(life)
  const until = new AbortController()
  const started = performance.now()
  const loading = load(context, until.signal)
  await sleep(100 + life.random.between(0, LIVES_MS))
  await life.server.kill()
  const livedMs = performance.now() - started
  until.abort()
  await loading
  return livedMs
}

/** Lets a last server finish what is to be done, kills that too, and compares. */
async function settleAndCompare({
  server,
  bank,
  promises,
}: Pick<Kill, 'server' | 'bank' | 'promises'>): Promise<string[]> {
  await takeJobsBack(server)
  await server.start()
  await bank.call('/emulator/clock/advance', { seconds: FORSAKEN_SECONDS })
  // The server looks at the bank's clock every two seconds.
  await sleep(2_500)
  const person = await signInPrepared(server)
  const started = performance.now()
  // Twice in a row: what a tick has ended may lead to more.
  for (let times = 0; times < 2 && performance.now() - started < REST_MS; ) {
    times = (await isAtRest(server, bank, person)) ? times + 1 : 0
    await sleep(1_000)
  }
  await server.kill()
  const { tokenKeys } = parseEnv(server.environment)
  return withDatabase(server, (db) => differences(db, bank.plaid, tokenKeys, promises))
}

const left = z.object({ waiting: z.number(), later: z.number(), active: z.number() })

/** Has the schedule do what is to be done. @returns whether nothing is left, here or at the bank, and all is well. */
async function isAtRest(
  { url, environment }: AppServer,
  bank: KillBank,
  person: RemotePerson,
): Promise<boolean> {
  if ((await bank.untold()) > 0) return false
  const authorization = `Bearer ${environment.CRON_SECRET}`
  const answer = await fetch(`${url}/api/jobs/tick`, { headers: { authorization } })
  const { waiting, later, active } = left.parse(await answer.json())
  return waiting + later + active === 0 && (await person.isAllWell())
}
