import type { Route } from 'next'
import { z } from 'zod'
import { STREAM_TITLE_MAX } from './limits'

/** What the list can be narrowed down to; `current`: all that goes on, but for transfers. */
export const STREAM_GROUPS = [
  'current',
  'bill',
  'subscription',
  'income',
  'transfer',
  'ended',
  'dismissed',
] as const
export type StreamGroup = (typeof STREAM_GROUPS)[number]

/** What the address of the page can say. */
export interface RecurringSearch {
  view: 'list' | 'calendar'
  show: StreamGroup
  /** `YYYY-MM`; null: the present one. */
  month: string | null
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

const MONTH = /^(20\d{2})-(0[1-9]|1[0-2])$/

/** Reads the address's parameters; anything else in it is passed over. */
export function readRecurringSearch(params: SearchParams): RecurringSearch {
  const one = (name: string) => {
    const value = params[name]
    return typeof value === 'string' ? value : (value?.[0] ?? '')
  }
  return {
    view: one('view') === 'calendar' ? 'calendar' : 'list',
    show: STREAM_GROUPS.find((group) => group === one('show')) ?? 'current',
    month: MONTH.test(one('month')) ? one('month') : null,
  }
}

export function recurringHref({ view, show, month }: Partial<RecurringSearch>): Route {
  const params = new URLSearchParams()
  if (view === 'calendar') params.set('view', view)
  if (show && show !== 'current') params.set('show', show)
  if (month) params.set('month', month)
  const query = params.toString()
  return (query ? `/recurring?${query}` : '/recurring') as Route
}

export const streamHref = (streamId: string) => `/recurring/${streamId}` as Route

export const streamIdSchema = z.uuid()

/** What a person says of recurring payments; what is left out stays. */
export const streamChangeSchema = z.strictObject({
  streamId: streamIdSchema,
  /** '' gives the bank's name back. */
  title: z
    .string()
    .transform((text) => text.replaceAll(/\0|\p{Surrogate}/gu, '').trim())
    .pipe(z.string().max(STREAM_TITLE_MAX))
    .optional(),
  confirmed: z.boolean().optional(),
  dismissed: z.boolean().optional(),
  ended: z.boolean().optional(),
})
