import { newId } from '@/lib/crypto/id'
import { Prisma } from './generated/client'
import type { Database } from './open'

/** Who a session speaks for. */
export interface Person {
  userId: string
  householdId: string
  role: string
  email: string
  name: string
  timeZone: string
  sessionEpoch: number
}

/** Makes a person with a household of their own. @returns null when the e-mail is taken. */
export async function createUser(
  db: Database,
  user: { email: string; name: string; passwordHash: string; timeZone: string },
  now: Date,
): Promise<{ userId: string; householdId: string } | null> {
  const userId = newId(now)
  const householdId = newId(now)
  try {
    await db.prisma.$transaction([
      db.prisma.user.create({
        data: {
          id: userId,
          email: user.email,
          name: user.name,
          passwordHash: user.passwordHash,
          createdAt: now,
        },
      }),
      db.prisma.household.create({
        data: { id: householdId, name: user.name, timeZone: user.timeZone, createdAt: now },
      }),
      db.prisma.membership.create({ data: { householdId, userId, role: 'owner', createdAt: now } }),
    ])
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return null
    throw error
  }
  return { userId, householdId }
}

/** @param email in lower case. */
export async function findCredentials(
  db: Database,
  email: string,
): Promise<{ userId: string; passwordHash: string; sessionEpoch: number } | null> {
  const user = await db.prisma.user.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, sessionEpoch: true },
  })
  return user && { userId: user.id, passwordHash: user.passwordHash, sessionEpoch: user.sessionEpoch }
}

/** Who a user is, in their first household; null where there is no such user. Every page asks: in one statement. */
export async function findPerson(db: Database, userId: string): Promise<Person | null> {
  const [person] = await db.prisma.$queryRaw<Person[]>(Prisma.sql`
    SELECT u.id AS "userId", m.household_id AS "householdId", m.role, u.email, u.name,
      h.time_zone AS "timeZone", u.session_epoch AS "sessionEpoch"
    FROM users u
    JOIN memberships m ON m.user_id = u.id
    JOIN households h ON h.id = m.household_id
    WHERE u.id = ${userId}::uuid
    ORDER BY m.created_at LIMIT 1`)
  return person ?? null
}

export async function findPasswordHash(db: Database, userId: string): Promise<string | null> {
  const user = await db.prisma.user.findUnique({ where: { id: userId }, select: { passwordHash: true } })
  return user?.passwordHash ?? null
}

/** Sets a new password, and ends every session that was made under the old one. @returns the new epoch. */
export async function replacePassword(db: Database, userId: string, passwordHash: string): Promise<number> {
  const { sessionEpoch } = await db.prisma.user.update({
    where: { id: userId },
    data: { passwordHash, sessionEpoch: { increment: 1 } },
    select: { sessionEpoch: true },
  })
  return sessionEpoch
}

/** Ends every session of a person. */
export async function endSessions(db: Database, userId: string): Promise<void> {
  await db.prisma.user.update({ where: { id: userId }, data: { sessionEpoch: { increment: 1 } } })
}

export async function updateProfile(
  db: Database,
  { userId, householdId }: Pick<Person, 'userId' | 'householdId'>,
  profile: { name: string; timeZone: string },
): Promise<void> {
  await db.prisma.$transaction([
    db.prisma.user.update({ where: { id: userId }, data: { name: profile.name } }),
    db.prisma.household.update({ where: { id: householdId }, data: { timeZone: profile.timeZone } }),
  ])
}
