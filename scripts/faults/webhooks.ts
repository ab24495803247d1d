import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { appServer } from '../serving/app-server'
import { killBank } from './kill/bank'
import { freshDatabase, prepare, signInPrepared, told, withDatabase } from './kill/ground'
import { listItems } from './kill/load'

/** Connections that the webhooks are about. */
const CONNECTIONS = 4
/** Twenty a second: what a bank with many customers tells. */
const EVERY_MS = 50
/** Before the first that counts: a server that has just started answers its first requests slowly. */
const WARM_UP = 40

/**
 * Lets a bank send webhooks to a server that works them off all the while, and says how long each waited for its
 * answer.
 *
 * @returns as passed those that were answered and stored, as failed the others.
 */
export async function measureWebhooks(options: {
  count: number
  databaseUrl: string | null
  say: (line: string) => void
}): Promise<{ passed: number; failed: number }> {
  const { count, say } = options
  const folder = await mkdtemp(join(tmpdir(), 'evenkeel-webhooks-'))
  const databaseUrl = options.databaseUrl === null ? null : await freshDatabase(options.databaseUrl)
  const bank = await killBank()
  const server = await appServer({ folder, bankUrl: bank.url, databaseUrl })
  try {
    await prepare(server)
    await server.start()
    const person = await signInPrepared(server)
    for (let made = 0; made < CONNECTIONS; made += 1) {
      const { public_token } = await bank.call('/sandbox/public_token/create', {
        institution_id: 'ins_900002',
        initial_products: ['transactions'],
        options: { webhook: `${server.url}/api/plaid/webhook` },
      })
      await person.act('connectBank', {
        publicToken: public_token,
        linkSessionId: null,
        institution: { id: 'ins_900002', name: 'Northlight Bitcoin Wallet' },
        accounts: [],
        anotherLogin: true,
      })
    }
    const { items } = await listItems(bank)
    const fire = async (index: number) => {
      const item = items[index % items.length]
      await bank.call(`/emulator/items/${item}/fire-webhook`, { webhook_code: 'DEFAULT_UPDATE' })
      await sleep(EVERY_MS)
    }
    for (let index = 0; index < WARM_UP; index += 1) await fire(index)
    const before = bank.answersMs.length
    for (let index = 0; index < count; index += 1) await fire(index)
    await sleep(2_000)
    const answers = bank.answersMs.slice(before)
    await server.stop()
    // One that is told twice within a second is the same delivery twice, and counted in one row.
    const { _sum } = await withDatabase(server, (db) =>
      db.prisma.webhookInbox.aggregate({ _sum: { deliveries: true } }),
    )
    const stored = _sum.deliveries ?? 0
    say(`  ${items.length} connections, ${stored} webhooks stored; ${told(answers)}`)
    const passed = Math.min(answers.length, count)
    return { passed, failed: count - passed + Math.max(0, bank.answersMs.length - stored) }
  } finally {
    await server.stop()
    await bank.close()
    await rm(folder, { recursive: true, force: true })
  }
}
