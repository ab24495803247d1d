import { tidyTags } from './limits'
import { conditionOf, emptyLine, linesOf, type RuleLine, type RuleMatch } from './lines'
import type { RuleChanges, RuleDraft, RuleWish } from './schema'

/** Yes, no, or nothing of it. */
export type Said = 'leave' | 'yes' | 'no'

/** A rule as its form has it while it is written. */
export interface RuleFormState {
  name: string
  match: RuleMatch
  lines: RuleLine[]
  /** null: the rule gives none. */
  category: string | null
  /** '' where the rule gives none; so for tags, with commas between them. */
  title: string
  tags: string
  transfer: Said
  excluded: Said
  reviewed: boolean
}

export const EMPTY_FORM: RuleFormState = {
  name: '',
  match: 'all',
  lines: [emptyLine('text')],
  category: null,
  title: '',
  tags: '',
  transfer: 'leave',
  excluded: 'leave',
  reviewed: false,
}

const toSaid = (value: boolean | undefined): Said => (value === undefined ? 'leave' : value ? 'yes' : 'no')

export function formOf({ name, condition, changes }: RuleDraft): RuleFormState {
  return {
    name,
    ...linesOf(condition),
    category: changes.category ?? null,
    title: changes.title ?? '',
    tags: changes.tags?.join(', ') ?? '',
    transfer: toSaid(changes.transfer),
    excluded: toSaid(changes.excluded),
    reviewed: changes.reviewed ?? false,
  }
}

function changesOf(form: RuleFormState): RuleChanges | null {
  const title = form.title.trim()
  const tags = tidyTags(form.tags.split(','))
  const changes: RuleChanges = {
    ...(form.category === null ? {} : { category: form.category }),
    ...(title === '' ? {} : { title }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(form.transfer === 'leave' ? {} : { transfer: form.transfer === 'yes' }),
    ...(form.excluded === 'leave' ? {} : { excluded: form.excluded === 'yes' }),
    ...(form.reviewed ? { reviewed: true as const } : {}),
  }
  return Object.keys(changes).length === 0 ? null : changes
}

/** What the form says, or why it is no rule yet. */
export function draftOf(form: RuleFormState): RuleDraft | 'INCOMPLETE' | 'NOTHING' {
  const condition = conditionOf(form.match, form.lines)
  if (!condition) return 'INCOMPLETE'
  const changes = changesOf(form)
  return changes ? { name: form.name.trim(), condition, changes } : 'NOTHING'
}

/** The form that a wish begins with. @param merchantKey what the bank calls the merchant. */
export function wishedForm(wish: RuleWish, merchantKey: string | null): RuleFormState {
  const lines = [
    ...(merchantKey === null ? [] : [{ ...emptyLine('merchant'), value: merchantKey }]),
    ...(wish.text === null ? [] : [{ ...emptyLine('text'), value: wish.text }]),
    ...(wish.account === null ? [] : [{ ...emptyLine('account'), values: [wish.account] }]),
  ]
  return {
    ...EMPTY_FORM,
    lines: lines.length > 0 ? lines : EMPTY_FORM.lines,
    category: wish.category,
    title: wish.title ?? '',
  }
}
