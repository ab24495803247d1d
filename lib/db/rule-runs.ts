import type { Clock } from '@/lib/clock'
import { newId } from '@/lib/crypto/id'
import { relist } from './entries'
import { Prisma } from './generated/client'
import type { Database } from './open'
import { applyRules, lockRules } from './rule-outcomes'

/** Transactions to one step: few enough that everything else has its turn between two. */
const STEP_ROWS = 1_000
/** Runs that are kept for the log. */
const KEPT = 100

export interface StoredRuleRun {
  id: string
  /** The rule that was changed, as it was called then; null for all of them, or what a sync brought. */
  ruleName: string | null
  trigger: 'sync' | 'history'
  total: number
  done: number
  /** Transactions of which rules say something. */
  matched: number
  /** Those of which they say something else than before. */
  changed: number
  startedAt: Date
  finishedAt: Date | null
}

type RawRun = Omit<StoredRuleRun, 'trigger'> & { trigger: string }

const toRun = ({ id, ruleName, trigger, total, done, matched, changed, startedAt, finishedAt }: RawRun) => ({
  id,
  ruleName,
  trigger: trigger === 'sync' ? ('sync' as const) : ('history' as const),
  total,
  done,
  matched,
  changed,
  startedAt,
  finishedAt,
})

/** The newest runs first. */
export async function listRuleRuns(
  db: Database,
  householdId: string,
  limit: number,
): Promise<StoredRuleRun[]> {
  const runs = await db.prisma.ruleRun.findMany({
    where: { householdId },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return runs.map(toRun)
}

/** The run over history that is under way, or the last one there was; null when there never was one. */
export async function findHistoryRun(db: Database, householdId: string): Promise<StoredRuleRun | null> {
  const run = await db.prisma.ruleRun.findFirst({
    where: { householdId, trigger: 'history' },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
  })
  return run && toRun(run)
}

/** What there is to look at: all that was stored before the run began, also what is out of sight. */
const ofRun = (householdId: string, startedAt: Date) =>
  Prisma.sql`t.household_id = ${householdId}::uuid AND t.created_at <= ${startedAt}::timestamptz`

async function countOfRun(
  tx: Prisma.TransactionClient,
  householdId: string,
  startedAt: Date,
): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: bigint }[]>(Prisma.sql`
    SELECT count(*) AS count FROM transactions t WHERE ${ofRun(householdId, startedAt)}`)
  return Number(row?.count ?? 0)
}

/**
 * Begins a run over what is there already, in the place of one that is under way: it looks at everything anyhow. What
 * comes later is seen to by who stores it. The caller has locked the rules.
 *
 * @param rule the one that was changed, and what it is called; null where all are to be applied.
 */
export async function startHistoryRun(
  tx: Prisma.TransactionClient,
  householdId: string,
  rule: { id: string; name: string | null } | null,
  now: Date,
): Promise<string> {
  await tx.ruleRun.updateMany({
    where: { householdId, trigger: 'history', finishedAt: null },
    data: { finishedAt: now },
  })
  const id = newId(now)
  await tx.ruleRun.create({
    data: {
      householdId,
      id,
      ruleId: rule?.id ?? null,
      ruleName: rule?.name ?? null,
      trigger: 'history',
      total: await countOfRun(tx, householdId, now),
      done: 0,
      matched: 0,
      changed: 0,
      startedAt: now,
    },
  })
  await forgetRuns(tx, householdId)
  return id
}

/** Puts into the log what rules did to what a sync has brought; nothing where they changed nothing. */
export async function tellOfSync(
  tx: Prisma.TransactionClient,
  householdId: string,
  applied: { total: number; matched: number; changed: number },
  now: Date,
): Promise<void> {
  if (applied.changed === 0) return
  await tx.ruleRun.create({
    data: {
      householdId,
      id: newId(now),
      trigger: 'sync',
      ...applied,
      done: applied.total,
      startedAt: now,
      finishedAt: now,
    },
  })
  await forgetRuns(tx, householdId)
}

async function forgetRuns(tx: Prisma.TransactionClient, householdId: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    DELETE FROM rule_runs WHERE household_id = ${householdId}::uuid AND finished_at IS NOT NULL AND id NOT IN (
      SELECT id FROM rule_runs WHERE household_id = ${householdId}::uuid
      ORDER BY started_at DESC, id DESC LIMIT ${KEPT})`)
}

/**
 * Takes the household's run over history one step on. May be called by several at once, and again after a process died:
 * the steps follow each other, and one that is done twice changes nothing.
 *
 * @param rows how many transactions at most.
 * @returns whether there is more to do.
 */
export async function stepHistoryRun(
  db: Database,
  householdId: string,
  now: Date,
  rows = STEP_ROWS,
): Promise<boolean> {
  return db.prisma.$transaction(async (tx) => {
    await lockRules(tx, householdId)
    const run = await tx.ruleRun.findFirst({
      where: { householdId, trigger: 'history', finishedAt: null },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    })
    if (!run) return false
    const found = await tx.$queryRaw<{ id: string }[]>(Prisma.sql`
      SELECT t.id FROM transactions t WHERE ${ofRun(householdId, run.startedAt)}
      ORDER BY t.id OFFSET ${run.done} LIMIT ${rows}`)
    const where = { householdId_id: { householdId, id: run.id } }
    if (found.length === 0) {
      const total = await countOfRun(tx, householdId, run.startedAt)
      // Rows that were deleted meanwhile have moved the others up, so that some may not have been looked at.
      const again = total < run.total
      await tx.ruleRun.update({
        where,
        data: again ? { total, done: 0, matched: 0 } : { total: run.done, finishedAt: now },
      })
      return again
    }
    const ids = found.map(({ id }) => id)
    const { matched, changed } = await applyRules(tx, householdId, ids, now)
    await relist(tx, householdId, changed)
    await tx.ruleRun.update({
      where,
      data: {
        done: { increment: ids.length },
        matched: { increment: matched },
        changed: { increment: changed.length },
      },
    })
    return true
  })
}

/** At a time; the rest waits for the next call. */
const MOST_HOUSEHOLDS = 50

/**
 * Works off runs over history that nobody is at any more, such as those of a process that died. Across households: for
 * what happens by itself.
 *
 * @param until milliseconds of real time.
 */
export async function finishHistoryRuns(db: Database, clock: Clock, until: number): Promise<void> {
  const runs = await db.prisma.ruleRun.findMany({
    where: { trigger: 'history', finishedAt: null },
    select: { householdId: true },
    distinct: ['householdId'],
    take: MOST_HOUSEHOLDS,
  })
  for (const { householdId } of runs)
    while (Date.now() < until && (await stepHistoryRun(db, householdId, clock.now())));
}
