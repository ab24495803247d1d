import { type NotificationSettings, toSettings } from '@/lib/notifications/kinds'
import { Prisma } from './generated/client'
import type { Database } from './open'

interface PersonKey {
  householdId: string
  userId: string
}

/** What a person wants to be told of. */
export async function readNotificationSettings(
  db: Database,
  { householdId, userId }: PersonKey,
): Promise<NotificationSettings> {
  const [found] = await db.prisma.$queryRaw<{ notifications: unknown }[]>(Prisma.sql`
    SELECT notifications FROM preferences
    WHERE household_id = ${householdId}::uuid AND user_id = ${userId}::uuid`)
  return toSettings(found?.notifications)
}

export async function saveNotificationSettings(
  db: Database,
  { householdId, userId }: PersonKey,
  settings: NotificationSettings,
  now: Date,
): Promise<void> {
  await db.prisma.preference.upsert({
    where: { householdId_userId: { householdId, userId } },
    create: { householdId, userId, notifications: settings, updatedAt: now },
    update: { notifications: settings, updatedAt: now },
  })
}

/** What each person of a household wants to be told of, by their id. */
export async function listNotificationSettings(
  db: Database,
  householdId: string,
): Promise<Map<string, NotificationSettings>> {
  const people = await db.prisma.membership.findMany({ where: { householdId }, select: { userId: true } })
  const stored = await db.prisma.preference.findMany({
    where: { householdId },
    select: { userId: true, notifications: true },
  })
  const known = new Map(stored.map(({ userId, notifications }) => [userId, notifications]))
  return new Map(people.map(({ userId }) => [userId, toSettings(known.get(userId))]))
}
