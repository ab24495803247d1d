import { findUser } from '@/lib/auth/session'
import { linkReportSchema } from '@/lib/connections/link-events'
import { storeLinkEvents } from '@/lib/db/link-events'
import { readAtMost } from '@/lib/read-at-most'
import { runtime } from '@/lib/runtime'

/** More than the largest report that the schema lets through, and than a browser sends while a page goes away. */
const MOST_BYTES = 128 * 1024

/**
 * What a page reports of a visit to Link. A route and no action: the last report is sent while the page goes away,
 * which only a plain request outlives. It must come as JSON, which no other site can send with the person's cookie.
 */
export async function POST(request: Request): Promise<Response> {
  const person = await findUser()
  if (!person) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  if (!request.headers.get('content-type')?.startsWith('application/json'))
    return Response.json({ error: 'INVALID' }, { status: 415 })
  const text = await readAtMost(request, MOST_BYTES)
  if (text === null) return Response.json({ error: 'TOO_LARGE' }, { status: 413 })
  const read = linkReportSchema.safeParse(toJson(text))
  if (!read.success) return Response.json({ error: 'INVALID' }, { status: 400 })
  const { db, clock } = await runtime()
  const stored = await storeLinkEvents(db, person.householdId, read.data, clock.now())
  return Response.json({ stored })
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
