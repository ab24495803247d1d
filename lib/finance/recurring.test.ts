import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '@/lib/calendar/calendar-date'
import type { Payment } from './recurring'
import { dayNumberOf, dayOfNumber, dueNumbers, weekdayOf } from './recurring-schedule'
import { daysOf, found, months, payment, START } from './recurring-testing'

const rhythms = [
  {
    frequency: 'weekly',
    schedule: { every: 'weeks', weeks: 1, from: dayNumberOf(START) } as const,
    least: 6,
  },
  {
    frequency: 'biweekly',
    schedule: { every: 'weeks', weeks: 2, from: dayNumberOf(START) } as const,
    least: 5,
  },
  { frequency: 'semi_monthly', schedule: months(1, [15, 31], 'before'), least: 8 },
  { frequency: 'monthly', schedule: months(1, [1]), least: 4 },
  { frequency: 'monthly', schedule: months(1, [31]), least: 4 },
  { frequency: 'monthly', schedule: months(1, [6], 'after'), least: 10 },
  { frequency: 'quarterly', schedule: months(3, [20]), least: 3 },
  { frequency: 'semi_annually', schedule: months(6, [9]), least: 3 },
  { frequency: 'annually', schedule: months(12, [28]), least: 2 },
] as const

describe('payments that come again', () => {
  it('are found with their frequency, and the next is expected on the day on which it comes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rhythms), fc.nat(20), ({ frequency, schedule, least }, more) => {
        const all = daysOf(schedule, least + more + 1)
        const days = all.length > least ? all.slice(0, -1) : all
        const last = days.at(-1) ?? START
        const [stream, ...others] = found(
          days.map((day) => payment(day)),
          addDays(last, 1),
        )
        expect(others).toEqual([])
        expect(stream).toMatchObject({
          frequency,
          lastOn: last,
          transactionIds: days.map((day) => `fiberline-${day}`),
        })
        const next = dueNumbers(schedule, dayNumberOf(last) + 1, dayNumberOf(last) + 400)[0] ?? 0
        expect(stream?.nextOn).toBe(dayOfNumber(next))
      }),
    )
  })

  it('may come a day or two beside their day, one of them much later, and are found all the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1, max: 2 }), { minLength: 12, maxLength: 24 }),
        fc.nat(9),
        fc.integer({ min: 5, max: 25 }),
        (jitter, late, day) => {
          const due = daysOf(months(1, [day]), jitter.length)
          const days = due.map((one, at) => addDays(one, at === late ? 11 : (jitter[at] ?? 0)))
          const last = days.at(-1) ?? START
          const [stream] = found(
            days.map((one) => payment(one)),
            addDays(last, 1),
          )
          expect(stream).toMatchObject({ frequency: 'monthly', status: 'active' })
          const after = dueNumbers(
            months(1, [day]),
            dayNumberOf(due.at(-1) ?? START) + 5,
            dayNumberOf(last) + 60,
          )
          expect(Math.abs(dayNumberOf(stream?.nextOn ?? START) - (after[0] ?? 0))).toBeLessThanOrEqual(3)
        },
      ),
    )
  })

  it('are not seen in visits to a shop, which come when they come and cost what they cost', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ gap: fc.integer({ min: 1, max: 12 }), cents: fc.integer({ min: 300, max: 9_000 }) }),
          {
            minLength: 12,
            maxLength: 120,
          },
        ),
        (visits) => {
          let day = START
          const payments = visits.map(({ gap, cents }, at) => {
            day = addDays(day, gap)
            return payment(day, {
              id: String(at),
              merchant: 'harvest market',
              inStore: true,
              amount: `-${(cents / 100).toFixed(2)}`,
            })
          })
          expect(found(payments, day)).toEqual([])
        },
      ),
    )
  })

  it('are apart by account, direction, currency and party', () => {
    const days = daysOf(months(1, [7]), 6)
    const last = days.at(-1) ?? START
    const variants: Partial<Payment>[] = [
      {},
      { accountId: 'card' },
      { amount: '64' },
      { currency: 'EUR' },
      { merchant: 'magpie mobile' },
    ]
    const payments = variants.flatMap((change, at) =>
      days.map((day) => payment(day, { ...change, id: `${at}-${day}` })),
    )
    expect(new Set(found(payments, last).map(({ key }) => key)).size).toBe(variants.length)
  })

  it('are told apart by amount where one party is paid for several things, a new price and all', () => {
    const phone = daysOf(months(1, [3]), 12)
    const music = daysOf(months(1, [17]), 12)
    const payments = [
      ...phone.map((day) => payment(day, { id: `p${day}`, amount: '-2.99' })),
      ...music.map((day, at) => payment(day, { id: `m${day}`, amount: at < 8 ? '-10.99' : '-11.99' })),
      ...[40, 95, 99, 180].map((at) => payment(addDays(START, at), { id: `x${at}`, amount: `-${at}.5` })),
    ]
    const streams = found(payments, music.at(-1) ?? START)
    expect(streams.map(({ lastAmount, previousAmount }) => [lastAmount, previousAmount])).toEqual([
      ['-11.99', '-10.99'],
      ['-2.99', null],
    ])
  })
})

describe('what is said of them', () => {
  const days = daysOf(months(1, [12]), 12)
  const last = days.at(-1) ?? START

  it('names a new price with the one before it and since when', () => {
    const payments = days.map((day, at) => payment(day, { amount: at < 10 ? '-15.99' : '-18.99' }))
    expect(found(payments, last)[0]).toMatchObject({
      lastAmount: '-18.99',
      previousAmount: '-15.99',
      priceChangedOn: days[10],
      lowAmount: '-18.99',
      reason: { amountKind: 'fixed', since: days[10] },
    })
  })

  it('takes a bill that differs each time for no price, and gives between what it is', () => {
    const payments = days.map((day, at) =>
      payment(day, { amount: `-${60 + ((at * 7) % 11)}.1`, group: 'RENT_AND_UTILITIES' }),
    )
    expect(found(payments, last)[0]).toMatchObject({
      previousAmount: null,
      lowAmount: '-60.1',
      highAmount: '-70.1',
      reason: { amountKind: 'varying' },
    })
  })

  it('is missed once it is more than a few days late, and ended when the one after does not come either', () => {
    const payments = days.map((day) => payment(day))
    const statusAfter = (late: number) => {
      const [stream] = found(payments, addDays(last, 31 + late))
      return [stream?.status, stream?.nextOn === null]
    }
    expect(statusAfter(2)).toEqual(['active', false])
    expect(statusAfter(6)).toEqual(['missed', false])
    expect(statusAfter(40)).toEqual(['missed', false])
    expect(statusAfter(60)).toEqual(['ended', true])
  })

  it('is not sure after two payments of one price, and nothing after two of different ones', () => {
    const two = days.slice(0, 2)
    expect(
      found(
        two.map((day) => payment(day)),
        addDays(START, 50),
      )[0]?.status,
    ).toBe('early')
    expect(
      found(
        two.map((day, at) => payment(day, { amount: `-${at + 5}` })),
        addDays(START, 50),
      ),
    ).toEqual([])
  })
})

describe('days off a weekend', () => {
  it('never fall on one, and are at most two days from the day itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 31 }),
        fc.constantFrom('before' as const, 'after' as const),
        (day, shift) => {
          const plainDays = daysOf(months(1, [day]), 20)
          const moved = dueNumbers(months(1, [day], shift), dayNumberOf(START) - 3, dayNumberOf(START) + 900)
          for (const number of moved) expect([0, 6]).not.toContain(weekdayOf(number))
          for (const one of plainDays)
            expect(
              Math.min(...moved.map((number) => Math.abs(daysBetween(one, dayOfNumber(number))))),
            ).toBeLessThanOrEqual(2)
        },
      ),
    )
  })
})
