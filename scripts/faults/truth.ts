import { PersonalFinanceCategoryVersion, type Transaction } from 'plaid'
import { sumEntries } from '@/lib/db/entry-reads'
import { exact, plain } from '@/lib/money/money'
import type { Scene } from './scene'

/** A row of /transactions/sync, folded, in the words of the app. */
export interface TrueRow {
  account: string
  amount: string
  currency: string
  pending: boolean
  date: string
  authorized: string | null
  name: string
  merchant: string | null
  replaces: string | null
  category: string | null
}

/** Plaid counts what goes out as positive, the app what comes in. */
const turned = (amount: number) => plain(exact(amount).negated())

const toTrueRow = (row: Transaction): TrueRow => ({
  account: row.account_id,
  amount: turned(row.amount),
  currency: row.iso_currency_code ?? row.unofficial_currency_code ?? '',
  pending: row.pending,
  date: row.date,
  authorized: row.authorized_date,
  name: row.name,
  merchant: row.merchant_name ?? null,
  replaces: row.pending_transaction_id,
  category: row.personal_finance_category?.detailed ?? null,
})

interface Fold {
  rows: Map<string, TrueRow>
  added: Set<string>
  modified: Set<string>
  removed: Set<string>
}

/** What the bank says from a cursor on, from the beginning where there is none. */
async function fold({ api }: Scene, accessToken: string, from: string | null): Promise<Fold> {
  const found: Fold = { rows: new Map(), added: new Set(), modified: new Set(), removed: new Set() }
  for (let cursor = from; ; ) {
    const { data } = await api.transactionsSync({
      access_token: accessToken,
      count: 500,
      options: {
        personal_finance_category_version: PersonalFinanceCategoryVersion.V2,
        include_original_description: true,
      },
      ...(cursor ? { cursor } : {}),
    })
    for (const row of data.added) found.added.add(row.transaction_id)
    for (const row of data.modified) found.modified.add(row.transaction_id)
    for (const row of [...data.added, ...data.modified]) found.rows.set(row.transaction_id, toTrueRow(row))
    for (const { transaction_id } of data.removed) {
      found.removed.add(transaction_id)
      found.rows.delete(transaction_id)
    }
    cursor = data.next_cursor
    if (!data.has_more) return found
  }
}

interface StoredRow extends TrueRow {
  plaidId: string
  visible: boolean
  /** The bank has removed it with its account, and it stays as that account's history. */
  kept: boolean
  isClosed: boolean
}

interface StoredItem {
  householdId: string
  itemId: string
  plaidItemId: string
  cursor: string | null
  health: string
  fence: number
  leaseUntil: Date | null
}

/** The connections of everybody, as the app has them. */
export async function storedItems({ ground, people }: Scene): Promise<StoredItem[]> {
  const items = await ground.db.prisma.item.findMany({
    where: { householdId: { in: people.map(({ householdId }) => householdId) } },
    orderBy: { createdAt: 'asc' },
  })
  return items.map(({ householdId, id, plaidItemId, cursor, health, fence, leaseUntil }) => ({
    householdId,
    itemId: id,
    plaidItemId,
    cursor,
    health,
    fence,
    leaseUntil,
  }))
}

async function storedRows({ ground }: Scene, item: StoredItem): Promise<StoredRow[]> {
  return ground.db.prisma.$queryRaw<StoredRow[]>`
    SELECT t.plaid_transaction_id AS "plaidId", a.plaid_account_id AS account, trim_scale(t.amount)::text AS amount,
      t.currency, t.pending, t.posted_on::text AS date, t.authorized_on::text AS authorized, t.name,
      t.merchant_name AS merchant, t.pending_plaid_transaction_id AS replaces, t.category_detailed AS category,
      t.removed_at IS NULL AS visible, t.unshared_at IS NOT NULL AS kept, a.closed_at IS NOT NULL AS "isClosed"
    FROM transactions t JOIN accounts a ON a.household_id = t.household_id AND a.id = t.account_id
    WHERE a.item_id = ${item.itemId}::uuid AND t.household_id = ${item.householdId}::uuid
    ORDER BY t.plaid_transaction_id`
}

/** Only what had posted stays of an account, and only while it is closed. */
function wronglyKept(rows: readonly StoredRow[]): string[] {
  return rows
    .filter(({ kept, isClosed, pending, visible }) => kept && (!isClosed || pending || !visible))
    .map(({ plaidId }) => `Transaction ${plaidId} is kept, and its account is not closed or it never posted`)
}

const differs = (stored: StoredRow, { ...real }: TrueRow): string[] =>
  Object.entries(real).flatMap(([field, value]) => {
    const has: unknown = Reflect.get(stored, field)
    return has === value ? [] : [`${field} ${JSON.stringify(has)}, not ${JSON.stringify(value)}`]
  })

/**
 * Does what is stored of an Item equal what the bank said up to the stored cursor? No row more, none less, none
 * doubled, and each that has not changed since as the bank has it. Null where the bank says nothing now.
 */
export async function compareWithCursor(scene: Scene, item: StoredItem): Promise<string[] | null> {
  const token = scene.network.tokens.get(item.plaidItemId)
  if (token === undefined) return [`The app has an Item ${item.plaidItemId} that the bank does not know`]
  const answers = await Promise.all([
    fold(scene, token, null),
    item.cursor === null ? null : fold(scene, token, item.cursor),
  ]).catch(() => null)
  if (answers === null) return null
  const [now, since] = answers
  const expected = new Set(since === null ? [] : now.rows.keys())
  for (const id of since?.added ?? []) expected.delete(id)
  for (const id of since?.removed ?? []) expected.add(id)
  const rows = await storedRows(scene, item)
  const problems: string[] = wronglyKept(rows)
  const visible = new Map(rows.filter((row) => row.visible && !row.kept).map((row) => [row.plaidId, row]))
  for (const id of expected) if (!visible.has(id)) problems.push(`Transaction ${id} is missing`)
  for (const [id, row] of visible) {
    const real = now.rows.get(id)
    if (!expected.has(id))
      problems.push(`Transaction ${id} (${row.name}) is shown, and the bank has none by that cursor`)
    else if (real && !since?.modified.has(id) && !since?.added.has(id)) {
      for (const difference of differs(row, real)) problems.push(`Transaction ${id} has ${difference}`)
    }
  }
  return problems
}

/** Does what is stored of an Item equal what the bank says now? */
export async function compareWithBank(scene: Scene, item: StoredItem): Promise<string[]> {
  const token = scene.network.tokens.get(item.plaidItemId)
  if (token === undefined) return [`The app has an Item ${item.plaidItemId} that the bank does not know`]
  const real = await fold(scene, token, null).catch(() => null)
  if (real === null) return ['The bank says nothing of a connection']
  const rows = await storedRows(scene, item)
  const visible = new Map(rows.filter((row) => row.visible && !row.kept).map((row) => [row.plaidId, row]))
  const problems: string[] = []
  for (const [id, row] of real.rows) {
    const stored = visible.get(id)
    if (stored === undefined) problems.push(`Transaction ${id} (${row.name}, ${row.date}) is missing`)
    else for (const difference of differs(stored, row)) problems.push(`Transaction ${id} has ${difference}`)
  }
  for (const [id, row] of visible) {
    if (!real.rows.has(id))
      problems.push(`Transaction ${id} (${row.name}, ${row.date}) is shown, and the bank has none`)
  }
  if (item.cursor !== null) {
    const left = await fold(scene, token, item.cursor).catch(() => null)
    const more = left === null ? 0 : left.added.size + left.modified.size + left.removed.size
    if (left === null) problems.push('The bank refuses the stored cursor')
    if (more > 0) problems.push(`${more} changes are left behind the cursor`)
  }
  return [...problems, ...(await compareBalances(scene, item, token))]
}

async function compareBalances(
  { api, ground }: Scene,
  item: StoredItem,
  accessToken: string,
): Promise<string[]> {
  const { data } = await api.accountsGet({ access_token: accessToken })
  const stored = await ground.db.prisma.account.findMany({
    where: { householdId: item.householdId, itemId: item.itemId, closedAt: null },
  })
  const byId = new Map(stored.map((account) => [account.plaidAccountId, account]))
  const problems: string[] = []
  for (const { account_id, name, type, balances } of data.accounts) {
    const account = byId.get(account_id)
    byId.delete(account_id)
    if (!account) {
      problems.push(`The account ${name} is missing or closed`)
      continue
    }
    const isDebt = type === 'credit' || type === 'loan'
    const told = (amount: number | null) => (amount === null ? null : plain(exact(amount)))
    const current = isDebt && balances.current !== null ? turned(balances.current) : told(balances.current)
    const has = account.current === null ? null : plain(account.current)
    if (has !== current) problems.push(`The account ${name} has ${has}, not ${current}`)
    const available = account.available === null ? null : plain(account.available)
    if (available !== told(balances.available)) problems.push(`${name} has another available balance`)
    const currency = balances.iso_currency_code ?? balances.unofficial_currency_code
    if (account.currency !== currency) problems.push(`${name} is in ${account.currency}, not ${currency}`)
  }
  for (const { name } of byId.values())
    problems.push(`The account ${name} is open, and the bank does not share it`)
  return problems
}

/** Do the sums that a household is shown, by currency, equal those of its banks? */
export async function compareSums(scene: Scene, householdId: string, items: StoredItem[]): Promise<string[]> {
  const real = new Map<string, { in: string; out: string; count: number }>()
  for (const item of items.filter((one) => one.householdId === householdId)) {
    const token = scene.network.tokens.get(item.plaidItemId)
    if (token === undefined) continue
    const history = (await storedRows(scene, item)).filter(({ kept }) => kept)
    const told = (await fold(scene, token, null)).rows.values()
    for (const { amount, currency } of [...told, ...history]) {
      const sum = real.get(currency) ?? { in: '0', out: '0', count: 0 }
      const side = exact(amount).isPositive() ? 'in' : 'out'
      real.set(currency, { ...sum, [side]: plain(exact(sum[side]).plus(amount)), count: sum.count + 1 })
    }
  }
  const shown = await sumEntries(scene.ground.db, householdId, { all: [] })
  const words = (currency: string, moneyIn: string, moneyOut: string, rows: number) =>
    `${currency}: ${moneyIn} in, ${moneyOut} out, ${rows} rows`
  const expected = [...real].map(([currency, sum]) => words(currency, sum.in, sum.out, sum.count)).sort()
  const found = shown.map((sum) => words(sum.currency, sum.moneyIn, sum.moneyOut, sum.count)).sort()
  return expected.join() === found.join()
    ? []
    : [`The sums are ${found.join('; ')}, not ${expected.join('; ')}`]
}
