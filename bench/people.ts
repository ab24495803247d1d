import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { parseKeyRing } from '@/lib/crypto/key-ring'
import { openDatabase } from '@/lib/db/open'
import { type BenchDatabase, benchDatabase } from './databases'
import type { BenchContext, Part } from './part'
import { type BankLogin, type PeopleBank, peopleBank } from './people-bank'
import { fillPeople, ROWS_EACH } from './people-world'
import { profiled, profileServer } from './profile'
import { quantile } from './rounds'
import { type BenchServer, benchServer } from './served'

/** Fifty webhooks a second. */
const EVERY_MS = 20
/** Before those that count: a server that has just started answers its first requests slowly. */
const WARM_UP = 40
/** The embedded database is one household's, or a few: it is asked for a tenth. */
const EMBEDDED_SHARE = 10
/** How long without anything being worked off until what is left is given up, and counted as lost. */
const PATIENCE_MS = 60_000

/** Many people, and their banks that all have news. */
export const people: Part = {
  name: 'people',
  async measure(context) {
    const { database, seed, say } = context
    const now = new Date()
    const today = dayInZone(now, 'UTC')
    const ring = `k1:${randomBytes(32).toString('base64')}`
    const count = database === 'embedded' ? Math.ceil(context.people / EMBEDDED_SHARE) : context.people
    const filled = await benchDatabase(context)
    try {
      const started = performance.now()
      const tokenKeys = parseKeyRing(ring, [])
      const logins = await fillPeople(filled.db, { people: count, seed, today, now, tokenKeys })
      say(`  ${count} people made in ${Math.round((performance.now() - started) / 1_000)} s`)
      await filled.db.close()
      const bank = await peopleBank(logins, today)
      try {
        const scene = { context, filled, bank, logins, ring }
        const alone = await withServers(scene, 1)
        const rows = count * ROWS_EACH
        const { report } = context
        for (const [name, share] of [
          ['p50', 0.5],
          ['p95', 0.95],
          ['p99', 0.99],
        ] as const) {
          const subject = quantile(alone.answersMs, share)
          report({ figure: `people.webhook.${name}`, rows, subject, floor: null, unit: 'ms' })
        }
        report({ figure: 'people.backlog', rows, subject: alone.backlogMs, floor: null, unit: 'ms' })
        report({ figure: 'people.rate', rows, subject: alone.rate, floor: null, unit: 'per second' })
        const pair = database === 'postgres' ? await withServers(scene, 2) : null
        const lost = alone.unanswered + (pair?.unanswered ?? 0) + (await missing(filled, bank))
        report({ figure: 'people.lost', rows, subject: lost, floor: null, unit: 'count' })
        if (!pair) return
        say(
          `  two processes: ${pair.rate.toFixed(1)} syncs a second, ${Math.round(pair.backlogMs)} ms of backlog`,
        )
        report({
          figure: 'people.second-process',
          rows,
          subject: pair.rate / alone.rate,
          floor: null,
          unit: 'score',
        })
      } finally {
        await bank.close()
      }
    } finally {
      await filled.remove()
    }
  },
}

interface Scene {
  context: BenchContext
  filled: BenchDatabase
  bank: PeopleBank
  logins: readonly BankLogin[]
  ring: string
}

interface Worked {
  answersMs: number[]
  unanswered: number
  /** From the last webhook until nothing is left to do. */
  backlogMs: number
  /** How many syncs a second, from the first webhook to the end of the work. */
  rate: number
}

/** Has so many processes work off a webhook of each login. */
async function withServers(
  { context, filled, bank, logins, ring }: Scene,
  processes: number,
): Promise<Worked> {
  const environment = {
    TOKEN_ENCRYPTION_KEYS: ring,
    PLAID_WEBHOOK_URL: bank.webhookUrl,
    ...profiled(context.profile),
  }
  const servers: BenchServer[] = []
  try {
    for (let made = 0; made < processes; made += 1) {
      const server = await benchServer(filled, { bankUrl: bank.url, environment })
      servers.push(server)
      await server.start()
    }
    const warmUp = Math.min(WARM_UP, Math.floor(logins.length / 4))
    await deliver(bank, servers, logins.slice(0, warmUp))
    await untilWorkedOff(bank)
    const work = async (): Promise<Worked> => {
      const started = performance.now()
      const delivered = await deliver(bank, servers, logins.slice(warmUp))
      const sent = performance.now()
      await untilWorkedOff(bank)
      const ended = performance.now()
      const rate = ((logins.length - warmUp) / (ended - started)) * 1_000
      return { ...delivered, backlogMs: ended - sent, rate }
    }
    const [server] = servers
    if (!context.profile || !server) return await work()
    const name = `people-${processes}`
    return await profileServer({ server, name, folder: context.profile, say: context.say }, work)
  } finally {
    for (const server of servers) await server.remove()
  }
}

/** Sends a webhook for each login at its time, whether or not those before it were answered. */
async function deliver(
  bank: PeopleBank,
  servers: readonly BenchServer[],
  logins: readonly BankLogin[],
): Promise<{ answersMs: number[]; unanswered: number }> {
  const answersMs: number[] = []
  let unanswered = 0
  const started = performance.now()
  const sending = logins.map(async ({ plaidItemId }, place) => {
    const dueAt = started + place * EVERY_MS
    await sleep(dueAt - performance.now())
    const { body, verification } = bank.arrive(plaidItemId)
    const answer = await fetch(`${servers[place % servers.length]?.url}/api/plaid/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'plaid-verification': verification },
      body,
    }).catch(() => null)
    await answer?.arrayBuffer()
    // From when it was due: one that could not even be sent in time has waited too.
    if (answer?.ok) answersMs.push(performance.now() - dueAt)
    else unanswered += 1
  })
  await Promise.all(sending)
  return { answersMs, unanswered }
}

/** Waits until the bank was asked the last thing about its last news, or nothing happens any more. */
async function untilWorkedOff(bank: PeopleBank): Promise<void> {
  let seen = bank.workedOff
  let movedAt = performance.now()
  while (bank.workedOff < bank.arrived) {
    await sleep(50)
    if (bank.workedOff !== seen) {
      seen = bank.workedOff
      movedAt = performance.now()
    }
    if (performance.now() - movedAt > PATIENCE_MS) return
  }
}

/** What the bank has told of and the database has not, with webhooks that nobody has worked on. */
async function missing({ url, dataDir }: BenchDatabase, bank: PeopleBank): Promise<number> {
  const db = await openDatabase(url === null ? { kind: 'embedded', dataDir } : { kind: 'postgres', url })
  try {
    const stored = await db.prisma.transaction.count({
      where: { plaidTransactionId: { startsWith: 'news-' } },
    })
    const open = await db.prisma.webhookInbox.count({ where: { handledAt: null } })
    return bank.arrived - stored + open
  } finally {
    await db.close()
  }
}
