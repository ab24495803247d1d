import { Prisma } from './generated/client'
import type { Database } from './open'
import { type ItemKey, LEASE_MS } from './sync-store'

const whereItem = ({ householdId, itemId }: ItemKey) => ({ householdId, id: itemId })

/** An Item that is held for its tokens, as a run holds it for its data. */
export interface HeldItem extends ItemKey {
  fence: number
}

/**
 * Takes the Item's lease without beginning a run: no run begins meanwhile, and none is at work. `busy` while one is,
 * `gone` when there is no such Item. A lease that ends later than any given now could is of a clock that was ahead.
 */
export async function holdItem(db: Database, key: ItemKey, now: Date): Promise<HeldItem | 'busy' | 'gone'> {
  const later = (ms: number) => new Date(now.getTime() + ms)
  const [held] = await db.prisma.$queryRaw<{ fence: number }[]>(Prisma.sql`
    UPDATE items SET fence = fence + 1, lease_until = ${later(LEASE_MS)}
    WHERE household_id = ${key.householdId}::uuid AND id = ${key.itemId}::uuid
      AND (lease_until IS NULL OR lease_until < ${now} OR lease_until > ${later(2 * LEASE_MS)})
    RETURNING fence`)
  if (held) return { householdId: key.householdId, itemId: key.itemId, fence: held.fence }
  return (await findItemTokens(db, key)) ? 'busy' : 'gone'
}

/** What by which an Item's access token is kept, and is had back where its replacement was cut off. */
export interface ItemTokens {
  sealedAccessToken: string
  sealedRecoveryToken: string | null
  rotationStartedAt: Date | null
}

/** Null when the household has no such Item. */
export async function findItemTokens(db: Database, key: ItemKey): Promise<ItemTokens | null> {
  return db.prisma.item.findUnique({
    where: { householdId_id: whereItem(key) },
    select: { sealedAccessToken: true, sealedRecoveryToken: true, rotationStartedAt: true },
  })
}

/**
 * Notes, before the access token is replaced, by what it is had back; holds the lease a little longer.
 *
 * @returns false when another has taken the Item over, or changed the token: then it may not be replaced.
 */
export async function beginRotation(
  db: Database,
  { fence, ...key }: HeldItem,
  sealedAccessToken: string,
  sealedRecoveryToken: string,
  now: Date,
): Promise<boolean> {
  const { count } = await db.prisma.item.updateMany({
    where: { ...whereItem(key), fence, sealedAccessToken, rotationStartedAt: null },
    data: { sealedRecoveryToken, rotationStartedAt: now, leaseUntil: new Date(now.getTime() + LEASE_MS) },
  })
  return count === 1
}

/**
 * Puts a new access token in the place of the one that it followed, and ends the rotation, in one statement. It is
 * the stored token that is compared and not the fence: whoever took the Item over since holds a token that has ended,
 * and the new one must not be lost for that.
 *
 * @returns false when another token stands there already, or the Item is gone.
 */
export async function storeAccessToken(
  db: Database,
  key: ItemKey,
  replaced: string,
  sealedAccessToken: string,
  now: Date,
): Promise<boolean> {
  const { count } = await db.prisma.item.updateMany({
    where: { ...whereItem(key), sealedAccessToken: replaced },
    data: {
      sealedAccessToken,
      tokenSince: now,
      sealedRecoveryToken: null,
      rotationStartedAt: null,
      rotationWantedAt: null,
    },
  })
  return count === 1
}

/** Ends a rotation that came to nothing: the stored token is good. */
export async function endRotation(db: Database, key: ItemKey, startedAt: Date): Promise<void> {
  await db.prisma.item.updateMany({
    where: { ...whereItem(key), rotationStartedAt: startedAt },
    data: { sealedRecoveryToken: null, rotationStartedAt: null },
  })
}

/**
 * Notes that an access token was lost for good: the person has to connect anew.
 *
 * @returns false when somebody else had it back meanwhile.
 */
export async function markTokenLost(
  db: Database,
  key: ItemKey,
  tokens: ItemTokens,
  error: { code: string; type: string },
  now: Date,
): Promise<boolean> {
  const { sealedAccessToken, rotationStartedAt } = tokens
  const { count } = await db.prisma.item.updateMany({
    where: { ...whereItem(key), sealedAccessToken, rotationStartedAt },
    data: {
      health: 'relink',
      healthChangedAt: now,
      errorCode: error.code,
      errorType: error.type,
      errorRequestId: null,
      sealedRecoveryToken: null,
      rotationStartedAt: null,
      rotationWantedAt: null,
      nextTryAt: null,
    },
  })
  return count === 1
}

/** Gives the Item back to whoever wants it next, if nobody has taken it over. */
export async function releaseItem(db: Database, { fence, ...key }: HeldItem): Promise<void> {
  await db.prisma.item.updateMany({ where: { ...whereItem(key), fence }, data: { leaseUntil: null } })
}

const toKeys = (rows: { householdId: string; id: string }[]): ItemKey[] =>
  rows.map(({ householdId, id }) => ({ householdId, itemId: id }))

/** Items whose rotation began before a moment and did not end. Across households: for the schedule. */
export async function listUnfinishedRotations(
  db: Database,
  startedBefore: Date,
  limit: number,
): Promise<ItemKey[]> {
  const rows = await db.prisma.item.findMany({
    where: { rotationStartedAt: { lt: startedBefore } },
    select: { householdId: true, id: true },
    orderBy: { rotationStartedAt: 'asc' },
    take: limit,
  })
  return toKeys(rows)
}

/** Notes that the tokens that are older than a moment are to be replaced. @returns how many. */
export async function wantRotations(db: Database, tokenBefore: Date, now: Date): Promise<number> {
  const { count } = await db.prisma.item.updateMany({
    where: { tokenSince: { lt: tokenBefore }, rotationWantedAt: null, health: { not: 'relink' } },
    data: { rotationWantedAt: now },
  })
  return count
}

/** The same for one Item, whoever's it is. @returns false when there is none, or its token has ended already. */
export async function wantRotation(db: Database, itemId: string, now: Date): Promise<boolean> {
  const { count } = await db.prisma.item.updateMany({
    where: { id: itemId, health: { not: 'relink' } },
    data: { rotationWantedAt: now },
  })
  return count > 0
}

/** Items whose token is to be replaced, the oldest wish first. Across households: for the schedule. */
export async function listWantedRotations(db: Database, limit: number): Promise<ItemKey[]> {
  const rows = await db.prisma.item.findMany({
    where: { rotationWantedAt: { not: null } },
    select: { householdId: true, id: true },
    orderBy: [{ rotationWantedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return toKeys(rows)
}

/** Puts a wish at the end of the queue (`again`, the moment it counts from), or gives it up (null). */
export async function postponeRotation(db: Database, key: ItemKey, again: Date | null): Promise<void> {
  await db.prisma.item.updateMany({
    where: { ...whereItem(key), rotationWantedAt: { not: null } },
    data: { rotationWantedAt: again },
  })
}
