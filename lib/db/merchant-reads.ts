import { Prisma } from './generated/client'
import type { Database } from './open'

/** Among how many of the latest transactions merchants are looked for: few enough for an index to give them at once. */
const LATEST_ROWS = 600

/** The names of a household's latest merchants, each once, the latest first. */
export async function listRecentMerchants(
  db: Database,
  householdId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db.prisma.$queryRaw<{ name: string }[]>(Prisma.sql`
    SELECT min(latest.name) AS name
    FROM (
      SELECT coalesce(t.merchant_name, t.name) AS name, t.shown_on, t.id
      FROM transactions t
      WHERE t.household_id = ${householdId}::uuid AND t.removed_at IS NULL
      ORDER BY t.shown_on DESC, t.id DESC
      LIMIT ${LATEST_ROWS}
    ) latest
    GROUP BY lowered(latest.name)
    ORDER BY max(latest.shown_on) DESC, lowered(min(latest.name)) COLLATE "C"
    LIMIT ${limit}`)
  return rows.map(({ name }) => name)
}

/** The latest merchants as entries know them, each once, the latest first. */
export async function listRecentMerchantKeys(
  db: Database,
  householdId: string,
  limit: number,
): Promise<{ key: string; title: string }[]> {
  return db.prisma.$queryRaw<{ key: string; title: string }[]>(Prisma.sql`
    SELECT latest.merchant_key AS key, max(latest.title) AS title
    FROM (
      SELECT n.merchant_key, n.title, n.listed_on FROM entries n
      WHERE n.household_id = ${householdId}::uuid
      ORDER BY n.listed_on DESC, n.id DESC
      LIMIT ${LATEST_ROWS}
    ) latest
    GROUP BY latest.merchant_key
    ORDER BY max(latest.listed_on) DESC, latest.merchant_key COLLATE "C"
    LIMIT ${limit}`)
}

/** One of the titles under which a merchant is listed; null where none is. */
export async function findMerchantTitle(
  db: Database,
  householdId: string,
  key: string,
): Promise<string | null> {
  const found = await db.prisma.entry.findFirst({
    where: { householdId, merchantKey: key },
    select: { title: true },
    orderBy: [{ listedOn: 'desc' }, { id: 'desc' }],
  })
  return found?.title ?? null
}
