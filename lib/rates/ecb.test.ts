import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { type EcbRate, readEcbRates } from './ecb'

const first = toCalendarDate('2026-11-20')

describe('a file of the European Central Bank', () => {
  it('is read where it has one day, with the month in words and a comma at the end', () => {
    expect(readEcbRates('Date, USD, JPY, CAD, \n20 November 2026, 1.0842, 163.41, 1.4689, \n')).toEqual([
      { quote: 'USD', day: '2026-11-20', rate: '1.0842' },
      { quote: 'JPY', day: '2026-11-20', rate: '163.41' },
      { quote: 'CAD', day: '2026-11-20', rate: '1.4689' },
    ])
    expect(readEcbRates('Date, USD, \n2 March 2026, 1.1, \n')).toMatchObject([{ day: '2026-03-02' }])
  })

  it('is read where it has all days since 1999, without the cells that have no rate', () => {
    const file = 'Date,USD,CYP,RUB,\r\n2026-11-20,1.0842,N/A,,\r\n1999-01-04,1.1789,0.58231,N/A,\r\n'
    expect(readEcbRates(`\uFEFF${file}`)).toEqual([
      { quote: 'USD', day: '2026-11-20', rate: '1.0842' },
      { quote: 'USD', day: '1999-01-04', rate: '1.1789' },
      { quote: 'CYP', day: '1999-01-04', rate: '0.58231' },
    ])
  })

  it('gives back every rate that was written to it', () => {
    const codes = ['USD', 'JPY', 'CAD', 'CHF']
    const cell = fc.oneof(
      fc.constant(null),
      fc.integer({ min: 1, max: 9_999_999 }).map((units) => `${Math.floor(units / 1000)}.${units % 1000}1`),
    )
    const lines = fc.array(fc.array(cell, { minLength: codes.length, maxLength: codes.length }), {
      minLength: 1,
      maxLength: 30,
    })
    fc.assert(
      fc.property(lines, (days) => {
        const dayOf = (index: number) => addDays(first, -index)
        const text = days.map((cells, index) => [dayOf(index), ...cells.map((one) => one ?? 'N/A')].join(','))
        const wanted = days.flatMap((cells, index) =>
          cells.flatMap((rate, at): EcbRate[] =>
            rate === null ? [] : [{ quote: codes[at] ?? '', day: dayOf(index), rate }],
          ),
        )
        const file = ['Date', ...codes].join(',')
        expect(readEcbRates([file, ...text].join(',\n'))).toEqual(wanted.length > 0 ? wanted : null)
      }),
    )
  })

  it('is none without its head, without a rate, or with other things in it', () => {
    for (const text of ['', 'Date', 'Date,USD\n', 'Date,USD\nyesterday,1.1', 'Day,USD\n2026-11-20,1.1']) {
      expect(readEcbRates(text)).toBeNull()
    }
    for (const cell of ['0', '0.000', '-1', '1e5', '1,1', 'N/A', '1.2.3', '1 2']) {
      expect(readEcbRates(`Date,USD\n2026-11-20,"${cell}"`)).toBeNull()
    }
    expect(readEcbRates('Date,USD\n2026-02-30,1.1')).toBeNull()
    expect(readEcbRates('Date,"<b>"\n2026-02-03,1.1')).toBeNull()
  })
})
