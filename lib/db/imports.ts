import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { findDuplicates, type StoredLikeness } from '@/lib/imports/duplicates'
import { exact, plain } from '@/lib/money/money'
import { relistWhere } from './entries'
import { Prisma } from './generated/client'
import { jsonText } from './json-text'
import { forgetPairs } from './manual-accounts'
import { lockManualAccount, moveSnapshots, reckonBalance, shiftOpening, type Today } from './manual-balance'
import type { Database } from './open'

/** Rows to a statement: PGlite, which runs in this process, gives the event loop back between two. */
const CHUNK_ROWS = 2_000
/** As many rows as a file may have take a slow machine half a minute. */
const LONG = { timeout: 120_000 }

/** A row of a file, ready to be stored. */
export interface RowToImport {
  line: number
  day: CalendarDate
  description: string
  /** Money in is positive. */
  amount: string
  /** Codes of Plaid's or of the household's own; null where the file says nothing that is known. */
  categoryPrimary: string | null
  categoryDetailed: string | null
  note: string
  tags: readonly string[]
}

export interface ImportToStore {
  accountId: string
  fileName: string
  /** Which column is what: what is kept of it. */
  mapping: object
  /** Oldest first. */
  rows: readonly RowToImport[]
  /** Rows of the file, those that cannot be read too. */
  rowCount: number
  /** Lines that are imported although the account has them. */
  again: ReadonlySet<number>
  /** What becomes of the balance: what the rows come to is added, or not; or it is to be this in the end. */
  balance: { rule: 'add' } | { rule: 'keep' } | { rule: 'file'; day: CalendarDate; balance: string }
}

export interface StoredImport {
  importId: string
  added: number
  duplicates: number
}

/** What an account has of the days of a file, by how alike it is. */
export async function listLikenesses(
  { prisma }: Database,
  householdId: string,
  accountId: string,
  rows: readonly Pick<RowToImport, 'day'>[],
): Promise<StoredLikeness[]> {
  return likenesses(prisma, householdId, accountId, rows)
}

async function likenesses(
  db: Pick<Database['prisma'], '$queryRaw'>,
  householdId: string,
  accountId: string,
  rows: readonly Pick<RowToImport, 'day'>[],
): Promise<StoredLikeness[]> {
  const days = rows.map(({ day }) => day).sort()
  const [from, to] = [days[0], days.at(-1)]
  if (from === undefined || to === undefined) return []
  const found = await db.$queryRaw<
    { day: string; amount: Prisma.Decimal; description: string; count: bigint }[]
  >(Prisma.sql`
    SELECT t.posted_on::text AS day, t.amount, t.name AS description, count(*) AS count FROM transactions t
    WHERE t.household_id = ${householdId}::uuid AND t.account_id = ${accountId}::uuid AND t.removed_at IS NULL
      AND t.posted_on BETWEEN ${from}::date AND ${to}::date
    GROUP BY t.posted_on, t.amount, t.name`)
  return found.map(({ amount, count, ...one }) => ({ ...one, amount: plain(amount), count: Number(count) }))
}

/** What is done with new transactions before they are listed: the household's rules. */
type AfterStoring = (tx: Prisma.TransactionClient, transactionIds: readonly string[]) => Promise<unknown>

/**
 * Makes transactions of a file's rows, but of those that the account has already, in one piece; the balance follows.
 *
 * @returns null when the household keeps no such account by hand.
 */
export async function storeImport(
  db: Database,
  householdId: string,
  { accountId, fileName, mapping, rows, rowCount, again, balance }: ImportToStore,
  moment: Today,
  afterStoring?: AfterStoring,
): Promise<StoredImport | null> {
  const { now } = moment
  return db.prisma.$transaction(async (tx) => {
    const account = await lockManualAccount(tx, householdId, accountId)
    if (!account) return null
    // Looked for under the lock: the same file sent twice at once is still there once.
    const known = findDuplicates(rows, await likenesses(tx, householdId, accountId, rows))
    const added = rows.filter(({ line }) => !known.has(line) || again.has(line))
    const importId = newId(now)
    const duplicates = rows.length - added.length
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO imports (household_id, id, account_id, file_name, mapping, row_count, added_count, duplicate_count, created_at)
      VALUES (${householdId}::uuid, ${importId}::uuid, ${accountId}::uuid, ${fileName.replaceAll('\0', '')},
        '{}'::jsonb, ${rowCount}, ${added.length}, ${duplicates}, ${now})`)
    const ids = await insertRows(tx, householdId, { accountId, importId, rows: added }, now)
    const shift = await shiftOf(tx, householdId, accountId, added, account.openingBalance, balance)
    await shiftOpening(tx, householdId, accountId, shift)
    await moveSnapshots(tx, householdId, accountId, { which: ofImport(importId), sign: 1, shift })
    await reckonBalance(tx, householdId, accountId, moment)
    const kept = jsonText({ ...mapping, balance: balance.rule, shift })
    await tx.$executeRaw(Prisma.sql`
      UPDATE imports SET mapping = ${kept}::jsonb
      WHERE household_id = ${householdId}::uuid AND id = ${importId}::uuid`)
    await afterStoring?.(tx, ids)
    await relistWhere(tx, householdId, ofImport(importId))
    return { importId, added: added.length, duplicates }
  }, LONG)
}

const ofImport = (importId: string) => Prisma.sql`t.import_id = ${importId}::uuid`
const total = (rows: readonly { amount: string }[]) =>
  plain(rows.reduce((sum, { amount }) => sum.plus(amount), exact(0)))

/** By how much the opening balance moves, so that the balance becomes what was asked for. */
async function shiftOf(
  tx: Prisma.TransactionClient,
  householdId: string,
  accountId: string,
  added: readonly RowToImport[],
  opening: string,
  balance: ImportToStore['balance'],
): Promise<string> {
  if (balance.rule === 'add') return '0'
  if (balance.rule === 'keep') return plain(exact(total(added)).negated())
  const [row] = await tx.$queryRaw<{ sum: Prisma.Decimal | null }[]>(Prisma.sql`
    SELECT sum(amount) AS sum FROM transactions
    WHERE household_id = ${householdId}::uuid AND account_id = ${accountId}::uuid AND removed_at IS NULL
      AND NOT pending AND posted_on <= ${balance.day}::date`)
  return plain(
    exact(balance.balance)
      .minus(opening)
      .minus(plain(row?.sum ?? 0)),
  )
}

async function insertRows(
  tx: Prisma.TransactionClient,
  householdId: string,
  { accountId, importId, rows }: { accountId: string; importId: string; rows: readonly RowToImport[] },
  now: Date,
): Promise<string[]> {
  const household = Prisma.sql`${householdId}::uuid`
  const ids: string[] = []
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const chunk = rows.slice(start, start + CHUNK_ROWS).map(({ tags, ...row }, index) => {
      // Ids sort by their moment: of one day, what stands later in the file is listed above.
      const id = newId(new Date(now.getTime() - rows.length + start + index))
      ids.push(id)
      return { ...row, tags: [...tags], id }
    })
    const json = jsonText(chunk)
    const columns = Prisma.sql`(id uuid, day date, description text, amount numeric, "categoryPrimary" text,
      "categoryDetailed" text, note text, tags jsonb)`
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO transactions (household_id, id, account_id, import_id, pending, amount, currency, iso_currency_code,
        unofficial_currency_code, posted_on, shown_on, name, original_description, category_primary, category_detailed,
        payment_channel, created_at, updated_at)
      SELECT ${household}, r.id, a.id, ${importId}::uuid, false, r.amount, a.currency, a.iso_currency_code,
        a.unofficial_currency_code, r.day, r.day, r.description, r.description, r."categoryPrimary", r."categoryDetailed",
        'other', ${now}::timestamptz, ${now}::timestamptz
      FROM jsonb_to_recordset(${json}::jsonb) AS r ${columns}
      JOIN accounts a ON a.household_id = ${household} AND a.id = ${accountId}::uuid`)
    await tx.$executeRaw(Prisma.sql`
      INSERT INTO transaction_edits (household_id, transaction_id, note, tags, updated_at)
      SELECT ${household}, r.id, r.note, ARRAY(SELECT jsonb_array_elements_text(r.tags)), ${now}::timestamptz
      FROM jsonb_to_recordset(${json}::jsonb) AS r ${columns}
      WHERE r.note <> '' OR jsonb_array_length(r.tags) > 0`)
  }
  return ids
}

/** Somebody has written on the transaction `t` of the import `i` since, split it, or said what it belongs to. */
const EDITED = Prisma.sql`(
  EXISTS (SELECT FROM transaction_edits e WHERE e.household_id = t.household_id AND e.transaction_id = t.id
    AND e.updated_at > i.created_at)
  OR EXISTS (SELECT FROM transaction_splits s WHERE s.household_id = t.household_id AND s.transaction_id = t.id)
  OR EXISTS (SELECT FROM transfer_pairs p WHERE p.household_id = t.household_id AND p.state = 'confirmed'
    AND (p.out_id = t.id OR p.in_id = t.id)))`

/** An import as its account's history has it. */
export interface AccountImport {
  id: string
  fileName: string
  rowCount: number
  added: number
  duplicates: number
  createdAt: Date
  undoneAt: Date | null
  mapping: unknown
  /** Of its transactions: how many are there still, and on how many of them somebody has written since. */
  present: number
  edited: number
}

/** The imports of an account, the latest first. */
export async function listImports(
  db: Database,
  householdId: string,
  accountId: string,
  limit: number,
): Promise<AccountImport[]> {
  const rows = await db.prisma.$queryRaw<
    (Omit<AccountImport, 'present' | 'edited'> & { present: bigint; edited: bigint })[]
  >(Prisma.sql`
    SELECT i.id, i.file_name AS "fileName", i.row_count AS "rowCount", i.added_count AS added,
      i.duplicate_count AS duplicates, i.created_at AS "createdAt", i.undone_at AS "undoneAt", i.mapping,
      count(t.id) AS present, count(t.id) FILTER (WHERE ${EDITED}) AS edited
    FROM (
      SELECT * FROM imports WHERE household_id = ${householdId}::uuid AND account_id = ${accountId}::uuid
      ORDER BY created_at DESC, id DESC LIMIT ${limit}) i
    LEFT JOIN transactions t ON t.household_id = i.household_id AND t.import_id = i.id
    GROUP BY i.household_id, i.id, i.file_name, i.row_count, i.added_count, i.duplicate_count, i.created_at, i.undone_at,
      i.mapping
    ORDER BY i.created_at DESC, i.id DESC`)
  return rows.map(({ present, edited, ...row }) => ({
    ...row,
    present: Number(present),
    edited: Number(edited),
  }))
}

/** What undoing an import has done. */
export interface UndoneImport {
  removed: number
  /** Rows on which somebody had written, which are now as if entered by hand. */
  kept: number
}

/**
 * Takes an import back: its transactions go, and the balance is what it was without them.
 *
 * @param keepEdited whether those on which somebody has written since stay.
 * @returns null when the account has no such import, or it is undone already.
 */
export async function undoImport(
  db: Database,
  householdId: string,
  { accountId, importId, keepEdited }: { accountId: string; importId: string; keepEdited: boolean },
  moment: Today,
): Promise<UndoneImport | null> {
  return db.prisma.$transaction(async (tx) => {
    if (!(await lockManualAccount(tx, householdId, accountId))) return null
    const [found] = await tx.$queryRaw<{ rule: string; shift: Prisma.Decimal }[]>(Prisma.sql`
      SELECT mapping->>'balance' AS rule, COALESCE((mapping->>'shift')::numeric, 0) AS shift FROM imports
      WHERE household_id = ${householdId}::uuid AND account_id = ${accountId}::uuid AND id = ${importId}::uuid
        AND undone_at IS NULL`)
    if (!found) return null
    const kept = keepEdited ? await freeEdited(tx, householdId, importId) : 0
    const which = ofImport(importId)
    const [sum] = await tx.$queryRaw<{ count: bigint; amount: Prisma.Decimal }[]>(Prisma.sql`
      SELECT count(*) AS count, COALESCE(sum(t.amount) FILTER (WHERE NOT t.pending AND t.removed_at IS NULL), 0) AS amount
      FROM transactions t WHERE t.household_id = ${householdId}::uuid AND ${which}`)
    // Where the balance was to stay, it stays now as well, also when some of the rows do.
    const back = found.rule === 'keep' ? plain(sum?.amount ?? 0) : plain(exact(plain(found.shift)).negated())
    await moveSnapshots(tx, householdId, accountId, { which, sign: -1, shift: back })
    await shiftOpening(tx, householdId, accountId, back)
    await forgetPairs(tx, householdId, which)
    await tx.transaction.deleteMany({ where: { householdId, importId } })
    await tx.import.update({
      where: { householdId_id: { householdId, id: importId } },
      data: { undoneAt: moment.now },
    })
    await reckonBalance(tx, householdId, accountId, moment)
    return { removed: Number(sum?.count ?? 0), kept }
  }, LONG)
}

/** Lets the transactions of an import on which somebody has written be nobody's but theirs. */
function freeEdited(tx: Prisma.TransactionClient, householdId: string, importId: string): Promise<number> {
  return tx.$executeRaw(Prisma.sql`
    UPDATE transactions t SET import_id = NULL FROM imports i
    WHERE t.household_id = ${householdId}::uuid AND t.import_id = ${importId}::uuid
      AND i.household_id = t.household_id AND i.id = t.import_id AND ${EDITED}`)
}
