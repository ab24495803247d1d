import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '@/lib/db/open'
import { testDatabase } from '@/lib/db/testing'
import { createTicket, redeemTicket } from './ticket'

const SECRET = 'the secret of the sessions, long enough'
const NOW = new Date('2026-03-03T12:00:00Z')
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000)
const person = { userId: '00000000-0000-4000-8000-000000000001', sessionEpoch: 3 }

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

describe('a ticket', () => {
  it('opens one download, and no second one', async () => {
    const ticket = await createTicket(person, SECRET, NOW)
    expect(await redeemTicket(db, ticket, person, SECRET, later(1))).toBe(true)
    expect(await redeemTicket(db, ticket, person, SECRET, later(2))).toBe(false)
  })

  it('is nobody else’s, and of no session that was ended', async () => {
    const ticket = await createTicket(person, SECRET, NOW)
    const other = { ...person, userId: '00000000-0000-4000-8000-000000000002' }
    expect(await redeemTicket(db, ticket, other, SECRET, NOW)).toBe(false)
    expect(await redeemTicket(db, ticket, { ...person, sessionEpoch: 4 }, SECRET, NOW)).toBe(false)
    expect(await redeemTicket(db, ticket, person, SECRET, NOW)).toBe(true)
  })

  it('is over after five minutes', async () => {
    const ticket = await createTicket(person, SECRET, NOW)
    expect(await redeemTicket(db, ticket, person, SECRET, later(6))).toBe(false)
  })

  it('cannot be made by anything else that is signed with the same secret', async () => {
    const claims = () =>
      new SignJWT({ epoch: 3 })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience('evenkeel-export')
        .setSubject(person.userId)
        .setJti('x')
        .setExpirationTime(later(5))
    const forged = await claims().sign(new TextEncoder().encode(SECRET))
    expect(await redeemTicket(db, forged, person, SECRET, NOW)).toBe(false)
    for (const nonsense of ['', 'a.b.c', 'none'])
      expect(await redeemTicket(db, nonsense, person, SECRET, NOW)).toBe(false)
  })
})
