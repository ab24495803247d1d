import { z } from 'zod'
import { invalidField } from './errors'
import type { Position } from './world/history'

const positionSchema = z.tuple([z.number(), z.number().int().min(0)])
const cursorSchema = z.object({
  /** The start of the Item's id: another Item's cursor is refused. */
  i: z.string(),
  /** Which of the logins that the Item has had; left out for the first. */
  l: z.number().optional(),
  /** The account of an account's own stream. */
  a: z.string().optional(),
  /** The state that the client has; none at the very beginning. */
  f: positionSchema.nullable(),
  /** Within a pagination: the state it leads to, and how much of the way is behind. */
  t: positionSchema.optional(),
  o: z.number().int().min(1).optional(),
})

/** What a cursor of `/transactions/sync` stands for. */
export interface Cursor {
  /** The state that the client has. */
  from: Position | null
  /** In the middle of a pagination: the state it leads to and the number of rows already given. */
  page: { to: Position; offset: number } | null
}

const tagOf = (itemId: string) => itemId.slice(0, 8)
const pack = ({ t, e }: Position): [number, number] => [t, e]
const unpack = ([t, e]: [number, number]): Position => ({ t, e })

/** Whose stream a cursor is of. */
interface Streamed {
  itemId: string
  logins: number
}

/** The opaque text of a cursor. */
export function writeCursor({ itemId, logins }: Streamed, accountKey: string | null, cursor: Cursor): string {
  const { from, page } = cursor
  const content: z.infer<typeof cursorSchema> = {
    i: tagOf(itemId),
    ...(logins === 0 ? {} : { l: logins }),
    ...(accountKey === null ? {} : { a: accountKey }),
    f: from === null ? null : pack(from),
    ...(page === null ? {} : { t: pack(page.to), o: page.offset }),
  }
  return Buffer.from(JSON.stringify(content)).toString('base64')
}

/**
 * Reads a cursor back; fails with INVALID_FIELD if it is not one, or of another Item or account. What a client has of
 * an earlier login is nothing of the one that the Item has now.
 */
export function readCursor({ itemId, logins }: Streamed, accountKey: string | null, text: string): Cursor {
  const parsed = (() => {
    try {
      return cursorSchema.safeParse(JSON.parse(Buffer.from(text, 'base64').toString('utf8'))).data
    } catch {
      return undefined
    }
  })()
  if (parsed === undefined) throw invalidField('cursor must be a cursor from an earlier response')
  if (parsed.i !== tagOf(itemId)) throw invalidField('cursor not associated with access_token')
  if ((parsed.a ?? null) !== accountKey) throw invalidField('cursor not associated with account_id')
  if ((parsed.l ?? 0) !== logins) return { from: null, page: null }
  const { f, t, o } = parsed
  return {
    from: f === null ? null : unpack(f),
    page: t === undefined || o === undefined ? null : { to: unpack(t), offset: o },
  }
}
