import type { CategoryOverride } from '@/lib/categories/category-book'
import { primaryOf } from '@/lib/finance/categories'
import { CATEGORY_KINDS, type CategoryKind } from '@/lib/finance/category-kinds'
import { relist, relistWhere } from './entries'
import { Prisma } from './generated/client'
import type { Database } from './open'
import { applyRules, lockRules } from './rule-outcomes'
import { NOTHING_WRITTEN } from './transaction-edits'

const toKind = (text: string | null) => CATEGORY_KINDS.find((kind) => kind === text) ?? null

/** All that a household says of categories; its own in the order in which they were made. */
export async function listStoredCategories(db: Database, householdId: string): Promise<CategoryOverride[]> {
  const rows = await db.prisma.$queryRaw<
    (Omit<CategoryOverride, 'kind'> & { kind: string | null })[]
  >(Prisma.sql`
    SELECT code, group_code AS "groupCode", name, icon, colour, kind, hidden, position FROM categories
    WHERE household_id = ${householdId}::uuid ORDER BY code`)
  return rows.map((row) => ({ ...row, kind: toKind(row.kind) }))
}

/** Whether a transaction of the household can be given this category: one of Plaid's, or its own. */
export async function isCategory(db: Database, householdId: string, code: string): Promise<boolean> {
  if (primaryOf(code) !== null) return true
  const found = await db.prisma.category.findUnique({
    where: { householdId_code: { householdId, code } },
    select: { groupCode: true },
  })
  return found !== null && code.startsWith('OWN_') && found.groupCode !== null
}

/** How many transactions, or parts of one, are listed under each category, hidden accounts included. */
export async function countByCategory(db: Database, householdId: string): Promise<Map<string, number>> {
  const rows = await db.prisma.$queryRaw<{ category: string; count: bigint }[]>(Prisma.sql`
    SELECT n.category, count(*) AS count FROM entries n
    WHERE n.household_id = ${householdId}::uuid AND n.category IS NOT NULL GROUP BY n.category`)
  return new Map(rows.map(({ category, count }) => [category, Number(count)]))
}

/** What of a category can be changed; what is left out stays, null goes back to what the app says. */
export interface CategoryChange {
  name?: string | null
  icon?: string | null
  colour?: string | null
  kind?: CategoryKind | null
  groupCode?: string | null
  hidden?: boolean
}

/** Of all that is listed under a category, or under one that it is the wider of. */
const under = (householdId: string, code: string) => Prisma.sql`t.id IN (
  SELECT n.transaction_id FROM entries n
  WHERE n.household_id = ${householdId}::uuid AND (n.category = ${code} OR n.category_group = ${code}))`

/** Rows that say no more than the app does: of Plaid's categories alone, one's own is there by its row. */
const SAYS_NOTHING = {
  code: { not: { startsWith: 'OWN_' } },
  groupCode: null,
  name: null,
  icon: null,
  colour: null,
  kind: null,
  hidden: false,
  position: null,
} as const

/**
 * Changes what the household says of a category, and lists anew what its kind or its group concerns.
 *
 * @returns how many listed transactions, or parts, count elsewhere now; null when there is no such category of its own.
 */
export async function saveCategory(
  db: Database,
  householdId: string,
  code: string,
  change: CategoryChange,
  now: Date,
): Promise<number | null> {
  return db.prisma.$transaction(async (tx) => {
    const key = { householdId, code }
    if (code.startsWith('OWN_')) {
      const { count } = await tx.category.updateMany({ where: key, data: { ...change, updatedAt: now } })
      if (count === 0) return null
    } else {
      await tx.category.upsert({
        where: { householdId_code: key },
        create: { ...key, ...change, updatedAt: now },
        update: { ...change, updatedAt: now },
      })
      await tx.category.deleteMany({ where: { ...SAYS_NOTHING, householdId, AND: { code } } })
    }
    if (change.kind === undefined && change.groupCode === undefined) return 0
    return relistWhere(tx, householdId, under(householdId, code))
  })
}

/** Makes one of the household's own. @param code OWN_ and an id that is not used. */
export async function createCategory(
  db: Database,
  householdId: string,
  code: string,
  category: Required<Omit<CategoryChange, 'hidden' | 'name'>> & { name: string },
  now: Date,
): Promise<void> {
  await db.prisma.category.create({ data: { ...category, householdId, code, updatedAt: now } })
}

/** How many own categories and groups a household has. */
export async function countOwnCategories(db: Database, householdId: string): Promise<number> {
  return db.prisma.category.count({ where: { householdId, code: { startsWith: 'OWN_' } } })
}

/** What deleting an own category touches. */
export interface CategoryUse {
  /** Transactions that a person put in it, and parts of such. */
  edits: number
  /** Rules that put transactions in it. */
  rules: number
  budgets: number
  /** Own categories of an own group. */
  categories: number
}

/** What hangs on an own category. */
export async function findCategoryUse(db: Database, householdId: string, code: string): Promise<CategoryUse> {
  const household = Prisma.sql`household_id = ${householdId}::uuid`
  const [found] = await db.prisma.$queryRaw<Record<keyof CategoryUse, bigint>[]>(Prisma.sql`
    SELECT
      (SELECT count(DISTINCT transaction_id) FROM (
        SELECT transaction_id FROM transaction_edits WHERE ${household} AND category = ${code}
        UNION ALL SELECT transaction_id FROM transaction_splits WHERE ${household} AND category = ${code}) e) AS edits,
      (SELECT count(*) FROM rules WHERE ${household} AND changes->>'category' = ${code}) AS rules,
      (SELECT count(DISTINCT currency) FROM budgets WHERE ${household} AND category = ${code}) AS budgets,
      (SELECT count(*) FROM categories WHERE ${household} AND group_code = ${code} AND starts_with(code, 'OWN_'))
        AS categories`)
  return {
    edits: Number(found?.edits ?? 0),
    rules: Number(found?.rules ?? 0),
    budgets: Number(found?.budgets ?? 0),
    categories: Number(found?.categories ?? 0),
  }
}

/**
 * Deletes an own category or an own group. What people put in a category gets another one or what the bank says, rules
 * put their transactions there too or say no more of it, and its budgets go along where there is none yet. Of a group,
 * own categories move into another, and Plaid's go back to where they were.
 *
 * @param into the code of the other category, or null: as the bank says; of a group the code of the other group.
 * @returns how many listed transactions, or parts, changed; null when there is no such category of its own.
 */
export async function removeCategory(
  db: Database,
  householdId: string,
  code: string,
  into: string | null,
  now: Date,
): Promise<number | null> {
  return db.prisma.$transaction(async (tx) => {
    await lockRules(tx, householdId)
    const concerned = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT DISTINCT n.transaction_id AS id FROM entries n
      WHERE n.household_id = ${householdId}::uuid AND (n.category = ${code} OR n.category_group = ${code})
      UNION SELECT transaction_id FROM rule_outcomes
      WHERE household_id = ${householdId}::uuid AND category = ${code}`)
    const [removed] = await tx.$queryRaw<{ isGroup: boolean }[]>(Prisma.sql`
      DELETE FROM categories WHERE household_id = ${householdId}::uuid AND code = ${code} AND starts_with(code, 'OWN_')
      RETURNING group_code IS NULL AS "isGroup"`)
    if (!removed) return null
    if (removed.isGroup) {
      await tx.$executeRaw(Prisma.sql`
        UPDATE categories SET updated_at = ${now},
          group_code = CASE WHEN starts_with(code, 'OWN_') THEN ${into ?? 'OTHER'}::text END
        WHERE household_id = ${householdId}::uuid AND group_code = ${code}`)
      await tx.category.deleteMany({ where: { ...SAYS_NOTHING, householdId } })
    }
    await replaceCategory(tx, householdId, code, removed.isGroup ? null : into, now)
    const ids = concerned.map(({ id }) => id)
    await applyRules(tx, householdId, ids, now)
    return relist(tx, householdId, ids)
  })
}

/** Puts another category, or none, wherever this one was written. */
async function replaceCategory(
  tx: Prisma.TransactionClient,
  householdId: string,
  code: string,
  into: string | null,
  now: Date,
): Promise<void> {
  const household = Prisma.sql`household_id = ${householdId}::uuid`
  await tx.$executeRaw(Prisma.sql`
    UPDATE transaction_edits SET category = ${into}, updated_at = ${now} WHERE ${household} AND category = ${code}`)
  await tx.transactionEdit.deleteMany({ where: { householdId, ...NOTHING_WRITTEN } })
  await tx.$executeRaw(Prisma.sql`
    UPDATE transaction_splits SET category = ${into} WHERE ${household} AND category = ${code}`)
  await tx.$executeRaw(Prisma.sql`
    UPDATE rules SET updated_at = ${now}, changes = CASE WHEN ${into}::text IS NULL THEN changes - 'category'
      ELSE jsonb_set(changes, '{category}', to_jsonb(${into}::text)) END
    WHERE ${household} AND changes->>'category' = ${code}`)
  await tx.$executeRaw(Prisma.sql`DELETE FROM rules WHERE ${household} AND changes = '{}'::jsonb`)
  if (into !== null)
    await tx.$executeRaw(Prisma.sql`
      UPDATE budgets b SET category = ${into}, updated_at = ${now}
      WHERE b.household_id = ${householdId}::uuid AND b.category = ${code} AND NOT EXISTS (
        SELECT FROM budgets o
        WHERE o.household_id = b.household_id AND o.category = ${into} AND o.currency = b.currency)`)
  await tx.budget.deleteMany({ where: { householdId, category: code } })
  await tx.recurringStream.updateMany({ where: { householdId, category: code }, data: { category: into } })
}
