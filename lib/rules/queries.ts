import 'server-only'
import { cache } from 'react'
import { requireUser } from '@/lib/auth/session'
import { listAccountNames } from '@/lib/db/account-reads'
import { findBankMerchant, type RuleSuggestion, suggestRules } from '@/lib/db/rule-preview'
import { findHistoryRun, listRuleRuns as listRuns, type StoredRuleRun } from '@/lib/db/rule-runs'
import { countByRule, listRules as listStored, type StoredRule } from '@/lib/db/rules'
import { runtime } from '@/lib/runtime'

export interface Rule extends StoredRule {
  /** Of how many transactions it says something now. */
  count: number
}

const storedRules = cache(async (): Promise<StoredRule[]> => {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return listStored(db, householdId)
})

/** The person's rules in their order. */
export async function listRules(): Promise<Rule[]> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const [rules, counts] = await Promise.all([storedRules(), countByRule(db, householdId)])
  return rules.map((rule) => ({ ...rule, count: counts.get(rule.id) ?? 0 }))
}

/** One of the person's rules; null when there is none of that id. */
export async function findRule(id: string): Promise<StoredRule | null> {
  return (await storedRules()).find((rule) => rule.id === id) ?? null
}

/** What the person has done by hand so often that a rule could do it. */
export async function listSuggestions(): Promise<RuleSuggestion[]> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const rules = await storedRules()
  return suggestRules(
    db,
    householdId,
    rules.filter(({ enabled }) => enabled),
  )
}

const LOGGED = 20

export type RuleRun = StoredRuleRun

/** When rules were applied, the newest first. */
export async function listRuleRuns(): Promise<RuleRun[]> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return listRuns(db, householdId, LOGGED)
}

export interface HistoryProgress {
  id: string
  total: number
  done: number
  changed: number
  finished: boolean
}

/** How far the last run over history has come; null when there never was one. */
export async function findHistoryProgress(): Promise<HistoryProgress | null> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  const run = await findHistoryRun(db, householdId)
  if (!run) return null
  const { id, total, done, changed, finishedAt } = run
  return { id, total, done, changed, finished: finishedAt !== null }
}

export interface RuleAccount {
  id: string
  name: string
  mask: string | null
  institutionName: string
  currency: string
}

/** The accounts that a condition can name. */
export async function listRuleAccounts(): Promise<RuleAccount[]> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return listAccountNames(db, householdId)
}

/** What the bank calls a merchant that is listed under a key; null when there is none. */
export async function findMerchant(merchantKey: string): Promise<{ key: string; title: string } | null> {
  const { householdId } = await requireUser()
  const { db } = await runtime()
  return findBankMerchant(db, householdId, merchantKey)
}
