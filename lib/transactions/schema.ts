import type { Route } from 'next'
import { type CalendarDate, parseCalendarDate } from '@/lib/calendar/calendar-date'
import type { EntryKey } from '@/lib/db/entry-reads'
import { FLOWS, type Flow } from '@/lib/finance/category-kinds'

/** Stands in the place of a category for entries that have none. */
export const NO_CATEGORY = 'none'

/** What the list is narrowed down to. Null and nothing: not by that. */
export interface EntryFilter {
  /** As typed in the search box, operators and all. */
  text: string | null
  state: 'pending' | 'posted' | null
  accountIds: readonly string[]
  /** Codes of categories or of groups, and `NO_CATEGORY`. */
  categories: readonly string[]
  merchantKey: string | null
  tag: string | null
  currency: string | null
  direction: 'in' | 'out' | null
  flow: Flow | null
  /** Both days included. */
  from: CalendarDate | null
  to: CalendarDate | null
  /** `open`: not looked at yet. */
  review: 'open' | 'done' | null
  /** Exact decimal texts without a sign; both included. */
  min: string | null
  max: string | null
}

/** What the address of the list can say. Anything else in it is passed over, never an error page. */
export interface TransactionSearch extends EntryFilter {
  after: EntryKey | null
  /** The transaction whose details are open. */
  openId: string | null
}

/** Everything, from the newest on. */
export const NO_FILTER: EntryFilter = {
  text: null,
  state: null,
  accountIds: [],
  categories: [],
  merchantKey: null,
  tag: null,
  currency: null,
  direction: null,
  flow: null,
  from: null,
  to: null,
  review: null,
  min: null,
  max: null,
}

const TEXT_MAX = 500
/** Accounts or categories named at once. */
const LIST_MAX = 100
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const CODE = /^[A-Za-z0-9_-]{1,100}$/
const AMOUNT = /^\d{1,18}(\.\d{1,10})?$/

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** Nothing that PostgreSQL would not take as text. */
const clean = (value: string) => value.replaceAll(/\0|\p{Surrogate}/gu, '')
const uuid = (value: string | null) => (value !== null && UUID.test(value) ? value.toLowerCase() : null)
const oneOf = <Value extends string>(known: readonly Value[], value: string | null) =>
  known.find((one) => one === value) ?? null

/** `2026-11-20_<uuid>` */
export function readKey(text: string | null | undefined): EntryKey | null {
  const [day = '', id = null] = (text ?? '').split('_')
  const listedOn = parseCalendarDate(day)
  const known = uuid(id)
  return listedOn && known ? { listedOn, id: known } : null
}

export function writeKey({ listedOn, id }: EntryKey): string {
  return `${listedOn}_${id}`
}

/** Reads the address's parameters, or those of a query such as one that was saved. */
export function readTransactionSearch(params: SearchParams | URLSearchParams): TransactionSearch {
  const all = (name: string) => {
    const value = params instanceof URLSearchParams ? params.getAll(name) : (params[name] ?? [])
    return (typeof value === 'string' ? [value] : value).map(clean)
  }
  const one = (name: string) => all(name)[0] ?? null
  const text = (name: string, longest: number) => one(name)?.trim().slice(0, longest).trim() || null
  const day = (name: string) => parseCalendarDate(one(name) ?? '')
  const amount = (name: string) => {
    const value = one(name) ?? ''
    return AMOUNT.test(value) ? value : null
  }
  const each = (values: string[]) => [...new Set(values)].slice(0, LIST_MAX)
  return {
    text: text('q', TEXT_MAX),
    state: oneOf(['pending', 'posted'], one('state')),
    accountIds: each(all('account').flatMap((value) => uuid(value) ?? [])),
    categories: each(all('category').filter((value) => CODE.test(value))),
    merchantKey: text('merchant', TEXT_MAX),
    tag: text('tag', TEXT_MAX),
    currency: text('currency', 20),
    direction: oneOf(['in', 'out'], one('direction')),
    flow: oneOf(FLOWS, one('flow')),
    from: day('from'),
    to: day('to'),
    review: oneOf(['open', 'done'], one('review')),
    min: amount('min'),
    max: amount('max'),
    after: readKey(one('after')),
    openId: uuid(one('open')),
  }
}

/** The query that says all of a search, without a question mark; '' for everything. */
export function searchQuery(search: Partial<TransactionSearch>): string {
  const params = new URLSearchParams()
  const say = (name: string, value: string | null | undefined) => {
    if (value) params.append(name, value)
  }
  say('q', search.text)
  say('state', search.state)
  for (const id of search.accountIds ?? []) say('account', id)
  for (const code of search.categories ?? []) say('category', code)
  say('merchant', search.merchantKey)
  say('tag', search.tag)
  say('currency', search.currency)
  say('direction', search.direction)
  say('flow', search.flow)
  say('from', search.from)
  say('to', search.to)
  say('review', search.review)
  say('min', search.min)
  say('max', search.max)
  say('after', search.after && writeKey(search.after))
  say('open', search.openId)
  return params.toString()
}

/** The address of the list that shows what a number is made of, such as `{ categories: ['TRAVEL'], from, to }`. */
export function entriesHref(search: Partial<TransactionSearch>): Route {
  const query = searchQuery(search)
  return query ? (`/transactions?${query}` as Route) : '/transactions'
}

/** The address of the list with some of its search changed; turning to another filter begins at the newest again. */
export function transactionsHref(search: TransactionSearch, changes: Partial<TransactionSearch>): Route {
  return entriesHref({
    ...search,
    openId: null,
    ...('after' in changes || 'openId' in changes ? {} : { after: null }),
    ...changes,
  })
}

/** The filter alone: without the place in the list and what is open. */
export function filterOf({ after: _after, openId: _openId, ...filter }: TransactionSearch): EntryFilter {
  return filter
}

/** Whether anything narrows the list down besides its tabs (state and review). */
export function isFiltered(filter: EntryFilter): boolean {
  return (
    searchQuery({ ...filterOf({ after: null, openId: null, ...filter }), state: null, review: null }) !== ''
  )
}
