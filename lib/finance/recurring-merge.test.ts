import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@/lib/calendar/calendar-date'
import { groupKey } from './recurring'
import { type BankStream, mergeStreams } from './recurring-merge'
import { daysOf, found, months, payment, START } from './recurring-testing'

describe('what a person confirmed', () => {
  it('is never lost, whatever payments come to it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 12 }),
        fc.array(fc.record({ after: fc.nat(400), cents: fc.integer({ min: 100, max: 20_000 }) }), {
          maxLength: 30,
        }),
        (count, more) => {
          const regular = daysOf(months(1, [12]), count).map((day) => payment(day))
          const today = addDays(START, 420)
          const [stream] = found(regular, regular.at(-1)?.day ?? today)
          if (!stream) throw new Error('The stream was not found')
          const payments = [
            ...regular,
            ...more.map(({ after, cents }, at) =>
              payment(addDays(START, after), { id: `more-${at}`, amount: `-${(cents / 100).toFixed(2)}` }),
            ),
          ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
          const merged = mergeStreams(
            found(payments, today),
            [],
            [{ ...stream, confirmed: true }],
            payments,
            today,
          )
          const kept = merged.find(({ key }) => key === stream.key)
          expect(kept?.transactionIds.length).toBeGreaterThan(0)
        },
      ),
    )
  })
})

describe("the bank's streams", () => {
  const days = daysOf(months(1, [12]), 8)
  const last = days.at(-1) ?? START
  const payments = days.map((day) => payment(day, { lag: 1 }))
  const bank: BankStream = {
    streamId: 's1',
    frequency: 'monthly',
    nextOn: addDays(last, 32),
    lastOn: addDays(last, 1),
    isActive: true,
    isMature: true,
    transactionIds: payments.map(({ id }) => id),
  }
  const merge = (streams: readonly BankStream[], of = payments) =>
    mergeStreams(found(of, last), streams, [], of, last)

  it('go first for frequency and next day, and nothing stands twice', () => {
    const [stream, ...others] = merge([{ ...bank, nextOn: addDays(last, 34) }])
    expect(others).toEqual([])
    // A payment posts a day after the one by which a person knows it.
    expect(stream).toMatchObject({ source: 'plaid', plaidStreamId: 's1', nextOn: addDays(last, 33) })
    expect(stream?.reason.count).toBe(8)
  })

  it('end what they no longer have as active, unless a payment has come since', () => {
    expect(merge([{ ...bank, isActive: false, nextOn: null }])[0]).toMatchObject({
      status: 'ended',
      nextOn: null,
    })
    const newer = [...payments, payment(addDays(last, 30))]
    expect(merge([{ ...bank, isActive: false, nextOn: null }], newer)[0]?.status).toBe('active')
  })

  it('stand once when the bank has one that changed its price as two', () => {
    const [half, rest] = [bank.transactionIds.slice(0, 4), bank.transactionIds.slice(4)]
    const old = {
      ...bank,
      streamId: 's0',
      isActive: false,
      nextOn: null,
      lastOn: days[3] ?? START,
      transactionIds: half,
    }
    const merged = merge([old, { ...bank, transactionIds: rest }])
    expect(merged.map(({ plaidStreamId, status }) => [plaidStreamId, status])).toEqual([['s1', 'active']])
  })

  it('are listed also where nothing was found here', () => {
    const odd = [0, 17, 70].map((at) => payment(addDays(START, at), { amount: `-${at + 3}` }))
    const stream = { ...bank, frequency: 'unknown' as const, transactionIds: odd.map(({ id }) => id) }
    const [only, ...others] = merge([stream], odd)
    expect(others).toEqual([])
    expect(only).toMatchObject({ source: 'plaid', frequency: 'unknown', reason: { schedule: null } })
  })

  it('keep the key under which a person may have said something, also when the party is called anew', () => {
    const [before] = found(payments, last)
    if (!before) throw new Error('Nothing was found')
    const renamed = payments.map((one) => ({ ...one, merchant: 'fiberline internet' }))
    const merged = mergeStreams(found(renamed, last), [], [{ ...before, confirmed: false }], renamed, last)
    expect(merged.map(({ key }) => key)).toEqual([groupKey(payment(START))])
  })
})
