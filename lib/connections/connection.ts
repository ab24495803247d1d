import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import {
  type ConnectionFacts,
  findConcernedTransaction,
  findConnectionFacts,
  listNewestTransactions,
  listReceivedWebhooks,
  listRuns,
  type TimelineKey,
} from '@/lib/db/connection-reads'
import { env } from '@/lib/env'
import { runtime } from '@/lib/runtime'
import { QUIET_MS } from '@/lib/tick'
import { type NextTry, nextTry } from './connection-next'
import { readId } from './connection-search'
import { type Connection, listConnections } from './queries'
import { type SupportCaseKind, supportCase } from './support-case'
import { type TimelinePage, timelinePage } from './timeline'

const PAGE_ENTRIES = 30
const CASE_RUNS = 5
const CASE_WEBHOOKS = 3

export type CoveredAccount = ConnectionFacts['accounts'][number]
export type ProductTimes = ConnectionFacts['products'][number]

export interface ConnectionDetails {
  connection: Connection
  facts: ConnectionFacts
  next: NextTry
}

/** One connection of the person's household with everything that is known of it; null when there is none of that id. */
export const findConnection = cache(async (id: string): Promise<ConnectionDetails | null> => {
  const { householdId } = await requireUser()
  const itemId = readId(id)
  if (itemId === null) return null
  const { db, clock } = await runtime()
  const [facts, connections] = await Promise.all([
    findConnectionFacts(db, { householdId, itemId }),
    listConnections(),
  ])
  const connection = connections.find((one) => one.itemId === itemId)
  if (!facts || !connection) return null
  return { connection, facts, next: nextTry({ ...facts, ...connection }, QUIET_MS, clock.now()) }
})

/** What happened to a connection of the person's, a page of it; empty when they have none of that id. */
export async function listTimeline(itemId: string, before: TimelineKey | null): Promise<TimelinePage> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const key = { householdId, itemId }
  const [runs, webhooks] = await Promise.all([
    listRuns(db, key, before, PAGE_ENTRIES + 1),
    listReceivedWebhooks(db, key, before, PAGE_ENTRIES + 1),
  ])
  return timelinePage(runs, webhooks, PAGE_ENTRIES)
}

/**
 * The text of a support case on a connection of the person's; null when they have none of that id, or it has no such
 * transaction.
 */
export async function writeSupportCase(
  itemId: string,
  kind: SupportCaseKind,
  transactionId: string | null,
): Promise<string | null> {
  const { householdId } = await requireUser()
  const { db, clock } = await runtime()
  const key = { householdId, itemId }
  const [facts, runs, webhooks, newest, transaction] = await Promise.all([
    findConnectionFacts(db, key),
    listRuns(db, key, null, CASE_RUNS),
    listReceivedWebhooks(db, key, null, CASE_WEBHOOKS),
    kind === 'missing-transactions' ? listNewestTransactions(db, key) : [],
    transactionId === null ? null : findConcernedTransaction(db, key, transactionId),
  ])
  if (!facts || (transactionId !== null && !transaction)) return null
  const { plaidEnv } = env()
  return supportCase(kind, {
    environment: plaidEnv,
    facts,
    runs,
    webhooks,
    newest,
    transaction,
    now: clock.now(),
  })
}

/** Whether the banks are pretend ones, of which Plaid's support knows nothing. */
export function banksArePretend(): boolean {
  return env().plaidEnv === 'emulator'
}
