import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { unseal } from '../lib/crypto/seal'
import { runFolder } from './secrets'

// What the database of the deployment holds, and what the bank says: the two that must agree.

/** A variable that scripts/test.mjs sets for everything it starts. @throws Error when it does not */
export function variable(name: string): string {
  const value = process.env[name]
  if (!value)
    throw new Error(`${name} is not set; start this with: .ci/with-postgres node scripts/test.mjs postgres`)
  return value
}

async function rowsOf<Row>(url: string, row: z.ZodType<Row>, text: string, values: string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return z.array(row).parse((await client.query(text, values)).rows)
  } finally {
    await client.end()
  }
}

/** Plaid's ids, in order: what belongs to one connection. */
export interface Ids {
  accounts: string[]
  transactions: string[]
}

/** The only connection to an institution, with the means to ask the bank itself. @throws Error unless there is one */
export async function findItem(
  url: string,
  institution: string,
): Promise<{ itemId: string; plaidItemId: string; accessToken: string }> {
  const shape = z.object({ id: z.string(), plaid_item_id: z.string(), sealed_access_token: z.string() })
  const rows = await rowsOf(
    url,
    shape,
    'SELECT id, plaid_item_id, sealed_access_token FROM items WHERE institution_name = $1',
    [institution],
  )
  const [item] = rows
  if (!item || rows.length > 1) throw new Error(`There are ${rows.length} connections to ${institution}`)
  const secrets = z
    .object({ TOKEN_ENCRYPTION_KEYS: z.string() })
    .parse(JSON.parse(await readFile(path.join(runFolder(), 'data/secrets.json'), 'utf8')))
  const [id = '', key = ''] = secrets.TOKEN_ENCRYPTION_KEYS.split(/:(.*)/)
  const ring = [{ id, key: Buffer.from(key, 'base64') }]
  return {
    itemId: item.id,
    plaidItemId: item.plaid_item_id,
    accessToken: unseal(item.sealed_access_token, item.id, ring),
  }
}

/** What is stored of a connection, each row once for every time it is there. */
export async function storedIds(url: string, itemId: string): Promise<Ids> {
  const row = z.object({ id: z.string() })
  const accounts = await rowsOf(
    url,
    row,
    'SELECT plaid_account_id AS id FROM accounts WHERE item_id = $1 AND closed_at IS NULL',
    [itemId],
  )
  const transactions = await rowsOf(
    url,
    row,
    `SELECT t.plaid_transaction_id AS id FROM transactions t
     JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id
     WHERE a.item_id = $1 AND t.removed_at IS NULL`,
    [itemId],
  )
  const inOrder = (rows: { id: string }[]) => rows.map(({ id }) => id).sort()
  return { accounts: inOrder(accounts), transactions: inOrder(transactions) }
}

/** The history of a connection's runs, oldest first. Moments in milliseconds; one that is at work has no end yet. */
export async function listRuns(
  url: string,
  itemId: string,
): Promise<{ phase: string; startedAt: number; finishedAt: number }[]> {
  const rows = await rowsOf(
    url,
    z.object({ phase: z.string(), started_at: z.date(), finished_at: z.date().nullable() }),
    'SELECT phase, started_at, finished_at FROM sync_runs WHERE item_id = $1 ORDER BY started_at, id',
    [itemId],
  )
  return rows.map((row) => ({
    phase: row.phase,
    startedAt: row.started_at.getTime(),
    finishedAt: row.finished_at?.getTime() ?? Number.POSITIVE_INFINITY,
  }))
}

/** How often a process found the connection at work in another one, and put its job off. */
export async function countMeetings(url: string, itemId: string): Promise<number> {
  const [row] = await rowsOf(
    url,
    z.object({ count: z.coerce.number() }),
    `SELECT count(*) FROM pgboss.job WHERE singleton_key = $1 || ':busy'`,
    [itemId],
  )
  return row?.count ?? 0
}

const page = z.object({
  added: z.array(z.object({ transaction_id: z.string() })),
  next_cursor: z.string(),
  has_more: z.boolean(),
})
const shared = z.object({ accounts: z.array(z.object({ account_id: z.string() })) })

/** What the emulator itself has of a connection now, asked for from the beginning. */
export async function bankTruth(emulator: string, accessToken: string): Promise<Ids> {
  async function ask<Shape>(endpoint: string, shape: z.ZodType<Shape>, more: object = {}): Promise<Shape> {
    const response = await fetch(`${emulator}${endpoint}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: 'emulator', secret: 'emulator', access_token: accessToken, ...more }),
    })
    if (!response.ok) throw new Error(`The emulator answered ${endpoint} with ${response.status}`)
    return shape.parse(await response.json())
  }
  const { accounts } = await ask('/accounts/get', shared)
  const transactions: string[] = []
  let cursor = ''
  for (let more = true; more; ) {
    const { added, next_cursor, has_more } = await ask('/transactions/sync', page, { cursor, count: 500 })
    transactions.push(...added.map(({ transaction_id }) => transaction_id))
    cursor = next_cursor
    more = has_more
  }
  return { accounts: accounts.map(({ account_id }) => account_id).sort(), transactions: transactions.sort() }
}
