import { z } from 'zod'
import { type CalendarDate, fromUtcMidnight } from '@/lib/calendar/calendar-date'
import { plain } from '@/lib/money/money'
import type { Liability, Prisma } from './generated/client'
import type { Database } from './open'

/** What a lender says of a debt beside its balance. Amounts are positive: what is to be paid, or was. */
export interface StoredLiability {
  accountId: string
  /** credit, mortgage, student, loan */
  kind: string
  /**
   * Per year, as exact decimal texts: 21.99 is 21.99 %. `type` is Plaid's for a card (purchase_apr, ...), `interest` for a
   * loan; `balance`: what it is charged on, where that is said.
   */
  aprs: { type: string; percentage: string; balance: string | null }[]
  nextDueOn: CalendarDate | null
  minimumPayment: string | null
  lastPaymentAmount: string | null
  lastPaymentOn: CalendarDate | null
  lastStatementBalance: string | null
  lastStatementOn: CalendarDate | null
  /** Null where nobody says. */
  overdue: boolean | null
  originalPrincipal: string | null
  originatedOn: CalendarDate | null
  /** When it is expected to be paid off. */
  paidOffOn: CalendarDate | null
  /** When any of it last changed. */
  updatedAt: Date
}

const aprs = z
  .array(z.object({ type: z.string(), percentage: z.string(), balance: z.string().nullable() }))
  .catch([])

const amount = (value: Prisma.Decimal | null) => (value === null ? null : plain(value))
const day = (value: Date | null) => value && fromUtcMidnight(value)

function toLiability({ householdId: _, ...stored }: Liability): StoredLiability {
  return {
    ...stored,
    aprs: aprs.parse(stored.aprs),
    nextDueOn: day(stored.nextDueOn),
    minimumPayment: amount(stored.minimumPayment),
    lastPaymentAmount: amount(stored.lastPaymentAmount),
    lastPaymentOn: day(stored.lastPaymentOn),
    lastStatementBalance: amount(stored.lastStatementBalance),
    lastStatementOn: day(stored.lastStatementOn),
    originalPrincipal: amount(stored.originalPrincipal),
    originatedOn: day(stored.originatedOn),
    paidOffOn: day(stored.paidOffOn),
  }
}

/** What the lender says of the debt of an account; null where none does. */
export async function findLiability(
  db: Database,
  householdId: string,
  accountId: string,
): Promise<StoredLiability | null> {
  const found = await db.prisma.liability.findUnique({
    where: { householdId_accountId: { householdId, accountId } },
  })
  return found && toLiability(found)
}

/** What lenders say of all debts of a household, what is due next first. */
export async function listLiabilities(db: Database, householdId: string): Promise<StoredLiability[]> {
  const found = await db.prisma.liability.findMany({
    where: { householdId },
    orderBy: [{ nextDueOn: { sort: 'asc', nulls: 'last' } }, { accountId: 'asc' }],
  })
  return found.map(toLiability)
}
