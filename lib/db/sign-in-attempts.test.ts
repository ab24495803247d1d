import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from './open'
import { countAttempt, takeBackAttempts } from './sign-in-attempts'
import { testDatabase } from './testing'

const WINDOW_MS = 300_000
let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(async () => {
  await db.close()
})

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 3) + seconds * 1000)

describe('the throttle of sign-ins', () => {
  it('lets a number through in its window and refuses the next, until the window has passed', async () => {
    const limits = [{ key: 'account-1', limit: 3 }]
    for (const second of [0, 1, 2])
      expect(await countAttempt(db, limits, WINDOW_MS, at(second))).not.toBeNull()
    expect(await countAttempt(db, limits, WINDOW_MS, at(3))).toBeNull()
    expect(await countAttempt(db, limits, WINDOW_MS, at(299))).toBeNull()
    expect(await countAttempt(db, limits, WINDOW_MS, at(301))).not.toBeNull()
  })

  it('cannot be slipped past by many at once', async () => {
    const limits = [{ key: 'account-2', limit: 10 }]
    const all = await Promise.all(
      Array.from({ length: 40 }, () => countAttempt(db, limits, WINDOW_MS, at(0))),
    )
    expect(all.filter((attempt) => attempt !== null).length).toBeLessThanOrEqual(10)
  })

  it('counts account and address apart, and does not count what was right', async () => {
    const from = (account: string) => [
      { key: account, limit: 10 },
      { key: 'address-3', limit: 2 },
    ]
    const first = await countAttempt(db, from('account-3'), WINDOW_MS, at(0))
    await takeBackAttempts(db, first ?? [])
    expect(await countAttempt(db, from('account-4'), WINDOW_MS, at(1))).not.toBeNull()
    expect(await countAttempt(db, from('account-5'), WINDOW_MS, at(2))).not.toBeNull()
    expect(await countAttempt(db, from('account-6'), WINDOW_MS, at(3))).toBeNull()
    expect(await countAttempt(db, [{ key: 'account-6', limit: 1 }], WINDOW_MS, at(4))).not.toBeNull()
  })
})
