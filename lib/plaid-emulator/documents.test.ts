import { describe, expect, it } from 'vitest'
import { itemSchema } from './documents'

/** An Item as state files of the first version of the emulator hold it. */
const before = {
  itemId: 'item',
  clientId: 'client',
  institutionId: 'ins_109508',
  username: 'user_good',
  createdAt: 1,
  startedAt: 1,
  daysRequested: 90,
  accounts: ['everyday'],
  products: ['transactions'],
  consented: ['transactions'],
  webhook: null,
  events: [{ kind: 'post', at: 5 }],
  arrived: 0,
  polledAt: 1,
  loginRequiredSince: null,
  consentExpiresAt: null,
  expiryAnnounced: false,
  syncCalled: false,
  announced: { phase: 'not-ready', t: 1, e: 0 },
  lastWebhook: null,
  lastFailureAt: null,
  accessTokenHash: null,
}

describe('a stored Item from before there were errors', () => {
  it('opens as a healthy one', () => {
    expect(itemSchema.parse(before)).toMatchObject({
      error: null,
      custom: null,
      unreachableSince: null,
      disconnectsAt: null,
      productsSince: {},
      productsAnnounced: {},
      verification: {},
    })
  })

  it('keeps the moment since which a new login is required', () => {
    const item = itemSchema.parse({ ...before, loginRequiredSince: 7 })
    expect(item.error).toEqual({ code: 'ITEM_LOGIN_REQUIRED', since: 7, reason: null })
    expect(item).not.toHaveProperty('loginRequiredSince')
    expect(itemSchema.parse(item)).toEqual(item)
  })
})
