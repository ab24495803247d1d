import { z } from 'zod'
import { parseCalendarDate } from '@/lib/calendar/calendar-date'
import type { TransactionKey } from '@/lib/db/transaction-reads'
import { fail, ok, type Result } from '@/lib/result'
import { primaryOf } from './categories'

export const NOTE_MAX = 2_000
/** Characters of a tag, as a person counts them. */
export const TAG_MAX = 40
/** Tags of a transaction. */
export const TAGS_MAX = 20

/** What a person is told of an edit that cannot be taken. */
export type EditProblem = 'INVALID' | 'NOTE_TOO_LONG' | 'TAG_TOO_LONG' | 'TOO_MANY_TAGS' | 'UNKNOWN_CATEGORY'

const PROBLEMS: readonly EditProblem[] = [
  'NOTE_TOO_LONG',
  'TAG_TOO_LONG',
  'TOO_MANY_TAGS',
  'UNKNOWN_CATEGORY',
]

/** A zero byte and half of a surrogate pair are no text to PostgreSQL. */
const text = z.string().transform((value) => value.replaceAll(/\0|\p{Surrogate}/gu, ''))
const length = (value: string) => [...value].length

/** Tags in their order, without the spaces around and within them that nobody sees, each once in whatever case. */
function tidyTags(tags: readonly string[]): string[] {
  const tidy = new Map<string, string>()
  for (const tag of tags) {
    const words = tag.replaceAll(/[\s,]+/gu, ' ').trim()
    const key = words.toLowerCase()
    if (words !== '' && !tidy.has(key)) tidy.set(key, words)
  }
  return [...tidy.values()]
}

const editSchema = z
  .strictObject({
    transactionId: z.uuid(),
    note: text.pipe(z.string().trim().max(NOTE_MAX, 'NOTE_TOO_LONG')).optional(),
    category: z
      .string()
      .refine((code) => primaryOf(code) !== null, 'UNKNOWN_CATEGORY')
      .nullable()
      .optional(),
    tags: z
      .array(text)
      .transform(tidyTags)
      .pipe(
        z
          .array(z.string().refine((tag) => length(tag) <= TAG_MAX, 'TAG_TOO_LONG'))
          .max(TAGS_MAX, 'TOO_MANY_TAGS'),
      )
      .optional(),
    flagged: z.boolean().optional(),
  })
  .refine((edit) => Object.values(edit).filter((value) => value !== undefined).length > 1)

/** Reads what a person wrote on a transaction: a part of it or all of it, and never nothing. */
export function readEdit(input: unknown): Result<z.output<typeof editSchema>, EditProblem> {
  const read = editSchema.safeParse(input)
  if (read.success) return ok(read.data)
  const problem = PROBLEMS.find((known) => read.error.issues.some(({ message }) => message === known))
  return fail(problem ?? 'INVALID')
}

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
