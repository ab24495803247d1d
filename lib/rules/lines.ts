import type { RuleCondition, RuleTerm } from './schema'

/** What a line of a rule's form asks about. */
export const LINE_FIELDS = [
  'text',
  'merchant',
  'amount',
  'direction',
  'account',
  'category',
  'currency',
  'state',
] as const
export type LineField = (typeof LINE_FIELDS)[number]

/** How it asks, by field; the first is what a new line begins with. */
export const LINE_OPERATORS = {
  text: ['contains', 'lacks'],
  merchant: ['is', 'isNot'],
  amount: ['over', 'under', 'equals', 'between'],
  direction: ['out', 'in'],
  account: ['is'],
  category: ['is', 'none'],
  currency: ['is'],
  state: ['posted', 'pending'],
} as const satisfies Record<LineField, readonly string[]>
export type LineOperator = (typeof LINE_OPERATORS)[LineField][number]

/** A line of a rule's form. Amounts are exact decimal texts without a sign, '' while there is none. */
export interface RuleLine {
  field: LineField
  operator: LineOperator
  /** Text, merchant, currency, or the (lower) amount. */
  value: string
  /** The upper amount of `between`. */
  upper: string
  /** Ids of accounts, or codes of categories. */
  values: string[]
}

export type RuleMatch = 'all' | 'any'

export function emptyLine(field: LineField): RuleLine {
  return { field, operator: LINE_OPERATORS[field][0], value: '', upper: '', values: [] }
}

function toLine(term: RuleTerm): RuleLine {
  if ('not' in term) return { ...toLine(term.not), operator: term.not.is === 'text' ? 'lacks' : 'isNot' }
  if ('all' in term) {
    const [lower, upper] = term.all
    return {
      ...emptyLine('amount'),
      operator: 'between',
      value: lower?.value ?? '',
      upper: upper?.value ?? '',
    }
  }
  switch (term.is) {
    case 'text':
      return { ...emptyLine('text'), value: term.text }
    case 'merchant':
      return { ...emptyLine('merchant'), value: term.key }
    case 'amount': {
      const operator = term.compare === '=' ? 'equals' : term.compare.startsWith('>') ? 'over' : 'under'
      return { ...emptyLine('amount'), operator, value: term.value }
    }
    case 'direction':
      return { ...emptyLine('direction'), operator: term.direction }
    case 'state':
      return { ...emptyLine('state'), operator: term.state }
    case 'account':
      return { ...emptyLine('account'), values: [...term.ids] }
    case 'currency':
      return { ...emptyLine('currency'), value: term.currency }
    case 'category':
      return { ...emptyLine('category'), values: [...term.codes] }
    case 'uncategorised':
      return { ...emptyLine('category'), operator: 'none' }
  }
}

/** A condition as the lines of a form. */
export function linesOf(condition: RuleCondition): { match: RuleMatch; lines: RuleLine[] } {
  return 'all' in condition
    ? { match: 'all', lines: condition.all.map(toLine) }
    : { match: 'any', lines: condition.any.map(toLine) }
}

/** Null while something is missing in the line. */
function toTerm({ field, operator, value, upper, values }: RuleLine): RuleTerm | null {
  const written = value.trim()
  switch (field) {
    case 'text': {
      if (written === '') return null
      const term = { is: 'text', text: written } as const
      return operator === 'lacks' ? { not: term } : term
    }
    case 'merchant': {
      if (written === '') return null
      const term = { is: 'merchant', key: written.toLowerCase() } as const
      return operator === 'isNot' ? { not: term } : term
    }
    case 'amount': {
      const size = value.replace(/^-/, '')
      if (size === '') return null
      if (operator === 'equals') return { is: 'amount', compare: '=', value: size }
      if (operator === 'over') return { is: 'amount', compare: '>', value: size }
      if (operator === 'under') return { is: 'amount', compare: '<', value: size }
      const most = upper.replace(/^-/, '')
      return most === ''
        ? null
        : {
            all: [
              { is: 'amount', compare: '>=', value: size },
              { is: 'amount', compare: '<=', value: most },
            ],
          }
    }
    case 'direction':
      return { is: 'direction', direction: operator === 'in' ? 'in' : 'out' }
    case 'state':
      return { is: 'state', state: operator === 'pending' ? 'pending' : 'posted' }
    case 'account':
      return values.length === 0 ? null : { is: 'account', ids: values }
    case 'currency':
      return written === '' ? null : { is: 'currency', currency: written }
    case 'category':
      if (operator === 'none') return { is: 'uncategorised' }
      return values.length === 0 ? null : { is: 'category', codes: values }
  }
}

/** The lines of a form as a condition; null while one of them says nothing, or there is none. */
export function conditionOf(match: RuleMatch, lines: readonly RuleLine[]): RuleCondition | null {
  const terms = lines.map(toTerm)
  const whole = terms.filter((term) => term !== null)
  if (whole.length === 0 || whole.length < terms.length) return null
  return match === 'all' ? { all: whole } : { any: whole }
}
