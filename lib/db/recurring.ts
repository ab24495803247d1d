import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { newId } from '@/lib/crypto/id'
import { STREAM_STATUSES, type StreamStatus } from '@/lib/finance/recurring'
import type { FoundStream } from '@/lib/finance/recurring-merge'
import { toReason } from '@/lib/finance/recurring-reason'
import { FREQUENCIES, type Frequency } from '@/lib/finance/recurring-schedule'
import { plain } from '@/lib/money/money'
import { Prisma } from './generated/client'
import { jsonText } from './json-text'
import type { Database } from './open'

/** Where recurring payments are looked for: in all accounts of a household, or in those of one connection. */
export interface DetectionScope {
  householdId: string
  itemId: string | null
}

/** What looking for recurring payments needs to know; null when there is no such household. */
export interface DetectionFacts {
  timeZone: string
  accounts: { id: string; plaidAccountId: string | null }[]
}

/** The accounts that are looked at: a loan's own book-keeping says nothing that its payments do not. */
export async function findDetectionFacts(
  db: Database,
  { householdId, itemId }: DetectionScope,
): Promise<DetectionFacts | null> {
  const found = await db.prisma.household.findUnique({
    where: { id: householdId },
    select: {
      timeZone: true,
      accounts: {
        where: { type: { not: 'loan' }, ...(itemId === null ? {} : { itemId }) },
        select: { id: true, plaidAccountId: true },
      },
    },
  })
  return found
}

/** The ids here of transactions that the bank knows by others, by those; ones that are not in sight are left out. */
export async function mapTransactionIds(
  db: Database,
  householdId: string,
  plaidTransactionIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db.prisma.$queryRaw<{ plaidId: string; id: string }[]>(Prisma.sql`
    SELECT t.plaid_transaction_id AS "plaidId", t.id
    FROM jsonb_array_elements_text(${jsonText(plaidTransactionIds)}::jsonb) v
    JOIN transactions t ON t.household_id = ${householdId}::uuid AND t.plaid_transaction_id = v
    WHERE t.removed_at IS NULL`)
  return new Map(rows.map(({ plaidId, id }) => [plaidId, id]))
}

/** A stream with what the person says of it. Amounts are signed; `low` and `high` by size. */
export interface StoredStream extends FoundStream {
  id: string
  /** The person's, else `title`. */
  name: string
  accountName: string
  accountType: string
  confirmedAt: Date | null
  dismissedAt: Date | null
  endedAt: Date | null
}

interface RawStream {
  id: string
  accountId: string
  source: string
  plaidStreamId: string | null
  key: string
  title: string
  merchantKey: string
  category: string | null
  currency: string
  frequency: string
  averageAmount: Prisma.Decimal
  lastAmount: Prisma.Decimal
  previousAmount: Prisma.Decimal | null
  priceChangedOn: Date | null
  lowAmount: Prisma.Decimal
  highAmount: Prisma.Decimal
  firstOn: Date
  lastOn: Date
  nextOn: Date | null
  status: string
  transactionIds: string[]
  reason: unknown
  name: string
  accountName: string
  accountType: string
  confirmedAt: Date | null
  dismissedAt: Date | null
  endedAt: Date | null
}

const toFrequency = (text: string): Frequency => FREQUENCIES.find((known) => known === text) ?? 'unknown'
const toStatus = (text: string): StreamStatus => STREAM_STATUSES.find((known) => known === text) ?? 'active'
const optionalDay = (moment: Date | null): CalendarDate | null => moment && fromUtcMidnight(moment)

function toStored(row: RawStream): StoredStream {
  return {
    ...row,
    source: row.source === 'plaid' ? 'plaid' : 'own',
    frequency: toFrequency(row.frequency),
    averageAmount: plain(row.averageAmount),
    lastAmount: plain(row.lastAmount),
    previousAmount: row.previousAmount && plain(row.previousAmount),
    priceChangedOn: optionalDay(row.priceChangedOn),
    lowAmount: plain(row.lowAmount),
    highAmount: plain(row.highAmount),
    firstOn: fromUtcMidnight(row.firstOn),
    lastOn: fromUtcMidnight(row.lastOn),
    nextOn: optionalDay(row.nextOn),
    status: toStatus(row.status),
    reason: toReason(row.reason),
  }
}

const read = (householdId: string, condition: Prisma.Sql) => Prisma.sql`
  SELECT s.id, s.account_id AS "accountId", s.source, s.plaid_stream_id AS "plaidStreamId", s.key, s.title,
    s.merchant_key AS "merchantKey", s.category, s.currency, s.frequency, s.average_amount AS "averageAmount",
    s.last_amount AS "lastAmount", s.previous_amount AS "previousAmount", s.price_changed_on AS "priceChangedOn",
    s.low_amount AS "lowAmount", s.high_amount AS "highAmount", s.first_on AS "firstOn", s.last_on AS "lastOn",
    s.next_on AS "nextOn", s.status, s.transaction_ids AS "transactionIds", s.reason,
    COALESCE(e.title, s.title) AS name, COALESCE(x.name, a.name) AS "accountName", a.type AS "accountType",
    e.confirmed_at AS "confirmedAt", e.dismissed_at AS "dismissedAt", e.ended_at AS "endedAt"
  FROM recurring_streams s
  JOIN accounts a ON a.household_id = s.household_id AND a.id = s.account_id
  LEFT JOIN account_edits x ON x.household_id = a.household_id AND x.account_id = a.id
  LEFT JOIN recurring_edits e ON e.household_id = s.household_id AND e.key = s.key
  WHERE s.household_id = ${householdId}::uuid AND ${condition}
  ORDER BY s.next_on NULLS LAST, s.last_on DESC, s.id`

/** A household's recurring payments, the next one first; without those in accounts that it hides. */
export async function listStreams(db: Database, householdId: string): Promise<StoredStream[]> {
  const rows = await db.prisma.$queryRaw<RawStream[]>(
    read(householdId, Prisma.sql`NOT COALESCE(x.hidden, false)`),
  )
  return rows.map(toStored)
}

/** One of them, also in an account that is hidden; null when the household has none of that id. */
export async function findStream(
  db: Database,
  householdId: string,
  streamId: string,
): Promise<StoredStream | null> {
  const [row] = await db.prisma.$queryRaw<RawStream[]>(
    read(householdId, Prisma.sql`s.id = ${streamId}::uuid`),
  )
  return row ? toStored(row) : null
}

/** What was found before in some accounts. */
export async function listStreamsOf(
  db: Database,
  householdId: string,
  accountIds: readonly string[],
): Promise<StoredStream[]> {
  const rows = await db.prisma.$queryRaw<RawStream[]>(
    read(
      householdId,
      Prisma.sql`s.account_id IN (SELECT v::uuid FROM jsonb_array_elements_text(${jsonText(accountIds)}::jsonb) v)`,
    ),
  )
  return rows.map(toStored)
}

const COLUMNS = [
  'account_id',
  'source',
  'plaid_stream_id',
  'title',
  'merchant_key',
  'category',
  'currency',
  'frequency',
  'average_amount',
  'last_amount',
  'previous_amount',
  'price_changed_on',
  'low_amount',
  'high_amount',
  'first_on',
  'last_on',
  'next_on',
  'status',
  'transaction_ids',
  'reason',
] as const
const columnsOf = (alias: string) => Prisma.raw(COLUMNS.map((name) => `${alias}.${name}`).join(', '))
const assigned = Prisma.raw(COLUMNS.map((name) => `${name} = EXCLUDED.${name}`).join(', '))

/**
 * Stores what was found in some accounts in the place of what was found there before. A stream keeps its id for as long
 * as it has its key, what a person said of it stays under that, and a row that is as it should be is not written.
 *
 * @returns how many rows were written or deleted.
 */
export async function storeStreams(
  db: Database,
  householdId: string,
  accountIds: readonly string[],
  streams: readonly FoundStream[],
  now: Date,
): Promise<number> {
  const household = Prisma.sql`${householdId}::uuid`
  const rows = jsonText(streams.map((stream) => ({ id: newId(now), ...stream })))
  return db.prisma.$transaction(async (tx) => {
    const gone = await tx.$executeRaw(Prisma.sql`
      DELETE FROM recurring_streams s
      WHERE s.household_id = ${household}
        AND s.account_id IN (SELECT v::uuid FROM jsonb_array_elements_text(${jsonText(accountIds)}::jsonb) v)
        AND s.key NOT IN (SELECT v FROM jsonb_array_elements_text(
          ${jsonText(streams.map(({ key }) => key))}::jsonb) v)`)
    const written = await tx.$executeRaw(Prisma.sql`
      INSERT INTO recurring_streams AS s (household_id, id, key, account_id, source, plaid_stream_id, title,
        merchant_key, category, currency, frequency, average_amount, last_amount, previous_amount, price_changed_on,
        low_amount, high_amount, first_on, last_on, next_on, status, transaction_ids, reason, updated_at)
      SELECT ${household}, r.id, r.key, a.id, r.source, r."plaidStreamId", r.title, r."merchantKey", r.category,
        r.currency, r.frequency, r."averageAmount", r."lastAmount", r."previousAmount", r."priceChangedOn",
        r."lowAmount", r."highAmount", r."firstOn", r."lastOn", r."nextOn", r.status,
        ARRAY(SELECT v.id::uuid FROM jsonb_array_elements_text(r."transactionIds") WITH ORDINALITY v (id, place)
          ORDER BY v.place), r.reason, ${now}
      FROM jsonb_to_recordset(${rows}::jsonb) AS r (id uuid, key text, "accountId" uuid, source text,
        "plaidStreamId" text, title text, "merchantKey" text, category text, currency text, frequency text,
        "averageAmount" numeric(28,10), "lastAmount" numeric(28,10), "previousAmount" numeric(28,10),
        "priceChangedOn" date, "lowAmount" numeric(28,10), "highAmount" numeric(28,10), "firstOn" date, "lastOn" date,
        "nextOn" date, status text, "transactionIds" jsonb, reason jsonb)
      JOIN accounts a ON a.household_id = ${household} AND a.id = r."accountId"
      ON CONFLICT (household_id, key) DO UPDATE SET ${assigned}, updated_at = EXCLUDED.updated_at
      WHERE (${columnsOf('s')}) IS DISTINCT FROM (${columnsOf('EXCLUDED')})`)
    return gone + written
  })
}
