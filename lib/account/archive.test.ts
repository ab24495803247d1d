import fc from 'fast-check'
import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { ExportTable } from '@/lib/db/household-export'
import type { TextRow } from '@/lib/db/table-rows'
import { createArchive, csvCell, streamOf } from './archive'

const AT = new Date('2026-03-03T12:00:00Z')

function table(name: string, rows: TextRow[], chunk = 2): ExportTable {
  const shape = {
    columns: [
      { name: 'name', kind: 'text' },
      { name: 'amount', kind: 'number' },
      { name: 'tags', kind: 'raw' },
    ] as const,
    async *rows() {
      for (let at = 0; at < rows.length; at += chunk) yield rows.slice(at, at + chunk)
    },
  }
  return { name, sheet: shape, document: shape }
}

async function unpacked(tables: ExportTable[]): Promise<Record<string, string>> {
  const pieces = await new Response(streamOf(createArchive(tables, 'Read me', AT))).arrayBuffer()
  const files = unzipSync(new Uint8Array(pieces))
  return Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [
      name,
      new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
    ]),
  )
}

describe('an archive', () => {
  it('holds for each table a sheet and a document, and what they mean', async () => {
    const files = await unpacked([
      table('balance_snapshots', [['a', '-1.50', null]]),
      table('piggy_banks', []),
    ])
    expect(Object.keys(files)).toEqual([
      'README.txt',
      'balances.csv',
      'json/balances.json',
      'piggy-banks.csv',
      'json/piggy-banks.json',
    ])
    expect(files['README.txt']).toBe('Read me')
    expect(files['balances.csv']).toBe('\uFEFFname,amount,tags\r\na,-1.50,\r\n')
    expect(JSON.parse(files['json/balances.json'] ?? '')).toEqual([
      { name: 'a', amount: '-1.50', tags: null },
    ])
    expect(JSON.parse(files['json/piggy-banks.json'] ?? '')).toEqual([])
  })

  it('gives back every row that went in, whatever was written in it', async () => {
    const row = fc.tuple(
      fc.option(fc.string({ unit: 'grapheme' })),
      fc.option(fc.integer().map((units) => `${units}.0123456789`)),
      fc.option(fc.array(fc.string()).map((tags) => JSON.stringify(tags))),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 7 }), async (rows) => {
        const files = await unpacked([table('things', rows)])
        expect(JSON.parse(files['json/things.json'] ?? '')).toEqual(
          rows.map(([name, amount, tags]) => ({
            name,
            amount,
            tags: tags === null ? null : JSON.parse(tags),
          })),
        )
        const sheet = (files['things.csv'] ?? '').replace(/^\uFEFF/, '')
        const { data } = Papa.parse<string[]>(sheet, {
          skipEmptyLines: false,
          newline: '\r\n',
          delimiter: ',',
        })
        const cells = data.slice(1, -1).map(([name = '', amount = '', tags = '']) => [name, amount, tags])
        expect(cells).toEqual(
          rows.map(([name, amount, tags]) => [
            name === null ? '' : /^[=+\-@\t\r]/.test(name) ? `'${name}` : name,
            amount ?? '',
            tags ?? '',
          ]),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('reads no further than somebody takes', async () => {
    let read = 0
    const endless: ExportTable = {
      ...table('endless', []),
      sheet: {
        columns: [{ name: 'n', kind: 'text' }],
        async *rows() {
          for (;;) {
            read += 1
            yield [[String(Math.sin(read)).repeat(2_000)]]
          }
        },
      },
    }
    const reader = streamOf(createArchive([endless], 'Read me', AT)).getReader()
    for (let taken = 0; taken < 5; taken += 1) await reader.read()
    const before = read
    await reader.cancel()
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(200)
    expect(read).toBe(before)
  })
})

describe('a cell of a sheet', () => {
  it('is never a formula where somebody wrote it, and a number where it is one', () => {
    for (const text of ['=1+1', '+1', '-1', '@sum', '\tx']) expect(csvCell(text, true)).toMatch(/^"?'/)
    expect(csvCell('-12.50', false)).toBe('-12.50')
    expect(csvCell('a "b", c', true)).toBe('"a ""b"", c"')
    expect(csvCell('two\nlines', true)).toBe('"two\nlines"')
    expect(csvCell(null, true)).toBe('')
  })
})
