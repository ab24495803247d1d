import type { CalendarDate } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { plain } from '@/lib/money/money'
import { KINDS, type Kind, type News, type NewsBody, newsSchema } from '@/lib/notifications/kinds'
import { Prisma } from './generated/client'
import { jsonText } from './json-text'
import type { Database } from './open'

/** Something that a household was told. */
export type StoredNotification = NewsBody & {
  id: string
  createdAt: Date
  readAt: Date | null
  /** When what it is about was over. */
  settledAt: Date | null
}

interface Row {
  id: string
  kind: string
  data: unknown
  createdAt: Date
  readAt: Date | null
  settledAt: Date | null
}

/** What a newer version of the app has stored is left out. */
function toStored({ kind, data, ...row }: Row): StoredNotification[] {
  const read = newsSchema.safeParse({ kind, data })
  return read.success ? [{ ...read.data, ...row }] : []
}

const SHOWN = { id: true, kind: true, data: true, createdAt: true, readAt: true, settledAt: true } as const

/** The household's time zone; null when there is no such household. */
export async function findTimeZone(db: Database, householdId: string): Promise<string | null> {
  const found = await db.prisma.household.findUnique({
    where: { id: householdId },
    select: { timeZone: true },
  })
  return found?.timeZone ?? null
}

/** Households that have accounts or connections, by id. Across households: for the schedule. */
export async function listTellable(db: Database, after: string | null, limit: number): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ id: string }[]>(Prisma.sql`
    SELECT h.id::text AS id FROM households h
    WHERE h.id > ${after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      AND (EXISTS (SELECT FROM accounts a WHERE a.household_id = h.id)
        OR EXISTS (SELECT FROM items i WHERE i.household_id = h.id))
    ORDER BY h.id LIMIT ${limit}`)
  return rows.map(({ id }) => id)
}

/** Keys of what is not over yet, of some kinds. */
export async function listOpenKeys(
  db: Database,
  householdId: string,
  kinds: readonly Kind[],
): Promise<string[]> {
  const rows = await db.prisma.notification.findMany({
    where: { householdId, kind: { in: [...kinds] }, settledAt: null },
    select: { key: true },
  })
  return rows.map(({ key }) => key)
}

/** Kinds that say how something is, and are over when it is so no more. A transaction stays as large as it was. */
const STATES = KINDS.filter((kind) => kind !== 'large')

/**
 * Stores what there is to tell: what was told before is not told again, what is no more among it is over, and what was
 * over and is so again is open again.
 *
 * @returns how many were told for the first time.
 */
export async function storeNews(
  db: Database,
  householdId: string,
  news: readonly News[],
  now: Date,
): Promise<number> {
  const household = Prisma.sql`${householdId}::uuid`
  const rows = jsonText(news.map(({ kind, key, data }) => ({ id: newId(now), kind, key, data })))
  return db.prisma.$executeRaw(Prisma.sql`
    WITH news AS (
      SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS r (id uuid, kind text, key text, data jsonb)),
    ended AS (
      UPDATE notifications SET settled_at = ${now}
      WHERE household_id = ${household} AND settled_at IS NULL AND kind IN (${Prisma.join(STATES)})
        AND key NOT IN (SELECT key FROM news)),
    again AS (
      UPDATE notifications SET settled_at = NULL
      WHERE household_id = ${household} AND settled_at IS NOT NULL AND key IN (SELECT key FROM news))
    INSERT INTO notifications (household_id, id, kind, key, data, created_at)
    SELECT ${household}, id, kind, key, data, ${now} FROM news
    ON CONFLICT (household_id, key) DO NOTHING`)
}

/** What an account's name is to a person, as SQL over `a` and its edit `x`. */
const ACCOUNT_NAME = Prisma.sql`COALESCE(x.name, a.name)`
/** Of what is told as large: listed this many days ago at most. */
const NEWS_DAYS = 7
/** With what a transaction is compared, in days before it. */
const COMPARED_DAYS = 90
/** Currencies of which a few hundred are a lot, and how many. */
const WORTHY = ['USD', 'EUR', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD']
const WORTHY_FROM = '500'
/** In any other currency so many are needed to compare with. */
const COMPARED_LEAST = 5
/** At a time; more is not news but a list of transactions. */
const MOST_LARGE = 20

/**
 * Transactions of the last days that stand out: by the person's limit of their currency, else because nothing larger
 * went the same way in the account in the 90 days before. Not what came with an account's first transactions, nor money
 * between own accounts, nor what a hidden account has.
 *
 * @param limits sizes by currency.
 */
export async function listLarge(
  db: Database,
  householdId: string,
  limits: Readonly<Record<string, string>>,
  today: CalendarDate,
): Promise<Extract<News, { kind: 'large' }>[]> {
  const household = Prisma.sql`${householdId}::uuid`
  const rows = await db.prisma.$queryRaw<
    { id: string; title: string; amount: string; currency: string; accountName: string }[]
  >(Prisma.sql`
    WITH limits AS (SELECT key AS currency, value::numeric AS size FROM jsonb_each_text(${jsonText(limits)}::jsonb)),
    recent AS (
      SELECT t.id, t.account_id, t.amount, t.currency, t.shown_on, t.created_at, a.created_at AS account_since,
        ${ACCOUNT_NAME} AS account_name, l.size
      FROM accounts a
      JOIN transactions t ON t.household_id = a.household_id AND t.account_id = a.id
        AND t.shown_on >= ${today}::date - ${NEWS_DAYS}::int
      LEFT JOIN account_edits x ON x.household_id = a.household_id AND x.account_id = a.id
      LEFT JOIN limits l ON l.currency = t.currency
      WHERE a.household_id = ${household} AND a.item_id IS NOT NULL AND NOT COALESCE(x.hidden, false)
        AND t.removed_at IS NULL
        AND abs(t.amount) >= COALESCE(l.size,
          CASE WHEN t.currency IN (${Prisma.join(WORTHY)}) THEN ${WORTHY_FROM}::numeric ELSE 0 END)
        AND NOT EXISTS (SELECT FROM notifications n
          WHERE n.household_id = t.household_id AND n.key = 'large:' || t.id)),
    before AS (
      SELECT p.account_id, p.currency, sign(p.amount) AS way, max(abs(p.amount)) AS largest
      FROM transactions p
      WHERE p.household_id = ${household} AND p.removed_at IS NULL
        AND p.account_id IN (SELECT account_id FROM recent WHERE size IS NULL)
        AND p.shown_on >= ${today}::date - ${COMPARED_DAYS}::int AND p.shown_on < ${today}::date - ${NEWS_DAYS}::int
      GROUP BY p.account_id, p.currency, sign(p.amount))
    SELECT r.id::text AS id, listed.title, r.amount::text AS amount, r.currency, r.account_name AS "accountName"
    FROM recent r
    LEFT JOIN before b ON b.account_id = r.account_id AND b.currency = r.currency AND b.way = sign(r.amount)
    CROSS JOIN LATERAL (
      SELECT min(n.title) AS title FROM entries n
      WHERE n.household_id = ${household} AND n.transaction_id = r.id AND n.flow IN ('income', 'spending')) listed
    WHERE listed.title IS NOT NULL AND r.amount <> 0
      AND (r.size IS NOT NULL OR (
        abs(r.amount) > COALESCE(b.largest, 0)
        AND (SELECT COALESCE(max(abs(p.amount)), 0) < abs(r.amount)
            AND (r.currency IN (${Prisma.join(WORTHY)}) OR count(*) >= ${COMPARED_LEAST})
          FROM transactions p
          WHERE p.household_id = ${household} AND p.account_id = r.account_id AND p.id <> r.id
            AND p.removed_at IS NULL AND p.currency = r.currency AND sign(p.amount) = sign(r.amount)
            AND p.shown_on >= r.shown_on - ${COMPARED_DAYS}::int AND p.shown_on < r.shown_on)))
      AND (r.created_at > r.account_since + interval '1 day'
        OR r.created_at > (SELECT min(f.created_at) FROM transactions f
          WHERE f.household_id = ${household} AND f.account_id = r.account_id))
    ORDER BY r.shown_on DESC, r.id LIMIT ${MOST_LARGE}`)
  return rows.map(({ id, amount, ...rest }) => ({
    kind: 'large',
    key: `large:${id}`,
    data: { transactionId: id, amount: plain(amount), ...rest },
  }))
}

/** What was told of a pending transaction is about the posted one that replaced it; of one that vanished it is over. */
export async function followLarge(db: Database, householdId: string, now: Date): Promise<void> {
  const household = Prisma.sql`${householdId}::uuid`
  await db.prisma.$executeRaw(Prisma.sql`
    UPDATE notifications n SET key = 'large:' || t.id,
      data = n.data || jsonb_build_object('transactionId', t.id::text)
    FROM transactions p
    JOIN transactions t ON t.household_id = p.household_id AND t.removed_at IS NULL
      AND t.pending_plaid_transaction_id = p.plaid_transaction_id
    WHERE n.household_id = ${household} AND n.kind = 'large' AND n.settled_at IS NULL
      AND p.household_id = n.household_id AND p.id = (n.data ->> 'transactionId')::uuid AND p.removed_at IS NOT NULL
      AND NOT EXISTS (SELECT FROM notifications o
        WHERE o.household_id = n.household_id AND o.key = 'large:' || t.id)`)
  await db.prisma.$executeRaw(Prisma.sql`
    UPDATE notifications n SET settled_at = ${now}
    WHERE n.household_id = ${household} AND n.kind = 'large' AND n.settled_at IS NULL
      AND NOT EXISTS (SELECT FROM transactions t
        WHERE t.household_id = n.household_id AND t.id = (n.data ->> 'transactionId')::uuid AND t.removed_at IS NULL)`)
}

/** Where a page of notifications begins: after this one. */
export interface NotificationKey {
  createdAt: Date
  id: string
}

/** What a household was told of some kinds, the latest first. */
export async function listNotifications(
  db: Database,
  householdId: string,
  kinds: readonly Kind[],
  after: NotificationKey | null,
  limit: number,
): Promise<StoredNotification[]> {
  const rows = await db.prisma.notification.findMany({
    where: {
      householdId,
      kind: { in: [...kinds] },
      ...(after
        ? {
            OR: [
              { createdAt: { lt: after.createdAt } },
              { createdAt: after.createdAt, id: { lt: after.id } },
            ],
          }
        : {}),
    },
    select: SHOWN,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.flatMap(toStored)
}

/** How many of some kinds nobody has read, and are not over. */
export async function countUnread(
  db: Database,
  householdId: string,
  kinds: readonly Kind[],
): Promise<number> {
  const [row] = await db.prisma.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    SELECT count(*) AS count FROM notifications
    WHERE household_id = ${householdId}::uuid AND kind = ANY(${[...kinds]}::text[])
      AND read_at IS NULL AND settled_at IS NULL`)
  return Number(row?.count ?? 0)
}

/** How many there are of each kind. */
export async function countByKind(db: Database, householdId: string): Promise<Map<string, number>> {
  const groups = await db.prisma.notification.groupBy({ by: ['kind'], where: { householdId }, _count: true })
  return new Map(groups.map(({ kind, _count }) => [kind, _count]))
}

/** Notes that one was read, or takes that back. @returns false when the household has none of that id. */
export async function setRead(
  db: Database,
  householdId: string,
  id: string,
  readAt: Date | null,
): Promise<boolean> {
  const { count } = await db.prisma.notification.updateMany({ where: { householdId, id }, data: { readAt } })
  return count === 1
}

/** Notes that all of some kinds were read. @returns how many were not. */
export async function setAllRead(
  db: Database,
  householdId: string,
  kinds: readonly Kind[],
  now: Date,
): Promise<number> {
  const where = { householdId, kind: { in: [...kinds] }, readAt: null }
  return (await db.prisma.notification.updateMany({ where, data: { readAt: now } })).count
}

/** What no browser was told yet, and is neither read nor over, the oldest first. */
export async function listUnpushed(
  db: Database,
  householdId: string,
  since: Date,
  limit: number,
): Promise<StoredNotification[]> {
  const rows = await db.prisma.notification.findMany({
    where: { householdId, pushedAt: null, readAt: null, settledAt: null, createdAt: { gte: since } },
    select: SHOWN,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.flatMap(toStored)
}

export async function markPushed(
  db: Database,
  householdId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await db.prisma.notification.updateMany({
    where: { householdId, id: { in: [...ids] } },
    data: { pushedAt: now },
  })
}

/** Clears away what was told before a moment. Across households: for the schedule. */
export async function forgetNotifications(db: Database, before: Date): Promise<void> {
  await db.prisma.notification.deleteMany({ where: { createdAt: { lt: before } } })
}
