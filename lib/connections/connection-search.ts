import { z } from 'zod'
import type { TimelineKey } from '@/lib/db/connection-reads'
import { SUPPORT_CASES, type SupportCaseKind } from './support-case'

/** What the address of a connection's page can say. Anything else in it is passed over, never an error page. */
export interface ConnectionSearch {
  /** Where the shown part of the timeline begins. */
  before: TimelineKey | null
  /** The support case that is being written. */
  supportCase: SupportCaseKind | null
  /** The transaction that the case is about. */
  transactionId: string | null
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** Reads an id of ours; null for what cannot be one. */
export function readId(value: string | undefined): string | null {
  return value !== undefined && z.uuid().safeParse(value).success ? value : null
}

/** `2026-11-20T10:00:00.000Z_<uuid>` */
function readTimelineKey(text: string | undefined): TimelineKey | null {
  const [moment = '', id] = (text ?? '').split('_')
  const known = readId(id)
  return known && z.iso.datetime().safeParse(moment).success ? { at: new Date(moment), id: known } : null
}

/** Reads `?before=…&case=missing-transactions&transaction=…`. */
export function readConnectionSearch(params: SearchParams): ConnectionSearch {
  const kind = one(params.case)
  return {
    before: readTimelineKey(one(params.before)),
    supportCase: SUPPORT_CASES.find((known) => known === kind) ?? null,
    transactionId: readId(one(params.transaction)),
  }
}

/** The address of a connection's page. */
export function connectionHref(itemId: string, search: Partial<ConnectionSearch> = {}, part = ''): string {
  const { before, supportCase, transactionId } = search
  const params = new URLSearchParams()
  if (before) params.set('before', `${before.at.toISOString()}_${before.id}`)
  if (supportCase) params.set('case', supportCase)
  if (transactionId) params.set('transaction', transactionId)
  const query = params.toString()
  return `/connections/${itemId}${query ? `?${query}` : ''}${part ? `#${part}` : ''}`
}
