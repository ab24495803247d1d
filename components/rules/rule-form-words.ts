import type { LineField, LineOperator } from '@/lib/rules/lines'
import type { ChoiceGroup, ChoiceWords } from '../ui/choice'

/** What one can choose from in a rule. */
export interface RuleChoices {
  accounts: readonly ChoiceGroup[]
  /** What the bank may say: Plaid's categories and their groups. */
  bankCategories: readonly ChoiceGroup[]
  /** What a rule may say: all that are offered. The first entry, with an empty value, is none. */
  categories: readonly ChoiceGroup[]
  currencies: readonly string[]
}

/** The words of a line; `SLOT` is where its place goes. */
export interface LineWords {
  condition: string
  field: string
  operator: string
  value: string
  upper: string
  remove: string
  amountUnreadable: string
  fields: Record<LineField, string>
  operators: Record<LineOperator, string>
  choose: ChoiceWords
}

export interface PreviewWords {
  title: string
  ask: string
  stale: string
  caption: string
  same: string
  pending: string
}

export interface RuleFormWords {
  name: string
  nameHint: string
  when: string
  match: string
  matchAll: string
  matchAny: string
  bank: string
  add: string
  outcome: string
  category: string
  title: string
  tags: string
  tagsHint: string
  transfer: string
  excluded: string
  leave: string
  yes: string
  no: string
  reviewed: string
  history: string
  historyHint: string
  preview: string
  previewAgain: string
  previewing: string
  save: string
  saving: string
  cancel: string
  saved: string
  errors: Record<
    'INVALID' | 'INCOMPLETE' | 'NOTHING' | 'UNKNOWN_CATEGORY' | 'NOT_FOUND' | 'TOO_MANY' | 'unreachable',
    string
  >
}
