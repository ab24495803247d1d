import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { addDays, toCalendarDate } from '@/lib/calendar/calendar-date'
import { exact, plain } from '@/lib/money/money'
import { findDuplicates, likenessKey } from './duplicates'
import { type DecimalMark, guessDecimal, readFileAmount } from './file-amount'
import { type DateOrder, guessDateOrder, readFileDate } from './file-date'
import { guessMapping } from './guess-mapping'
import { balanceAtEnd, oldestFirst, readRows } from './read-csv'
import { DELIMITERS, type FileTable, readTable } from './read-table'

const today = toCalendarDate('2026-11-21')
const target = { currency: 'EUR', today }
const bytes = (text: string) => new TextEncoder().encode(text)

function tableOf(text: string | Uint8Array): FileTable {
  const read = readTable(typeof text === 'string' ? bytes(text) : text)
  if (!read.ok) throw new Error(read.code)
  return read.value
}

function readFile(text: string | Uint8Array) {
  const table = tableOf(text)
  return readRows(table, guessMapping(table).mapping, target)
}

const written = (day: string, order: DateOrder, mark: string) => {
  const [y = '', m = '', d = ''] = day.split('-')
  const parts = { ymd: [y, m, d], dmy: [d, m, y], mdy: [m, d, y] }
  return parts[order].join(mark)
}

const writtenAmount = (amount: string, decimal: DecimalMark, style: number) => {
  const negative = amount.startsWith('-')
  const [integer = '', fraction] = amount.replace('-', '').split('.')
  const group = decimal === '.' ? ',' : '.'
  const grouped = style % 2 ? integer.replaceAll(/\B(?=(\d{3})+$)/g, group) : integer
  const size = `${grouped}${decimal}${(fraction ?? '').padEnd(2, '0')}`
  if (!negative) return size
  return [`-${size}`, `(${size})`, `${size}-`, `${size} DR`][style % 4] ?? ''
}

const row = fc.record({
  back: fc.nat(700),
  units: fc.integer({ min: -(10 ** 9), max: 10 ** 9 }),
  description: fc
    .string({ unit: fc.constantFrom(...'abcXYZ äöß"\n;,|\t\'-€'), minLength: 1, maxLength: 30 })
    .map((text) => `x ${text} y`.replaceAll(/\s+/g, ' ')),
})

describe('reading a file', () => {
  it('gives the rows that were written, in any delimiter, order of dates, decimal mark and encoding', () => {
    const form = fc.record({
      delimiter: fc.constantFrom(...DELIMITERS),
      order: fc.constantFrom<DateOrder>('ymd', 'dmy', 'mdy'),
      mark: fc.constantFrom('-', '/', '.'),
      decimal: fc.constantFrom<DecimalMark>('.', ','),
      style: fc.nat(3),
      newline: fc.constantFrom('\n', '\r\n'),
      encoding: fc.constantFrom('utf-8', 'bom', 'utf-16le'),
      isPair: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), form, (rows, how) => {
        const expected = rows.map(({ back, units, description }) => ({
          day: addDays(today, -back),
          amount: plain(exact(units).div(100)),
          description,
        }))
        const write = (amount: string) => writtenAmount(amount, how.decimal, how.style)
        const pair = (amount: string) =>
          amount.startsWith('-') ? [write(amount.slice(1)), ''] : ['', write(amount)]
        const text = Papa.unparse(
          {
            fields: how.isPair
              ? ['Date', 'Description', 'Debit', 'Credit']
              : ['Date', 'Description', 'Amount'],
            data: expected.map(({ day, amount, description }) => [
              written(day, how.order, how.mark),
              description,
              ...(how.isPair ? pair(amount) : [write(amount)]),
            ]),
          },
          { delimiter: how.delimiter, newline: how.newline },
        )
        const file =
          how.encoding === 'utf-8'
            ? bytes(text)
            : how.encoding === 'bom'
              ? bytes(`\ufeff${text}`)
              : new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
        const table = tableOf(file)
        const { mapping } = guessMapping(table)
        const said = { ...mapping, dateOrder: how.order, decimal: how.decimal }
        const { rows: read, problems } = readRows(table, said, target)
        expect(problems).toEqual([])
        expect(read.map(({ day, amount, description }) => ({ day, amount, description }))).toEqual(expected)
      }),
      { numRuns: 150 },
    )
  })

  it('loses no row: each is read or said to be unreadable, with its line', () => {
    const file =
      'Date,Payee,Amount\n2026-11-01,"Two\nlines",-1.00\nnot a day,B,2\n\n2026-11-03,C,what\n2027-01-01,D,4\n2026-11-05,E,5.5\n'
    const { rows, problems } = readFile(file)
    expect(rows).toMatchObject([
      { line: 2, day: '2026-11-01', description: 'Two lines', amount: '-1' },
      { line: 8, day: '2026-11-05', description: 'E', amount: '5.5' },
    ])
    expect(problems.map(({ line, reason, cell }) => [line, reason, cell])).toEqual([
      [4, 'date', 'not a day'],
      [6, 'amount', 'what'],
      [7, 'future', '2027-01-01'],
    ])
  })

  it('leaves out what stands above the table, and reads the Windows encoding', () => {
    const text =
      '"Kontonummer:";"DE00 / Girokonto"\n\n"Kontostand vom 20.11.2026:";"1.234,50 EUR"\n\n"Buchungstag";"Auftraggeber / Begünstigter";"Verwendungszweck";"Betrag (EUR)"\n"19.11.2026";"Bäckerei Groß";"Brötchen";"-1.003,20"\n"13.11.2026";"Lohn";"November";"2.000,00"\n'
    const file = new Uint8Array(Buffer.from(text, 'latin1'))
    const table = tableOf(file)
    expect(table).toMatchObject({ encoding: 'windows-1252', delimiter: ';' })
    expect(table.preamble).toHaveLength(2)
    const { rows } = readRows(table, guessMapping(table).mapping, target)
    expect(rows).toMatchObject([
      { day: '2026-11-19', description: 'Bäckerei Groß', note: 'Brötchen', amount: '-1003.2' },
      { day: '2026-11-13', description: 'Lohn', amount: '2000' },
    ])
  })

  it('reads which way money went from a word beside the amount', () => {
    const { rows } = readFile(
      'Datum;Naam / Omschrijving;Af Bij;Bedrag (EUR)\n20261119;Bakker;Af;3,20\n20261118;Loon;Bij;2000,00\n',
    )
    expect(rows.map(({ amount }) => amount)).toEqual(['-3.2', '2000'])
  })

  it('reads a file that names no columns', () => {
    const { rows } = readFile(
      '2026-11-19,COFFEE HOUSE DOWNTOWN,-4.50\n2026-11-18,PAYROLL OF NOVEMBER,1200.00\n',
    )
    expect(rows).toMatchObject([
      { line: 1, description: 'COFFEE HOUSE DOWNTOWN', amount: '-4.5' },
      { line: 2, amount: '1200' },
    ])
  })

  it('takes no row of another currency for one of the account’s', () => {
    const { rows, problems } = readFile(
      'Date,Payee,Amount,Currency\n2026-11-19,A,-4.50,EUR\n2026-11-18,B,1,USD\n',
    )
    expect(rows).toHaveLength(1)
    expect(problems).toMatchObject([{ line: 3, reason: 'currency', cell: 'USD' }])
  })

  it('refuses what is too large, empty or no table', () => {
    expect(readTable(new Uint8Array(10 * 1024 * 1024 + 1))).toEqual({ ok: false, code: 'TOO_LARGE' })
    expect(readTable(bytes(' \n '))).toEqual({ ok: false, code: 'EMPTY' })
    expect(readTable(bytes('one\ntwo\n'))).toEqual({ ok: false, code: 'NO_TABLE' })
    expect(readTable(bytes('a,b\n'.repeat(50_002)))).toEqual({ ok: false, code: 'TOO_MANY_ROWS' })
  })

  it('knows the newest balance, whichever way the file goes', () => {
    const lines = ['2026-11-19,B,-4.50,95.5', '2026-11-19,A,-1,100', '2026-11-18,C,1,101']
    const falling = readFile(`Date,Payee,Amount,Balance\n${lines.join('\n')}`).rows
    const rising = readFile(`Date,Payee,Amount,Balance\n${lines.toReversed().join('\n')}`).rows
    expect(balanceAtEnd(falling)).toEqual({ day: '2026-11-19', balance: '95.5' })
    expect(balanceAtEnd(rising)).toEqual({ day: '2026-11-19', balance: '95.5' })
    expect(oldestFirst(falling).map(({ description }) => description)).toEqual(['C', 'A', 'B'])
  })
})

describe('a day', () => {
  it('is read in words too', () => {
    for (const text of ['Nov 3, 2026', '3 November 2026', '03-Nov-26', '3. Nov. 2026', 'Tue, 3 Nov 2026'])
      expect(readFileDate(text, 'mdy'), text).toBe('2026-11-03')
    expect(readFileDate('3. März 2026', 'dmy')).toBe('2026-03-03')
    expect(readFileDate('2026-11-03T09:12:00Z', 'dmy')).toBe('2026-11-03')
    expect(readFileDate('31/02/2026', 'dmy')).toBeNull()
  })

  it('is asked for where day and month could be either', () => {
    expect(guessDateOrder(['03/04/2026', '05/06/2026']).isAmbiguous).toBe(true)
    expect(guessDateOrder(['03/04/2026', '25/06/2026'])).toEqual({ order: 'dmy', isAmbiguous: false })
    expect(guessDateOrder(['04/04/2026'])).toMatchObject({ isAmbiguous: false })
    expect(guessDateOrder(['2026-04-03'])).toEqual({ order: 'ymd', isAmbiguous: false })
  })
})

describe('an amount', () => {
  it('is read with its sign, however it is written', () => {
    const read = (text: string) => readFileAmount(text, '.')
    expect(
      ['(1,234.50)', '1,234.50-', '−1234.5', '$-1,234.50', '-$1,234.50', '1,234.50 DR', '1234.50DR'].map(
        read,
      ),
    ).toEqual(Array.from({ length: 7 }, () => '-1234.5'))
    expect(
      ['1234.50 CR', '+1 234.50', 'USD 1,234.50', "1'234.50", '1234.50 EUR', 'C$1,234.50'].map(read),
    ).toEqual(Array.from({ length: 6 }, () => '1234.5'))
    expect(['', 'abc', '1.2.3', '1,23.4', '12-11', '--5'].map(read)).toEqual(
      Array.from({ length: 6 }, () => null),
    )
  })

  it('has the decimal mark that most of them show', () => {
    expect(guessDecimal(['1.234', '12,50'])).toBe(',')
    expect(guessDecimal(['1,234.00', '12'])).toBe('.')
    expect(guessDecimal(['1,234'], '.')).toBe('.')
    expect(guessDecimal(['1.234.567'])).toBe(',')
  })
})

describe('duplicates', () => {
  const likeness = fc.record({
    day: fc.constantFrom('2026-11-01', '2026-11-02'),
    amount: fc.constantFrom('-3.2', '5'),
    description: fc.constantFrom('Coffee', 'Tea'),
  })

  it('are as many as are stored of the same kind, and no more', () => {
    fc.assert(
      fc.property(
        fc.array(likeness, { maxLength: 12 }),
        fc.array(likeness, { maxLength: 12 }),
        (file, stored) => {
          const rows = file.map((one, index) => ({ ...one, line: index + 1 }))
          const found = findDuplicates(
            rows,
            stored.map((one) => ({ ...one, count: 1 })),
          )
          const count = (all: readonly (typeof file)[number][], key: string) =>
            all.filter((one) => likenessKey(one) === key).length
          for (const key of new Set(file.map(likenessKey))) {
            const lines = rows.filter((one) => likenessKey(one) === key).map(({ line }) => line)
            expect(lines.filter((line) => found.has(line))).toHaveLength(
              Math.min(lines.length, count(stored, key)),
            )
          }
        },
      ),
    )
  })

  it('keep two equal coffees of one file as two', () => {
    const coffee = { day: '2026-11-01', amount: '-3.2', description: 'Coffee' }
    const rows = [1, 2].map((line) => ({ ...coffee, line }))
    expect(findDuplicates(rows, [])).toEqual(new Set())
    expect(findDuplicates(rows, [{ ...coffee, description: ' COFFEE ', count: 1 }])).toEqual(new Set([1]))
  })
})
