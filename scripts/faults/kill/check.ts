import type { TransactionsPage } from '@/lib/bank/reports'
import { type SealingKey, unseal } from '@/lib/crypto/seal'
import type { Database } from '@/lib/db/open'
import type { Plaid } from '@/lib/plaid/client'

/** What the load was told is done, and what it asked for without ever hearing. */
export interface Promises {
  /** Texts of notes that were acknowledged, each written on a transaction of its own. */
  notes: Set<string>
  /** Ids of transactions that a note was written on, heard of or not: none is written on twice. */
  noted: Set<string>
  /** Ids of connections that were acknowledged. */
  connected: Set<string>
  /** Ids of connections whose removal was asked for; they may be there or not. */
  removed: Set<string>
}

interface ItemRow {
  id: string
  householdId: string
  health: string
  sealedAccessToken: string
}

interface Line {
  plaidTransactionId: string
  plaidAccountId: string
  amount: string
  currency: string
  pending: boolean
  postedOn: string
  name: string
}

const key = (line: Line) =>
  JSON.stringify([
    line.plaidTransactionId,
    line.plaidAccountId,
    line.amount,
    line.currency,
    line.pending,
    line.postedOn,
    line.name,
  ])

/** The differences between what is stored and what was promised or is true at the bank, in sentences; none is right. */
export async function differences(
  db: Database,
  bank: Plaid,
  ring: readonly SealingKey[],
  promises: Promises,
): Promise<string[]> {
  const found: string[] = []
  const items = await db.prisma.$queryRaw<ItemRow[]>`
    SELECT id, household_id AS "householdId", health, sealed_access_token AS "sealedAccessToken" FROM items`
  const there = new Set(items.map(({ id }) => id))
  for (const id of promises.connected) {
    if (!there.has(id) && !promises.removed.has(id))
      found.push(`connection ${id} was acknowledged and is gone`)
  }
  for (const item of items) found.push(...(await itemDifferences(db, bank, ring, item)))
  found.push(...(await noteDifferences(db, promises)))
  const [open] = await db.prisma.$queryRaw<{ runs: bigint; intents: bigint; twice: bigint }[]>`
    SELECT (SELECT count(*) FROM sync_runs WHERE finished_at IS NULL) AS runs,
      (SELECT count(*) FROM link_intents WHERE finished_at IS NULL) AS intents,
      (SELECT count(*) FROM (SELECT plaid_transaction_id FROM transactions
        GROUP BY plaid_transaction_id HAVING count(*) > 1) AS t) AS twice`
  if (open?.runs) found.push(`${open.runs} runs are open`)
  if (open?.intents) found.push(`${open.intents} exchanges never ended`)
  if (open?.twice) found.push(`${open.twice} transactions are there twice`)
  return found
}

async function itemDifferences(
  db: Database,
  bank: Plaid,
  ring: readonly SealingKey[],
  item: ItemRow,
): Promise<string[]> {
  const found: string[] = []
  if (item.health !== 'healthy') found.push(`connection ${item.id} is ${item.health}`)
  const accessToken = unseal(item.sealedAccessToken, item.id, ring)
  const truth = await everythingAt(bank, accessToken)
  const stored = await db.prisma.$queryRaw<Line[]>`
    SELECT t.plaid_transaction_id AS "plaidTransactionId", a.plaid_account_id AS "plaidAccountId",
      trim_scale(t.amount)::text AS amount, t.currency, t.pending, t.posted_on::text AS "postedOn", t.name
    FROM transactions t
    JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id
    WHERE a.household_id = ${item.householdId}::uuid AND a.item_id = ${item.id}::uuid AND t.removed_at IS NULL`
  const told = new Set(truth.map(key))
  const kept = new Set(stored.map(key))
  const lost = [...told].filter((line) => !kept.has(line))
  const extra = [...kept].filter((line) => !told.has(line))
  if (lost.length > 0)
    found.push(`connection ${item.id} lacks ${lost.length} transactions, such as ${lost[0]}`)
  if (extra.length > 0)
    found.push(`connection ${item.id} has ${extra.length} that the bank has not, such as ${extra[0]}`)
  const { accounts } = await bank.accounts(accessToken)
  const balances = await db.prisma.$queryRaw<{ plaidAccountId: string; current: string | null }[]>`
    SELECT plaid_account_id AS "plaidAccountId", trim_scale(current)::text AS current FROM accounts
    WHERE household_id = ${item.householdId}::uuid AND item_id = ${item.id}::uuid AND closed_at IS NULL`
  const asText = (list: { plaidAccountId: string; current: string | null }[]) =>
    list.map(({ plaidAccountId, current }) => `${plaidAccountId} ${current}`).sort()
  if (JSON.stringify(asText(accounts)) !== JSON.stringify(asText(balances)))
    found.push(`connection ${item.id} has other accounts or balances than the bank`)
  return found
}

/** All that the bank has of an Item, told from the beginning. */
async function everythingAt(bank: Plaid, accessToken: string): Promise<Line[]> {
  const lines = new Map<string, Line>()
  let cursor: string | null = null
  for (;;) {
    const page: TransactionsPage = await bank.transactionsPage(accessToken, cursor)
    for (const line of [...page.added, ...page.modified]) lines.set(line.plaidTransactionId, line)
    for (const id of page.removed) lines.delete(id)
    cursor = page.nextCursor
    if (!page.hasMore) return [...lines.values()]
  }
}

async function noteDifferences(db: Database, { notes, removed }: Promises): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<
    { note: string }[]
  >`SELECT note FROM transaction_edits WHERE note <> ''`
  // Two pending transactions may have become one, with both notes.
  const lines = rows.flatMap(({ note }) => note.split('\n'))
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1)
  const twice = [...counts]
    .filter(([, count]) => count > 1)
    .map(([note]) => `the note "${note}" is there twice`)
  // A removed connection takes its notes along.
  const lost = removed.size > 0 ? [] : [...notes].filter((note) => !counts.has(note))
  return [...twice, ...lost.map((note) => `the note "${note}" was acknowledged and is gone`)]
}
