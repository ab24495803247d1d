import type { NextRequest } from 'next/server'
import { createArchive, streamOf } from '@/lib/account/archive'
import { readmeOf } from '@/lib/account/readme'
import { redeemTicket } from '@/lib/account/ticket'
import { findUser } from '@/lib/auth/session'
import { dayInZone } from '@/lib/calendar/calendar-date'
import { listExportTables } from '@/lib/db/household-export'
import { env } from '@/lib/env'
import { runtime } from '@/lib/runtime'

export const maxDuration = 300

/**
 * Everything of the person who asks, as one archive. It takes their session and a ticket, which is given for the
 * password and good for one download.
 */
export async function GET(request: NextRequest): Promise<Response> {
  const person = await findUser()
  if (!person) return Response.json({ error: 'UNAUTHORIZED' }, { status: 401 })
  const { db, clock } = await runtime()
  const ticket = request.nextUrl.searchParams.get('ticket') ?? ''
  if (!(await redeemTicket(db, ticket, person, env().authSecret, clock.now())))
    return Response.json({ error: 'TICKET' }, { status: 403, headers: { 'cache-control': 'no-store' } })
  const now = clock.now()
  const day = dayInZone(now, person.timeZone)
  const tables = await listExportTables(db, person.householdId)
  const names = tables.map(({ name }) => name)
  const archive = createArchive(tables, await readmeOf(names, person, day), now)
  return new Response(streamOf(archive), {
    headers: {
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="evenkeel-export-${day}.zip"`,
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  })
}
