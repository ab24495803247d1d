import pg from 'pg'
import { hashPassword } from '@/lib/crypto/password'
import { type Database, openDatabase } from '@/lib/db/open'
import { createUser } from '@/lib/db/users'
import { parseEnv } from '@/lib/env'
import { openQueue } from '@/lib/jobs/queue'
import { migrate } from '@/prisma/migrate'
import type { AppServer } from '../../serving/app-server'
import { type RemotePerson, signIn } from '../../serving/person'

const EMAIL = 'kim@evenkeel.test'
const PASSWORD = 'a-password-that-outlives-its-server'
const silent = { info: () => {}, warn: () => {}, error: () => {} }

/** Makes the database of a server that has not started yet, with one person in it. */
export async function prepare(server: AppServer): Promise<void> {
  await withDatabase(server, async (db) => {
    await migrate(db)
    const passwordHash = await hashPassword(PASSWORD)
    await createUser(db, { email: EMAIL, name: 'Kim', passwordHash, timeZone: 'UTC' }, new Date())
  })
}

/** Signs in the person of a prepared server. */
export function signInPrepared({ url }: AppServer): Promise<RemotePerson> {
  return signIn(url, EMAIL, PASSWORD)
}

/** Opens the database of a server that does not run. */
export async function withDatabase<Value>(
  { environment }: AppServer,
  work: (db: Database) => Promise<Value>,
): Promise<Value> {
  const db = await openDatabase(parseEnv(environment).database)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

/** Makes the tests' database on a server anew. @returns its address. */
export async function freshDatabase(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query('DROP DATABASE IF EXISTS evenkeel_kill WITH (FORCE)')
  await client.query('CREATE DATABASE evenkeel_kill')
  await client.end()
  const url = new URL(serverUrl)
  url.pathname = '/evenkeel_kill'
  return url.href
}

/**
 * Lets the minutes pass after which the queue takes back what a process had in hand that is no more: it keeps the
 * database's own time. To be called while no server runs.
 */
export async function takeJobsBack(server: AppServer): Promise<void> {
  await withDatabase(server, async (db) => {
    const queue = await openQueue(db, silent)
    await queue.reclaim()
    await queue.stop()
  })
}

/** How long answers took, in words. */
export function told(answersMs: readonly number[]): string {
  const sorted = [...answersMs].sort((left, right) => left - right)
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
  return `${sorted.length} answered, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`
}
