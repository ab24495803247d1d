import type { Health } from '@/lib/bank/health'
import type { BankInstitution } from '@/lib/bank/reports'
import { Prisma } from './generated/client'
import type { Database } from './open'
import type { ItemKey } from './sync-store'
import { removeLostPairs } from './transfer-pairs'

const whereItem = ({ householdId, itemId }: ItemKey) => ({ householdId_id: { householdId, id: itemId } })

export interface NewItem extends ItemKey {
  plaidItemId: string
  institution: BankInstitution
  /** Whether the institution is as Plaid describes it; what a browser says is kept only where nothing is known. */
  institutionIsPlaids: boolean
  sealedAccessToken: string
  webhookUrl: string | null
}

/** Stores an Item that was just exchanged, with the look-up by which webhooks find it. */
export async function createItem(tx: Prisma.TransactionClient, item: NewItem, now: Date): Promise<void> {
  const { householdId, itemId, plaidItemId, institution } = item
  await tx.institution.upsert({
    where: { plaidInstitutionId: institution.plaidInstitutionId },
    create: { ...institution, updatedAt: now },
    update: item.institutionIsPlaids ? { ...institution, updatedAt: now } : {},
  })
  await tx.item.create({
    data: {
      householdId,
      id: itemId,
      plaidItemId,
      plaidInstitutionId: institution.plaidInstitutionId,
      institutionName: institution.name,
      sealedAccessToken: item.sealedAccessToken,
      webhookUrl: item.webhookUrl,
      health: 'importing',
      healthChangedAt: now,
      tokenSince: now,
      createdAt: now,
    },
  })
  await tx.itemLookup.create({ data: { plaidItemId, householdId, itemId } })
}

export interface ItemSecret {
  sealedAccessToken: string
  plaidItemId: string
  institutionName: string
  health: string
}

/** What an action needs to speak to the bank about an Item; null when the household has no such Item. */
export async function findItemSecret(db: Database, key: ItemKey): Promise<ItemSecret | null> {
  return db.prisma.item.findUnique({
    where: whereItem(key),
    select: { sealedAccessToken: true, plaidItemId: true, institutionName: true, health: true },
  })
}

/** Removes an Item with its accounts, transactions and notes. @returns false when the household has no such Item. */
export async function deleteItem(db: Database, key: ItemKey): Promise<boolean> {
  return db.prisma.$transaction(
    async (tx) => {
      await tx.itemLookup.deleteMany({ where: key })
      const { count } = await tx.item.deleteMany({ where: { householdId: key.householdId, id: key.itemId } })
      await removeLostPairs(tx, key.householdId)
      return count === 1
    },
    { timeout: 60_000, maxWait: 30_000 },
  )
}

export async function setItemHealth(
  client: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
  state: {
    health: Health
    errorCode: string | null
    errorType?: string | null
    errorRequestId?: string | null
    consentExpiresAt?: Date | null
  },
  now: Date,
): Promise<void> {
  const { consentExpiresAt } = state
  await client.$executeRaw(Prisma.sql`
    UPDATE items SET
      health_changed_at = CASE WHEN health = ${state.health} THEN health_changed_at ELSE ${now} END,
      health = ${state.health},
      error_code = ${state.errorCode},
      error_type = ${state.errorType ?? null},
      error_request_id = ${state.errorRequestId ?? null},
      consent_expires_at = ${consentExpiresAt === undefined ? Prisma.sql`consent_expires_at` : Prisma.sql`${consentExpiresAt}::timestamptz`}
    WHERE household_id = ${householdId}::uuid AND id = ${itemId}::uuid`)
}

export async function markNewAccounts(
  client: Prisma.TransactionClient,
  { householdId, itemId }: ItemKey,
  available: boolean,
): Promise<void> {
  await client.item.updateMany({
    where: { householdId, id: itemId },
    data: { newAccountsAvailable: available },
  })
}

export interface KnownLogin extends ItemKey {
  institutionName: string
  health: string
  accounts: { name: string; mask: string | null }[]
}

/** The logins that a household has at an institution, with the accounts by which a second one would be known. */
export async function listLoginsAt(
  db: Database,
  householdId: string,
  plaidInstitutionId: string,
): Promise<KnownLogin[]> {
  const items = await db.prisma.item.findMany({
    where: { householdId, plaidInstitutionId },
    select: {
      id: true,
      institutionName: true,
      health: true,
      accounts: { select: { name: true, mask: true } },
    },
    orderBy: { createdAt: 'asc' },
  })
  return items.map(({ id, ...rest }) => ({ householdId, itemId: id, ...rest }))
}

/** Items that have been quiet since a moment, in a state in which a sync may work. Across households: for the schedule. */
export async function listQuietItems(
  db: Database,
  healths: readonly Health[],
  quietSince: Date,
  limit: number,
): Promise<ItemKey[]> {
  const items = await db.prisma.item.findMany({
    where: {
      health: { in: [...healths] },
      OR: [{ lastTriedAt: null }, { lastTriedAt: { lt: quietSince } }],
    },
    select: { householdId: true, id: true },
    orderBy: { lastTriedAt: { sort: 'asc', nulls: 'first' } },
    take: limit,
  })
  return items.map(({ householdId, id }) => ({ householdId, itemId: id }))
}
