'use server'

import { refresh } from 'next/cache'
import { after } from 'next/server'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { requireUser } from '@/lib/auth/session'
import { newId } from '@/lib/crypto/id'
import { isCategory } from '@/lib/db/categories'
import {
  restoreSuggestion as removeDismissal,
  dismissSuggestion as storeDismissal,
} from '@/lib/db/rule-preview'
import { applyAllRules, editRules, listRules, type RuleEdit } from '@/lib/db/rules'
import { fail, ok, type Result } from '@/lib/result'
import { runtime } from '@/lib/runtime'
import { RULE_NAME_MAX, RULES_MAX } from './limits'
import { type PreviewView, previewOf } from './preview'
import { listSuggestions } from './queries'
import { readInput, ruleDraft, suggestionKey } from './schema'
import { workHistory } from './work'

export type RuleProblem = 'INVALID' | 'NOT_FOUND' | 'UNKNOWN_CATEGORY' | 'TOO_MANY'

async function edit(change: RuleEdit, history: boolean): Promise<Result<{ id: string }, RuleProblem>> {
  const { householdId } = await requireUser()
  const { db, clock } = await runtime()
  const edited = await editRules(db, householdId, change, { history, most: RULES_MAX, now: clock.now() })
  if (typeof edited === 'string') return fail(edited)
  if (edited.runId !== null) after(() => workHistory(householdId))
  refresh()
  return ok({ id: change.id })
}

const saving = z.strictObject({ id: z.uuid().nullable(), draft: ruleDraft, history: z.boolean() })

/**
 * Stores a rule: a new one behind all others, or another form of one that is there. With `history` all rules are
 * applied to what is there already, in the background.
 */
export async function saveRule(input: unknown): Promise<Result<{ id: string }, RuleProblem>> {
  const { householdId } = await requireUser()
  const read = readInput(saving, input)
  if (!read.ok) return read
  const { id, draft, history } = read.value
  const { db, clock } = await runtime()
  const { category } = draft.changes
  if (category !== undefined && !(await isCategory(db, householdId, category)))
    return fail('UNKNOWN_CATEGORY')
  return edit(
    id === null ? { do: 'create', id: newId(clock.now()), draft } : { do: 'change', id, draft },
    history,
  )
}

const ruleEdit = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('enable'), id: z.uuid(), enabled: z.boolean(), history: z.boolean() }),
  z.strictObject({
    do: z.literal('move'),
    id: z.uuid(),
    by: z.union([z.literal(-1), z.literal(1)]),
    history: z.boolean(),
  }),
  z.strictObject({ do: z.literal('remove'), id: z.uuid(), history: z.boolean() }),
])

/** Switches a rule on or off, moves it, or deletes it; with `history` what is there already follows. */
export async function editRule(input: unknown): Promise<Result<{ id: string }, RuleProblem>> {
  await requireUser()
  const read = readInput(ruleEdit, input)
  if (!read.ok) return read
  const { history, ...change } = read.value
  return edit(change, history)
}

/** Makes another rule like one that is there, right behind it. */
export async function duplicateRule(input: unknown): Promise<Result<{ id: string }, RuleProblem>> {
  const { householdId } = await requireUser()
  const read = readInput(z.strictObject({ id: z.uuid(), history: z.boolean() }), input)
  if (!read.ok) return read
  const { id, history } = read.value
  const { db, clock } = await runtime()
  const rule = (await listRules(db, householdId)).find((one) => one.id === id)
  if (!rule) return fail('NOT_FOUND')
  const t = await getTranslations('rules.list')
  const name = rule.name === '' ? '' : t('copyOf', { name: rule.name }).slice(0, RULE_NAME_MAX)
  const draft = { name, condition: rule.condition, changes: rule.changes }
  return edit({ do: 'create', id: newId(clock.now()), draft, after: id }, history)
}

const previewed = z.strictObject({
  id: z.uuid().nullable(),
  draft: ruleDraft.pick({ condition: true, changes: true }),
})

/** What a rule would change, before it is stored. */
export async function previewRule(input: unknown): Promise<Result<PreviewView, RuleProblem>> {
  await requireUser()
  const read = readInput(previewed, input)
  return read.ok ? ok(await previewOf(read.value.draft, read.value.id)) : read
}

/** Takes all rules to what is there already, in the background. */
export async function applyRulesToHistory(): Promise<Result<null, never>> {
  const { householdId } = await requireUser()
  const { db, clock } = await runtime()
  await applyAllRules(db, householdId, clock.now())
  after(() => workHistory(householdId))
  refresh()
  return ok(null)
}

/** Takes a suggestion away for good; it is not found where nothing of the kind is suggested to the household. */
export async function dismissSuggestion(input: unknown): Promise<Result<null, RuleProblem>> {
  const { householdId } = await requireUser()
  const read = readInput(suggestionKey, input)
  if (!read.ok) return read
  const { merchantKey, category } = read.value
  const suggested = await listSuggestions()
  if (!suggested.some((one) => one.merchantKey === merchantKey && one.category === category))
    return fail('NOT_FOUND')
  const { db, clock } = await runtime()
  await storeDismissal(db, householdId, read.value, clock.now())
  refresh()
  return ok(null)
}

/** Brings back a suggestion that was taken away. */
export async function restoreSuggestion(input: unknown): Promise<Result<null, RuleProblem>> {
  const { householdId } = await requireUser()
  const read = readInput(suggestionKey, input)
  if (!read.ok) return read
  const { db } = await runtime()
  await removeDismissal(db, householdId, read.value)
  refresh()
  return ok(null)
}
