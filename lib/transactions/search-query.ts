import { addDays, type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'
import type { EntryCondition, EntryTerm } from '@/lib/finance/entry-condition'
import { readAmount } from '@/lib/money/read-amount'
import { type SearchToken, searchTokens } from './search-tokens'

/** A term, or one that names something which only the household's own lists can tell. */
export type SearchTerm =
  | EntryTerm
  /** A word of no operator: anywhere in the texts, or in what the category is called. */
  | { is: 'word'; text: string }
  | { is: 'categoryNamed'; text: string }
  | { is: 'accountNamed'; text: string }

/** What somebody asked for in the search box. `all` of nothing asks for everything. */
export type SearchExpression =
  | SearchTerm
  | { not: SearchExpression }
  | { all: readonly SearchExpression[] }
  | { any: readonly SearchExpression[] }

/** The household's own lists, by how things are called in the person's language. */
export interface SearchNames {
  /** The codes of categories and groups whose name has the text in it. */
  categoriesNamed: (text: string) => readonly string[]
  /** The ids of accounts whose name, institution or number has the text in it. */
  accountsNamed: (text: string) => readonly string[]
}

const IS: Readonly<Record<string, SearchExpression>> = {
  pending: { is: 'state', state: 'pending' },
  posted: { is: 'state', state: 'posted' },
  reviewed: { is: 'reviewed' },
  unreviewed: { not: { is: 'reviewed' } },
  flagged: { is: 'flagged' },
  split: { is: 'part' },
  transfer: { is: 'flow', flow: 'transfer' },
  excluded: { is: 'flow', flow: 'excluded' },
  income: { is: 'flow', flow: 'income' },
  spending: { is: 'flow', flow: 'spending' },
  uncategorised: { is: 'uncategorised' },
  uncategorized: { is: 'uncategorised' },
}

const HAS: Readonly<Record<string, SearchExpression>> = { note: { is: 'noted' }, tag: { is: 'tagged' } }

const known = (words: Readonly<Record<string, SearchExpression>>, word: string) =>
  Object.hasOwn(words, word.toLowerCase()) ? (words[word.toLowerCase()] ?? null) : null

/** What an operator means by a value; null where it means nothing, and the whole is a word. */
const OPERATORS: Readonly<Record<string, (value: string, locale: string) => SearchExpression | null>> = {
  is: (value) => known(IS, value),
  has: (value) => known(HAS, value),
  amount: readAmountTerm,
  tag: (tag) => ({ is: 'tag', tag }),
  category: (text) =>
    text.toLowerCase() === 'none' ? { is: 'uncategorised' } : { is: 'categoryNamed', text },
  account: (text) => ({ is: 'accountNamed', text }),
  merchant: (text) => ({ is: 'titled', text }),
  currency: (value) => ({ is: 'currency', currency: value.toUpperCase() }),
  date: (value) => {
    const [first = '', last = first, ...more] = value.split('..')
    const from = first === '' ? null : readPeriod(first)
    const to = last === '' ? null : readPeriod(last)
    if (more.length > 0 || (!from && !to) || (first !== '' && !from) || (last !== '' && !to)) return null
    return { is: 'listed', from: from?.from ?? null, to: to?.to ?? null }
  },
  before: (value) => {
    const period = readPeriod(value)
    return period && { is: 'listed', from: null, to: addDays(period.from, -1) }
  },
  after: (value) => {
    const period = readPeriod(value)
    return period && { is: 'listed', from: addDays(period.to, 1), to: null }
  },
}

/** A year, a month or a day, such as `2026-03`, as its first and last day. */
function readPeriod(text: string): { from: CalendarDate; to: CalendarDate } | null {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? []
  if (year === '') return null
  const from = parseCalendarDate(`${year}-${month ?? '01'}-${day ?? '01'}`)
  if (!from || day !== undefined) return from && { from, to: from }
  const next =
    month === undefined
      ? `${String(Number(year) + 1).padStart(4, '0')}-01-01`
      : month === '12'
        ? `${String(Number(year) + 1).padStart(4, '0')}-01-01`
        : `${year}-${String(Number(month) + 1).padStart(2, '0')}-01`
  const after = parseCalendarDate(next)
  return after && { from, to: addDays(after, -1) }
}

const size = (text: string, locale: string) => readAmount(text, locale)?.replace(/^-/, '') ?? null

/** `50`, `>50`, `<=50`, `10..20`, `10..` */
function readAmountTerm(value: string, locale: string): SearchExpression | null {
  const [first = '', last, ...more] = value.split('..')
  if (last !== undefined) {
    const [least, most] = [size(first, locale), size(last, locale)]
    if (more.length > 0 || (first !== '' && !least) || (last !== '' && !most) || (!least && !most))
      return null
    return {
      all: [
        ...(least ? [{ is: 'amount', compare: '>=', value: least } as const] : []),
        ...(most ? [{ is: 'amount', compare: '<=', value: most } as const] : []),
      ],
    }
  }
  const [, sign = '', number = ''] = /^(>=|<=|>|<|=)?(.*)$/s.exec(value) ?? []
  const amount = size(number, locale)
  const compare = (['>=', '<=', '>', '<'] as const).find((one) => one === sign) ?? '='
  return amount === null ? null : { is: 'amount', compare, value: amount }
}

/** A word that is an amount finds that amount too. */
function readWord(text: string, locale: string): SearchExpression {
  const word = { is: 'word', text } as const
  const amount = /^\p{Sc}?[\d.,'’]+\p{Sc}?$/u.test(text) ? size(text, locale) : null
  return amount === null ? word : { any: [word, { is: 'amount', compare: '=', value: amount }] }
}

function readTerm({ field, value, quoted, written }: SearchToken & { kind: 'term' }, locale: string) {
  const operator =
    field !== null && Object.hasOwn(OPERATORS, field.toLowerCase()) ? field.toLowerCase() : null
  const said = operator === null || value === '' ? null : OPERATORS[operator]?.(value, locale)
  if (said) return said
  return quoted && field === null ? ({ is: 'word', text: value } as const) : readWord(written, locale)
}

/**
 * Reads what is typed in the search box: words that must all be there, operators such as `amount:>50`, `-` before what
 * must not be, `or`, quotes, parentheses. What it cannot read as an operator is a word like any other; it never throws.
 * `-` binds closest, then words side by side, then `or`.
 *
 * @param locale in which amounts are written.
 */
export function parseSearch(text: string, locale: string): SearchExpression {
  const tokens = searchTokens(text)
  let place = 0

  function any(): SearchExpression | null {
    const sides: SearchExpression[] = []
    do {
      const side = all()
      if (side) sides.push(side)
    } while (tokens[place]?.kind === 'or' && ++place)
    const [first] = sides
    return sides.length > 1 ? { any: sides } : (first ?? null)
  }

  function all(): SearchExpression | null {
    const parts: SearchExpression[] = []
    for (
      let token = tokens[place];
      token && token.kind !== 'or' && token.kind !== 'close';
      token = tokens[place]
    ) {
      place++
      const part = token.kind === 'open' ? group() : readTerm(token, locale)
      if (part) parts.push(token.negated ? { not: part } : part)
    }
    const [first] = parts
    return parts.length > 1 ? { all: parts } : (first ?? null)
  }

  function group(): SearchExpression | null {
    const inside = any()
    if (tokens[place]?.kind === 'close') place++
    return inside
  }

  const parts: SearchExpression[] = []
  while (place < tokens.length) {
    const part = any()
    if (part) parts.push(part)
    // A parenthesis that nobody opened.
    if (tokens[place]?.kind === 'close') place++
  }
  const [first] = parts
  return parts.length === 1 && first ? first : { all: parts }
}

/** Shorter words would find half of all categories. */
const NAMED_FROM = 3

/** The question to entries, with names found in the household's own lists. */
export function resolveSearch(search: SearchExpression, names: SearchNames): EntryCondition {
  if ('not' in search) return { not: resolveSearch(search.not, names) }
  if ('all' in search) return { all: search.all.map((part) => resolveSearch(part, names)) }
  if ('any' in search) return { any: search.any.map((part) => resolveSearch(part, names)) }
  switch (search.is) {
    case 'word':
      return {
        is: 'text',
        text: search.text,
        categories: search.text.length < NAMED_FROM ? [] : names.categoriesNamed(search.text),
      }
    case 'categoryNamed':
      // Its code is understood too: of a category that nobody has named there is nothing else.
      return { is: 'category', codes: [...new Set([...names.categoriesNamed(search.text), search.text])] }
    case 'accountNamed':
      return { is: 'account', ids: names.accountsNamed(search.text) }
    default:
      return search
  }
}
