import 'server-only'
import { DEMO_EMAIL } from '@/lib/auth/demo-access'
import { requireUser } from '@/lib/auth/session'
import { countHouseholdRows } from '@/lib/db/household-export'
import { runtime } from '@/lib/runtime'

/** What the archive takes for a row, sheet and document together, compressed: measured on thirty thousand transactions. */
const BYTES_PER_ROW = 140
/** What it takes with no row in it. */
const BYTES_AT_LEAST = 12_000

/** What is kept for the person who asks, in numbers. */
export interface OwnData {
  email: string
  transactions: number
  accounts: number
  connections: number
  /** About what an archive of it takes. */
  bytes: number
  /** The demo's person belongs to everybody who looks around. */
  isDemo: boolean
}

/** How much is kept for the person who asks. */
export async function getOwnData(): Promise<OwnData> {
  const { householdId, email } = await requireUser()
  const { db } = await runtime()
  const counts = await countHouseholdRows(db.prisma, householdId)
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return {
    email,
    transactions: counts.get('transactions') ?? 0,
    accounts: counts.get('accounts') ?? 0,
    connections: counts.get('items') ?? 0,
    bytes: BYTES_AT_LEAST + rows * BYTES_PER_ROW,
    isDemo: email === DEMO_EMAIL,
  }
}
