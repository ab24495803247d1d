import { Prisma } from './generated/client'
import type { Database } from './open'

/** What happens by itself, and is missed when it does not. */
export type Heart = 'tick' | 'notifications'

/** Notes that it has happened; a process whose clock is behind does not take the moment back. */
export async function beat(db: Database, name: Heart, now: Date): Promise<void> {
  await db.prisma.$executeRaw(Prisma.sql`
    INSERT INTO heartbeats AS h (name, at) VALUES (${name}, ${now})
    ON CONFLICT (name) DO UPDATE SET at = greatest(h.at, excluded.at)`)
}

/** When it last happened; null: never. */
export async function lastBeat(db: Database, name: Heart): Promise<Date | null> {
  return (await db.prisma.heartbeat.findUnique({ where: { name } }))?.at ?? null
}
