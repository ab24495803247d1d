import { newId } from '@/lib/crypto/id'
import type { RuleChanges, RuleCondition, RuleDraft } from '@/lib/rules/schema'
import { Prisma } from './generated/client'
import type { Database } from './open'
import { lockRules, type RuleInForce, toRuleInForce } from './rule-outcomes'
import { startHistoryRun } from './rule-runs'

export interface StoredRule {
  id: string
  /** '' where the person gave none. */
  name: string
  enabled: boolean
  condition: RuleCondition
  changes: RuleChanges
}

/** A household's rules in their order. */
export async function listRules(db: Database, householdId: string): Promise<StoredRule[]> {
  const rows = await db.prisma.rule.findMany({
    where: { householdId },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return rows.map((row) => ({ ...toRuleInForce(row), name: row.name, enabled: row.enabled }))
}

/** Of how many listed transactions each rule says something now, by the rule's id. */
export async function countByRule(db: Database, householdId: string): Promise<Map<string, number>> {
  const rows = await db.prisma.$queryRaw<{ id: string; count: bigint }[]>(Prisma.sql`
    SELECT r.id::text AS id, count(*) AS count FROM rule_outcomes o, unnest(o.rule_ids) AS r (id)
    WHERE o.household_id = ${householdId}::uuid GROUP BY r.id`)
  return new Map(rows.map(({ id, count }) => [id, Number(count)]))
}

/** What is done to a household's rules. */
export type RuleEdit =
  /** Behind all others, or behind another. */
  | { do: 'create'; id: string; draft: RuleDraft; after?: string }
  | { do: 'change'; id: string; draft: RuleDraft }
  | { do: 'enable'; id: string; enabled: boolean }
  /** One place up (-1) or down (1); at the end of the list it stays. */
  | { do: 'move'; id: string; by: -1 | 1 }
  | { do: 'remove'; id: string }

export interface RuleEdited {
  /** The run that takes it to what is there already; null where that was not wanted. */
  runId: string | null
}

/**
 * Changes a household's rules. What rules say of what is there already changes with the run that is begun here, if
 * wanted; until then, and otherwise, it stays.
 *
 * @param most how many rules a household may have.
 * @returns 'NOT_FOUND' when the household has no such rule, 'TOO_MANY' when there is no room for another.
 */
export async function editRules(
  db: Database,
  householdId: string,
  edit: RuleEdit,
  options: { history: boolean; most: number; now: Date },
): Promise<RuleEdited | 'NOT_FOUND' | 'TOO_MANY'> {
  const { history, most, now } = options
  return db.prisma.$transaction(async (tx) => {
    await lockRules(tx, householdId)
    const rows = await tx.rule.findMany({
      where: { householdId },
      select: { id: true, name: true },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    })
    const order = rows.map(({ id }) => id)
    const key = { householdId_id: { householdId, id: edit.id } }
    if (edit.do === 'create') {
      if (order.length >= most) return 'TOO_MANY' as const
      const { name, condition, changes } = edit.draft
      await tx.rule.create({
        data: {
          householdId,
          id: edit.id,
          name,
          condition,
          changes: withoutGaps(changes),
          position: order.length,
          createdAt: now,
          updatedAt: now,
        },
      })
    } else if (!order.includes(edit.id)) return 'NOT_FOUND' as const
    if (edit.do === 'change') {
      const { name, condition, changes } = edit.draft
      await tx.rule.update({
        where: key,
        data: { name, condition, changes: withoutGaps(changes), updatedAt: now },
      })
    }
    if (edit.do === 'enable')
      await tx.rule.update({ where: key, data: { enabled: edit.enabled, updatedAt: now } })
    if (edit.do === 'remove') await tx.rule.delete({ where: key })
    await writeOrder(tx, householdId, reordered(order, edit))
    if (!history) return { runId: null }
    const name = 'draft' in edit ? edit.draft.name : rows.find(({ id }) => id === edit.id)?.name
    return { runId: await startHistoryRun(tx, householdId, { id: edit.id, name: name || null }, now) }
  })
}

const withoutGaps = (changes: RuleChanges): Prisma.InputJsonObject =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))

/** The ids of the rules in the order in which they are to be. */
function reordered(order: readonly string[], edit: RuleEdit): string[] {
  const others = order.filter((id) => id !== edit.id)
  const at = order.indexOf(edit.id)
  const put = (place: number) => [...others.slice(0, place), edit.id, ...others.slice(place)]
  switch (edit.do) {
    case 'create': {
      const behind = edit.after === undefined ? -1 : others.indexOf(edit.after)
      return behind < 0 ? put(others.length) : put(behind + 1)
    }
    case 'move':
      return put(Math.min(Math.max(at + edit.by, 0), others.length))
    case 'remove':
      return others
    default:
      return [...order]
  }
}

async function writeOrder(
  tx: Prisma.TransactionClient,
  householdId: string,
  order: readonly string[],
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE rules r SET position = o.place - 1
    FROM jsonb_array_elements_text(${JSON.stringify(order)}::jsonb) WITH ORDINALITY AS o (id, place)
    WHERE r.household_id = ${householdId}::uuid AND r.id = o.id::uuid AND r.position <> o.place - 1`)
}

/** Begins to take all rules to what is there already. */
export async function applyAllRules(db: Database, householdId: string, now: Date): Promise<string> {
  return db.prisma.$transaction(async (tx) => {
    await lockRules(tx, householdId)
    return startHistoryRun(tx, householdId, null, now)
  })
}

/** The rules as they would be in force with a draft among them: in the place of the rule it changes, else at the end. */
export async function listRulesWith(
  db: Database,
  householdId: string,
  draft: Pick<RuleDraft, 'condition' | 'changes'>,
  ruleId: string | null,
  now: Date,
): Promise<{ rules: RuleInForce[]; draftId: string }> {
  const stored = await listRules(db, householdId)
  const draftId = ruleId ?? newId(now)
  const rules = stored
    .filter(({ enabled, id }) => enabled || id === ruleId)
    .map((rule) => (rule.id === ruleId ? { id: draftId, ...draft } : rule))
  return {
    rules: rules.some(({ id }) => id === draftId) ? rules : [...rules, { id: draftId, ...draft }],
    draftId,
  }
}
