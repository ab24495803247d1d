import { z } from 'zod'
import { type Context, findDocument } from './context'
import { failure } from './errors'
import { freshId } from './ids'
import { randomFor } from './random'
import type { EmulatorStore } from './store'

/** What can be made to go wrong with an answer. */
export const requestFaults = ['latency', 'status', 'cut', 'malformed', 'mutation'] as const
/** What can be made to go wrong with a webhook. */
export const webhookFaults = [
  'webhook_duplicate',
  'webhook_reorder',
  'webhook_delay',
  'webhook_lose',
  'webhook_forge',
] as const

/** A rule by which the emulator fails, as the control plane shows it. */
const ruleSchema = z.object({
  id: z.string(),
  fault: z.enum([...requestFaults, ...webhookFaults]),
  /** A path of Plaid's or of Link's sessions; '*' for all of Plaid's; null for webhooks. */
  path: z.string().nullable(),
  item_id: z.string().nullable(),
  webhook_code: z.string().nullable(),
  /** How often it strikes before it is spent; null for ever. */
  times: z.number().int().nullable(),
  /** With what probability it strikes where it fits. */
  chance: z.number(),
  /** What chance follows from: the same seed gives the same sequence of strikes. */
  seed: z.union([z.string(), z.number().int()]),
  delay_ms: z.number().int().nullable(),
  status: z.number().int().nullable(),
  /** How often it has struck. */
  hits: z.number().int(),
})
export type FaultRule = z.infer<typeof ruleSchema>

/** All rules are one document, so that an answer costs one look at the store. `tries` counts the draws of each. */
const rulesKey = 'fault-rules'
const rulesSchema = z.object({ rules: z.array(ruleSchema.extend({ tries: z.number().int() })) })
type StoredRule = z.infer<typeof rulesSchema>['rules'][number]

const maxRules = 100

/** The last change of each store that this process makes: one after the other, they do not get in each other's way. */
const turns = new WeakMap<EmulatorStore, Promise<unknown>>()

function change<Result>(
  store: EmulatorStore,
  step: (rules: StoredRule[]) => { rules: StoredRule[]; result: Result } | null,
): Promise<Result | null> {
  const turn = (turns.get(store) ?? Promise.resolve()).then(() => changeNow(store, step))
  turns.set(
    store,
    turn.catch(() => undefined),
  )
  return turn
}

async function changeNow<Result>(
  store: EmulatorStore,
  step: (rules: StoredRule[]) => { rules: StoredRule[]; result: Result } | null,
): Promise<Result | null> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const stored = await findDocument(store, rulesKey, rulesSchema)
    const next = step(stored?.value.rules ?? [])
    if (next === null) return null
    const isDone = await store.write([
      { key: rulesKey, value: { rules: next.rules }, expected: stored?.version ?? 0 },
    ])
    if (isDone) return next.result
  }
  throw failure('API_ERROR', 'INTERNAL_SERVER_ERROR', 'the rules were being changed by somebody else', {
    status: 500,
  })
}

const shown = ({ tries: _, ...rule }: StoredRule): FaultRule => rule

/** Every rule, the oldest first, the spent ones too. */
export async function listRules(store: EmulatorStore): Promise<FaultRule[]> {
  return (await findDocument(store, rulesKey, rulesSchema))?.value.rules.map(shown) ?? []
}

/** Adds a rule. */
export async function addRule(
  store: EmulatorStore,
  rule: Omit<FaultRule, 'id' | 'hits'>,
): Promise<FaultRule> {
  const added: StoredRule = { id: freshId().slice(0, 12), ...rule, hits: 0, tries: 0 }
  await change(store, (rules) => {
    if (rules.length >= maxRules) {
      throw failure('INVALID_REQUEST', 'INVALID_FIELD', `there can be ${maxRules} rules: remove some first`)
    }
    return { rules: [...rules, added], result: true }
  })
  return shown(added)
}

/** Removes a rule; false when there is none with this id. */
export async function removeRule(store: EmulatorStore, id: string): Promise<boolean> {
  const removed = await change(store, (rules) => {
    const rest = rules.filter((rule) => rule.id !== id)
    return rest.length === rules.length ? null : { rules: rest, result: true }
  })
  return removed ?? false
}

/** Removes every rule. */
export async function removeAllRules(store: EmulatorStore): Promise<void> {
  await change(store, (rules) => (rules.length === 0 ? null : { rules: [], result: true }))
}

const isSpent = ({ times, hits }: FaultRule) => times !== null && hits >= times

/** Of these faults one thing can suffer one alone: the first rule that strikes leaves nothing to the others. */
const exclusive = new Set<FaultRule['fault']>(['status', 'cut', 'malformed', ...webhookFaults])

/**
 * Draws, for each rule that fits and is not spent, whether it strikes now; remembers draws and strikes, and gives the
 * rules that strike.
 */
export async function strikingRules(
  store: EmulatorStore,
  fits: (rule: FaultRule) => boolean,
): Promise<FaultRule[]> {
  const striking = await change(store, (rules) => {
    if (!rules.some((rule) => !isSpent(rule) && fits(rule))) return null
    const strikes: FaultRule[] = []
    const next = rules.map((rule) => {
      const isTaken = exclusive.has(rule.fault) && strikes.some(({ fault }) => exclusive.has(fault))
      if (isSpent(rule) || isTaken || !fits(rule)) return rule
      const isStruck = randomFor('fault', rule.seed, rule.tries).next() < rule.chance
      const drawn = { ...rule, tries: rule.tries + 1, hits: rule.hits + (isStruck ? 1 : 0) }
      if (isStruck) strikes.push(shown(drawn))
      return drawn
    })
    return { rules: next, result: strikes }
  })
  return striking ?? []
}

/** The rule by which a webhook of an Item fares ill, if any. */
export async function webhookFaultFor(
  context: Pick<Context, 'store'>,
  webhook: { itemId: string; code: string; mayBeHeld: boolean },
): Promise<FaultRule | null> {
  const [rule] = await strikingRules(context.store, ({ fault, item_id, webhook_code }) => {
    if (!webhookFaults.some((one) => one === fault)) return false
    if (fault === 'webhook_reorder' && !webhook.mayBeHeld) return false
    return (
      (item_id === null || item_id === webhook.itemId) &&
      (webhook_code === null || webhook_code === webhook.code)
    )
  })
  return rule ?? null
}
