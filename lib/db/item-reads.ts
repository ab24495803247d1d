import { Prisma } from './generated/client'
import type { Database } from './open'
import type { ItemKey } from './sync-store'

export interface StoredItem {
  id: string
  institutionName: string
  /** `#rrggbb` */
  color: string | null
  health: string
  errorCode: string | null
  errorType: string | null
  nextTryAt: Date | null
  healthChangedAt: Date
  lastSyncedAt: Date | null
  bankUpdatedAt: Date | null
  consentExpiresAt: Date | null
  newAccountsAvailable: boolean
  /** Since when it shares none of the accounts that it did before. */
  loginChangedAt: Date | null
  plaidInstitutionId: string
  createdAt: Date
  lastRun: { phase: string; rowsFetched: number; startedAt: Date; finishedAt: Date | null } | null
}

/** Whether the household has a connection of that id. */
export async function hasItem(db: Database, { householdId, itemId }: ItemKey): Promise<boolean> {
  return (await db.prisma.item.count({ where: { householdId, id: itemId } })) === 1
}

type RawItem = Omit<StoredItem, 'lastRun'> & {
  phase: string | null
  rowsFetched: number | null
  startedAt: Date | null
  finishedAt: Date | null
}

/** A household's connections by institution and age, each with its last run. */
export async function listItems(db: Database, householdId: string): Promise<StoredItem[]> {
  const rows = await db.prisma.$queryRaw<RawItem[]>(Prisma.sql`
    SELECT i.id, i.institution_name AS "institutionName", b.primary_color AS color, i.health,
      i.error_code AS "errorCode", i.error_type AS "errorType", i.next_try_at AS "nextTryAt",
      i.health_changed_at AS "healthChangedAt", i.last_synced_at AS "lastSyncedAt",
      i.bank_updated_at AS "bankUpdatedAt", i.consent_expires_at AS "consentExpiresAt",
      i.new_accounts_available AS "newAccountsAvailable", i.login_changed_at AS "loginChangedAt",
      i.plaid_institution_id AS "plaidInstitutionId", i.created_at AS "createdAt",
      r.phase, r.rows_fetched AS "rowsFetched", r.started_at AS "startedAt", r.finished_at AS "finishedAt"
    FROM items i
    LEFT JOIN institutions b ON b.plaid_institution_id = i.plaid_institution_id
    LEFT JOIN LATERAL (
      SELECT phase, rows_fetched, started_at, finished_at FROM sync_runs r
      WHERE r.household_id = i.household_id AND r.item_id = i.id
      ORDER BY r.started_at DESC LIMIT 1) r ON true
    WHERE i.household_id = ${householdId}::uuid
    ORDER BY i.institution_name COLLATE "C", i.created_at, i.id`)
  return rows.map(({ phase, rowsFetched, startedAt, finishedAt, ...item }) => ({
    ...item,
    lastRun:
      phase !== null && startedAt !== null
        ? { phase, rowsFetched: rowsFetched ?? 0, startedAt, finishedAt }
        : null,
  }))
}
