import { forgetEntrySums } from './entry-sums'
import { Prisma } from './generated/client'
import { OPEN_INTENT, type OpenIntent } from './link-intents'
import type { Database } from './open'
import { isOfHousehold, listTables, quoted, referredFirst } from './table-catalogue'

const TIMEOUT_MS = 300_000
const INTENTS = 'link_intents'

/**
 * Deletes a person, and with the last of its people a household: every row of every table that the catalogue has with a
 * household's id, what is known of its connections elsewhere, and its jobs. One transaction; a sync that is storing is
 * waited for, one that comes later finds nothing.
 *
 * What remains until it is done is the access to the banks: each connection's sealed token stays as an intent, in a
 * household without people and without a name, by which it is ended at Plaid (`listAccessToEnd`).
 *
 * @returns whether the household went too.
 */
export async function removePerson(
  db: Database,
  { userId, householdId }: { userId: string; householdId: string },
  now: Date,
): Promise<{ householdRemoved: boolean }> {
  return db.prisma.$transaction(
    async (tx) => {
      // Whoever stores something of the household's waits for this row, or is waited for.
      await tx.$queryRaw(Prisma.sql`SELECT id FROM households WHERE id = ${householdId}::uuid FOR UPDATE`)
      const others = await tx.membership.count({ where: { householdId, userId: { not: userId } } })
      if (others > 0) await removeOneOfSeveral(tx, householdId, userId)
      else await emptyHousehold(tx, householdId, now)
      const elsewhere = await tx.membership.count({ where: { userId, householdId: { not: householdId } } })
      if (elsewhere === 0) await tx.user.deleteMany({ where: { id: userId } })
      return { householdRemoved: others === 0 }
    },
    { timeout: TIMEOUT_MS, maxWait: 60_000 },
  )
}

/** What is this person's alone, in a household that others stay in. */
async function removeOneOfSeveral(
  tx: Prisma.TransactionClient,
  householdId: string,
  userId: string,
): Promise<void> {
  const theirs = (await listTables(tx)).filter(
    (table) =>
      isOfHousehold(table) && table.name !== INTENTS && table.columns.some(({ name }) => name === 'user_id'),
  )
  for (const { name } of referredFirst(theirs).reverse()) {
    await tx.$executeRawUnsafe(
      `DELETE FROM ${quoted(name)} WHERE household_id = $1::text::uuid AND user_id = $2::text::uuid`,
      householdId,
      userId,
    )
  }
}

async function emptyHousehold(tx: Prisma.TransactionClient, householdId: string, now: Date): Promise<void> {
  const id = Prisma.sql`${householdId}::uuid`
  // A run stores under the lock of its Item's row.
  await tx.$queryRaw(Prisma.sql`SELECT id FROM items WHERE household_id = ${id} FOR UPDATE`)
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM webhook_inbox WHERE plaid_item_id IN (
      SELECT plaid_item_id FROM items WHERE household_id = ${id}
      UNION SELECT plaid_item_id FROM item_lookups WHERE household_id = ${id})`)
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM link_intents WHERE household_id = ${id} AND finished_at IS NOT NULL`)
  // Sealed to the Item's id, which becomes the intent's. A token that is being replaced may have ended already: then it
  // is had back by the public token that was noted before.
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO link_intents (household_id, id, user_id, state, sealed_public_token, sealed_access_token, created_at)
    SELECT household_id, id, household_id,
      CASE WHEN sealed_recovery_token IS NULL THEN 'exchanged' ELSE 'started' END,
      sealed_recovery_token,
      CASE WHEN sealed_recovery_token IS NULL THEN sealed_access_token END,
      ${now}
    FROM items WHERE household_id = ${id}
    ON CONFLICT (household_id, id) DO NOTHING`)
  const tables = (await listTables(tx)).filter((table) => isOfHousehold(table) && table.name !== INTENTS)
  for (const { name } of referredFirst(tables).reverse()) {
    await tx.$executeRawUnsafe(`DELETE FROM ${quoted(name)} WHERE household_id = $1::text::uuid`, householdId)
  }
  await forgetEntrySums(tx, householdId)
  await removeJobs(tx, householdId)
  await forgetHousehold(tx, householdId)
}

async function removeJobs(tx: Prisma.TransactionClient, householdId: string): Promise<void> {
  for (const table of ['pgboss.job', 'pgboss.archive']) {
    const [found] = await tx.$queryRaw<{ exists: boolean }[]>(
      Prisma.sql`SELECT to_regclass(${table}) IS NOT NULL AS exists`,
    )
    if (!found?.exists) continue
    await tx.$executeRawUnsafe(`DELETE FROM ${table} WHERE data->>'householdId' = $1`, householdId)
  }
}

/** Deletes the household's own row, or where access is still to be ended takes everything from it that says whose it was. */
async function forgetHousehold(tx: Prisma.TransactionClient, householdId: string): Promise<void> {
  const open = await tx.linkIntent.count({ where: { householdId, finishedAt: null } })
  if (open === 0) {
    await tx.household.deleteMany({ where: { id: householdId } })
    return
  }
  const table = (await listTables(tx)).find(({ name }) => name === 'households')
  const blank = (table?.columns ?? []).flatMap(({ name, type, isNullable, hasDefault }) => {
    if (name === 'id') return []
    if (isNullable || hasDefault) return [`${quoted(name)} = DEFAULT`]
    if (name === 'time_zone') return [`${quoted(name)} = 'UTC'`]
    return type === 'text' ? [`${quoted(name)} = ''`] : []
  })
  if (blank.length > 0) {
    await tx.$executeRawUnsafe(
      `UPDATE households SET ${blank.join(', ')} WHERE id = $1::text::uuid`,
      householdId,
    )
  }
}

/** Connections whose access token is being replaced at this moment, by their ids. */
export async function listRotating(db: Database, householdId: string): Promise<string[]> {
  const rows = await db.prisma.item.findMany({
    where: { householdId, rotationStartedAt: { not: null } },
    select: { id: true },
  })
  return rows.map(({ id }) => id)
}

/**
 * The access to banks that is still to be ended for a household whose people are gone: not what a process is exchanging
 * just now, which is found by its age (`listForsakenIntents`).
 */
export async function listAccessToEnd(db: Database, householdId: string): Promise<OpenIntent[]> {
  return db.prisma.linkIntent.findMany({
    where: { householdId, userId: householdId, finishedAt: null },
    select: OPEN_INTENT,
    orderBy: { id: 'asc' },
  })
}

/** Households whose people are gone. Across households: for the schedule. */
export async function listForsakenHouseholds(db: Database, limit: number): Promise<string[]> {
  const rows = await db.prisma.household.findMany({
    where: { memberships: { none: {} } },
    select: { id: true },
    orderBy: { createdAt: 'asc' },
    take: limit,
  })
  return rows.map(({ id }) => id)
}

/**
 * Takes away what came to a household after its people had gone (a connection that was just being made becomes access
 * to end), and the household itself once nothing is left to be ended.
 *
 * @returns how much access is still to be ended.
 */
export async function sweepForsakenHousehold(db: Database, householdId: string, now: Date): Promise<number> {
  return db.prisma.$transaction(
    async (tx) => {
      await tx.$queryRaw(Prisma.sql`SELECT id FROM households WHERE id = ${householdId}::uuid FOR UPDATE`)
      if ((await tx.membership.count({ where: { householdId } })) > 0) return 0
      await emptyHousehold(tx, householdId, now)
      return tx.linkIntent.count({ where: { householdId, finishedAt: null } })
    },
    { timeout: TIMEOUT_MS, maxWait: 60_000 },
  )
}
