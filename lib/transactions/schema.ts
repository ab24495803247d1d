import { z } from 'zod'
import { parseCalendarDate } from '@/lib/calendar/calendar-date'
import type { TransactionKey } from '@/lib/db/transaction-reads'

export const NOTE_MAX = 2_000

export const saveNoteSchema = z.object({
  transactionId: z.uuid(),
  note: z
    .string()
    .transform((note) => note.replaceAll('\0', ''))
    .pipe(z.string().trim().max(NOTE_MAX)),
})

/** What the address of the list can say. Anything else in it is passed over, never an error page. */
export interface TransactionSearch {
  state: 'posted' | 'pending'
  accountId: string | null
  text: string | null
  after: TransactionKey | null
  /** The opened row. */
  openId: string | null
}

type SearchParams = Readonly<Record<string, string | string[] | undefined>>

/** A zero byte is no text to PostgreSQL. */
const one = (value: string | string[] | undefined) =>
  (Array.isArray(value) ? value[0] : value)?.replaceAll('\0', '')
const uuid = (value: string | undefined) => (value && z.uuid().safeParse(value).success ? value : null)

/** `2026-11-20_<uuid>` */
export function readKey(text: string | undefined): TransactionKey | null {
  const [day = '', id] = (text ?? '').split('_')
  const shownOn = parseCalendarDate(day)
  const known = uuid(id)
  return shownOn && known ? { shownOn, id: known } : null
}

export function writeKey({ shownOn, id }: TransactionKey): string {
  return `${shownOn}_${id}`
}

/** Reads `?state=pending&account=…&q=…&after=…&open=…`. */
export function readTransactionSearch(params: SearchParams): TransactionSearch {
  const text = one(params.q)?.trim().slice(0, 200)
  return {
    state: one(params.state) === 'pending' ? 'pending' : 'posted',
    accountId: uuid(one(params.account)),
    text: text || null,
    after: readKey(one(params.after)),
    openId: uuid(one(params.open)),
  }
}

/** The address of the list with some of its search changed; turning to another filter begins at the newest again. */
export function transactionsHref(search: TransactionSearch, changes: Partial<TransactionSearch>): string {
  const next = {
    ...search,
    openId: null,
    ...('after' in changes || 'openId' in changes ? {} : { after: null }),
    ...changes,
  }
  const params = new URLSearchParams()
  if (next.state === 'pending') params.set('state', 'pending')
  if (next.accountId) params.set('account', next.accountId)
  if (next.text) params.set('q', next.text)
  if (next.after) params.set('after', writeKey(next.after))
  if (next.openId) params.set('open', next.openId)
  const query = params.toString()
  return query ? `/transactions?${query}` : '/transactions'
}
