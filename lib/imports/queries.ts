import 'server-only'
import { requireUser } from '@/lib/auth/session'
import { type AccountImport, listImports } from '@/lib/db/imports'
import { runtime } from '@/lib/runtime'
import { type ImportMapping, keptMappingSchema } from './schema'

const LISTED = 20

export interface OwnImport extends Omit<AccountImport, 'mapping'> {
  /** Rows that could not be read, and were left out with the person's consent. */
  unread: number
}

export interface ImportHistory {
  /** The latest first. */
  imports: OwnImport[]
  /** How the columns of the last file were read; null where there was none. */
  lastMapping: ImportMapping | null
}

/** The imports of an account of the person's, and what the next can go by. */
export async function getImportHistory(accountId: string): Promise<ImportHistory> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const stored = await listImports(db, householdId, accountId, LISTED)
  return {
    imports: stored.map(({ mapping: _, ...one }) => ({
      ...one,
      unread: Math.max(0, one.rowCount - one.added - one.duplicates),
    })),
    lastMapping: lastOf(stored),
  }
}

function lastOf(imports: readonly AccountImport[]): ImportMapping | null {
  for (const { mapping } of imports) {
    const kept = keptMappingSchema.safeParse(mapping)
    if (!kept.success) continue
    const { balance: _, shift: __, ...own } = kept.data
    return own
  }
  return null
}
