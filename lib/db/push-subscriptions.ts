import { newId } from '@/lib/crypto/id'
import { type SealingKey, seal, unseal } from '@/lib/crypto/seal'
import type { Database } from './open'

/** What is kept sealed of a browser that wants to be told. */
export interface PushSecret {
  /** Base64url, as the browser gave them: by these a message is sealed so that it alone can read it. */
  p256dh: string
  auth: string
  /** What the person calls it by, such as "Firefox on Linux". */
  device: string
  /** In which language it is told. */
  locale: string
}

/** A browser that wants to be told. */
export interface PushDevice extends PushSecret {
  id: string
  userId: string
  endpoint: string
  createdAt: Date
}

interface PersonKey {
  householdId: string
  userId: string
}

/** As many as one person may have: more are none of a person's. */
export const MOST_DEVICES = 20

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')

/** Null for what was altered, or sealed under a key that is gone. */
function open(sealed: string, id: string, ring: readonly SealingKey[]): PushSecret | null {
  try {
    const read: Partial<Record<keyof PushSecret, unknown>> = JSON.parse(unseal(sealed, id, ring))
    return {
      p256dh: textOf(read.p256dh),
      auth: textOf(read.auth),
      device: textOf(read.device),
      locale: textOf(read.locale) || 'en',
    }
  } catch {
    return null
  }
}

/**
 * Stores a browser; one that is there already is stored anew, as that of the person who asks.
 *
 * @returns its id, or null where the person has too many.
 */
export async function savePushDevice(
  db: Database,
  { householdId, userId }: PersonKey,
  endpoint: string,
  secret: PushSecret,
  ring: readonly SealingKey[],
  now: Date,
): Promise<string | null> {
  const id = newId(now)
  return db.prisma.$transaction(async (tx) => {
    await tx.pushSubscription.deleteMany({ where: { householdId, endpoint } })
    if ((await tx.pushSubscription.count({ where: { householdId, userId } })) >= MOST_DEVICES) return null
    const sealedKeys = seal(JSON.stringify(secret), id, ring)
    await tx.pushSubscription.create({
      data: { householdId, id, userId, endpoint, sealedKeys, createdAt: now },
    })
    return id
  })
}

/** The browsers of a household that can be told, or of one person of it, the latest first. */
export async function listPushDevices(
  db: Database,
  { householdId, userId }: { householdId: string; userId?: string },
  ring: readonly SealingKey[],
): Promise<PushDevice[]> {
  const rows = await db.prisma.pushSubscription.findMany({
    where: { householdId, ...(userId === undefined ? {} : { userId }) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  })
  return rows.flatMap(({ id, sealedKeys, householdId: _, ...rest }) => {
    const secret = open(sealedKeys, id, ring)
    return secret ? [{ id, ...rest, ...secret }] : []
  })
}

/** @returns false when the person has none of that id. */
export async function removePushDevice(
  db: Database,
  { householdId, userId }: PersonKey,
  id: string,
): Promise<boolean> {
  return (await db.prisma.pushSubscription.deleteMany({ where: { householdId, userId, id } })).count === 1
}

/** Forgets browsers that are no more. */
export async function forgetPushDevices(
  db: Database,
  householdId: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await db.prisma.pushSubscription.deleteMany({ where: { householdId, id: { in: [...ids] } } })
}

/** Households with a browser that can be told. Across households: for the schedule. */
export async function listHouseholdsWithDevices(db: Database): Promise<string[]> {
  const rows = await db.prisma.pushSubscription.findMany({
    distinct: ['householdId'],
    select: { householdId: true },
  })
  return rows.map(({ householdId }) => householdId)
}
