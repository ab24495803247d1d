import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { readRatesFile } from './read-file'

const file = [
  'Date,USD,JPY,CAD,',
  '2026-11-20,1.0842,163.41,N/A,',
  '2026-11-19,1.0811,163.02,1.4689,',
  '2020-01-02,1.1193,121.75,1.4549,',
].join('\n')
const kept = { from: '2024-11-20', currencies: ['CAD', 'USD'] }
const wanted = {
  currencies: ['CAD', 'USD'],
  days: [
    ['2026-11-20', [null, '1.0842']],
    ['2026-11-19', ['1.4689', '1.0811']],
  ],
}

describe('a file of rates', () => {
  it('is read down to the days and currencies that are kept', async () => {
    expect(await readRatesFile(strToU8(file), kept)).toEqual(wanted)
  })

  it('may be packed as the bank packs it', async () => {
    expect(await readRatesFile(zipSync({ 'eurofxref-hist.csv': strToU8(file) }), kept)).toEqual(wanted)
  })

  it('is refused for what is wrong with it', async () => {
    expect(await readRatesFile(strToU8('a,b\n1,2'), kept)).toBe('FORMAT')
    expect(await readRatesFile(zipSync({ 'notes.txt': strToU8(file) }), kept)).toBe('FORMAT')
    expect(await readRatesFile(Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 1, 2), kept)).toBe('FORMAT')
    expect(await readRatesFile(new Uint8Array(5 * 1024 * 1024 + 1), kept)).toBe('LARGE')
    expect(await readRatesFile(strToU8(file), { ...kept, currencies: ['CHF'] })).toBe('OLD')
    expect(await readRatesFile(strToU8(file), { ...kept, from: '2026-12-01' })).toBe('OLD')
  })

  it('is never unpacked beyond what such a file has', async () => {
    const bomb = zipSync({ 'eurofxref.csv': new Uint8Array(6 * 1024 * 1024) })
    expect(bomb.length).toBeLessThan(100_000)
    expect(await readRatesFile(bomb, kept)).toBe('FORMAT')
  })
})
