import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** A payment that a stream is made of. */
export interface StreamPayment {
  streamId: string
  transactionId: string
  day: CalendarDate
  /** Signed. */
  amount: string
  currency: string
  pending: boolean
}

async function payments(
  db: Database,
  householdId: string,
  streams: Prisma.Sql,
  days: Prisma.Sql,
): Promise<StreamPayment[]> {
  const rows = await db.prisma.$queryRaw<
    (Omit<StreamPayment, 'day' | 'amount'> & { day: Date; amount: Prisma.Decimal })[]
  >(Prisma.sql`
    SELECT s.id AS "streamId", t.id AS "transactionId", t.shown_on AS day, t.amount, t.currency, t.pending
    FROM recurring_streams s
    CROSS JOIN LATERAL unnest(s.transaction_ids) AS v (id)
    JOIN transactions t ON t.household_id = s.household_id AND t.id = v.id AND t.removed_at IS NULL AND ${days}
    WHERE s.household_id = ${householdId}::uuid AND ${streams}
    ORDER BY t.shown_on, t.id`)
  return rows.map(({ day, amount, ...row }) => ({
    ...row,
    day: fromUtcMidnight(day),
    amount: plain(amount),
  }))
}

/** What of a household's streams came between two days, both included; oldest first. */
export async function listPaymentsBetween(
  db: Database,
  householdId: string,
  from: CalendarDate,
  to: CalendarDate,
): Promise<StreamPayment[]> {
  return payments(
    db,
    householdId,
    Prisma.sql`s.last_on >= ${from}::date`,
    Prisma.sql`t.shown_on BETWEEN ${from}::date AND ${to}::date`,
  )
}

/** All that came of one stream; oldest first. */
export async function listPaymentsOf(
  db: Database,
  householdId: string,
  streamId: string,
): Promise<StreamPayment[]> {
  return payments(db, householdId, Prisma.sql`s.id = ${streamId}::uuid`, Prisma.sql`true`)
}
