import type { Route } from 'next'

/** The kinds of what can be held: Plaid's types of securities. */
export const HOLDING_KINDS = [
  'etf',
  'equity',
  'mutual fund',
  'fixed income',
  'cryptocurrency',
  'cash',
  'derivative',
  'loan',
  'other',
] as const
export type HoldingKind = (typeof HOLDING_KINDS)[number]

export const SORTS = ['name', 'value', 'cost', 'gain', 'change'] as const
export type Sort = (typeof SORTS)[number]

/** What the address of the investments can say. Anything else in it is passed over. */
export interface InvestmentSearch {
  sort: Sort
  /** Against the way in which one would look first: the largest, or the first letter. */
  turned: boolean
  /** Only what is of this kind is listed; null: all. */
  kind: HoldingKind | null
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** Reads the address's parameters. */
export function readInvestmentSearch(params: SearchParams): InvestmentSearch {
  const known = <Value extends string>(values: readonly Value[], name: string) =>
    values.find((value) => value === params[name]) ?? null
  return {
    sort: known(SORTS, 'sort') ?? 'value',
    turned: params.turned === '1',
    kind: known(HOLDING_KINDS, 'kind'),
  }
}

/** The address of the investments with some of its search changed. */
export function investmentsHref(search: InvestmentSearch, changes: Partial<InvestmentSearch>): Route {
  const { sort, turned, kind } = { ...search, ...changes }
  const params = new URLSearchParams()
  if (sort !== 'value') params.set('sort', sort)
  if (turned) params.set('turned', '1')
  if (kind) params.set('kind', kind)
  const query = params.toString()
  return (query ? `/investments?${query}` : '/investments') as Route
}
