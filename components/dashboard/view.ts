import type { Route } from 'next'
import { type Range, readRange } from '@/lib/dashboard/schema'

/** What the address of the overview says. */
export interface View {
  range: Range
  /** The currency of the large chart; null: the one with the most accounts. */
  currency: string | null
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** Reads `?range=1y&currency=CAD`; whatever it does not know is passed over. */
export function readView({ range, currency }: SearchParams): View {
  return {
    range: readRange(range),
    currency: typeof currency === 'string' && currency.length <= 12 ? currency : null,
  }
}

/** The address of a view, with only what differs from the plain one. */
export function viewHref({ range, currency }: View): Route {
  const params = new URLSearchParams()
  if (range !== readRange(undefined)) params.set('range', range)
  if (currency !== null) params.set('currency', currency)
  const query = params.toString()
  return query ? (`/dashboard?${query}` as Route) : '/dashboard'
}
