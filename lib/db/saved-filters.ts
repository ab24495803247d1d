import { newId } from '@/lib/crypto/id'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** A filter of the list that a household keeps by a name. */
export interface SavedFilter {
  id: string
  name: string
  /** The address's query, without a question mark. */
  query: string
}

/** As many as a list of them can show. */
export const SAVED_FILTERS_MAX = 50

/** In the household's order. */
export async function listSavedFilters(db: Database, householdId: string): Promise<SavedFilter[]> {
  return db.prisma.savedFilter.findMany({
    where: { householdId },
    select: { id: true, name: true, query: true },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
}

/** Keeps a filter, below the others. @returns its id; null when there are as many as there can be. */
export async function createSavedFilter(
  db: Database,
  householdId: string,
  { name, query }: Omit<SavedFilter, 'id'>,
  now: Date,
): Promise<string | null> {
  const id = newId(now)
  const made = await db.prisma.$executeRaw(Prisma.sql`
    INSERT INTO saved_filters (household_id, id, name, query, position, created_at)
    SELECT ${householdId}::uuid, ${id}::uuid, ${name}, ${query}, COALESCE(max(f.position), -1) + 1, ${now}::timestamptz
    FROM saved_filters f WHERE f.household_id = ${householdId}::uuid
    HAVING count(*) < ${SAVED_FILTERS_MAX}`)
  return made > 0 ? id : null
}

/** @returns false when the household has no such filter; so for the others below. */
export async function renameSavedFilter(
  db: Database,
  householdId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const { count } = await db.prisma.savedFilter.updateMany({ where: { householdId, id }, data: { name } })
  return count > 0
}

export async function removeSavedFilter(db: Database, householdId: string, id: string): Promise<boolean> {
  const { count } = await db.prisma.savedFilter.deleteMany({ where: { householdId, id } })
  return count > 0
}

/** Moves a filter before the one above it; the first stays. */
export async function raiseSavedFilter(db: Database, householdId: string, id: string): Promise<boolean> {
  const moved = await db.prisma.$executeRaw(Prisma.sql`
    WITH places AS (
      SELECT f.id, row_number() OVER (ORDER BY f.position, f.id) - 1 AS place
      FROM saved_filters f WHERE f.household_id = ${householdId}::uuid),
    own AS (SELECT place FROM places WHERE id = ${id}::uuid)
    UPDATE saved_filters f
    SET position = CASE WHEN places.place = own.place AND own.place > 0 THEN own.place - 1
      WHEN places.place = own.place - 1 THEN own.place ELSE places.place END
    FROM places, own
    WHERE f.household_id = ${householdId}::uuid AND f.id = places.id`)
  return moved > 0
}
