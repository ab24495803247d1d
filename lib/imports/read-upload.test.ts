import { describe, expect, it } from 'vitest'
import { guessMapping } from './guess-mapping'
import { MOST_BYTES, readTable } from './read-table'
import { readUpload } from './read-upload'
import type { ImportSettings } from './schema'
import { writeUpload } from './write-upload'

const file = new TextEncoder().encode('Date,Payee,Amount\n2026-11-19,Caf\u00e9 \ud83c\udf75,-4.50\n')

function settings(): ImportSettings {
  const table = readTable(file)
  if (!table.ok) throw new Error(table.code)
  const { mapping } = guessMapping(table.value)
  return {
    accountId: '00000000-0000-4000-8000-000000000000',
    fileName: 'bank\nexport.csv',
    mapping,
    store: { balance: 'keep', again: [2], withoutUnread: true },
  }
}

const request = (body: BodyInit) => new Request('http://localhost/api/imports', { method: 'POST', body })

describe('an upload', () => {
  it('arrives as it was sent, byte for byte', async () => {
    const read = await readUpload(request(await writeUpload(file, settings())))
    expect(read).toEqual({ ok: true, value: { settings: settings(), bytes: file } })
  })

  it('is refused when it is more than allowed, however small it was made', async () => {
    const large = await writeUpload(new Uint8Array(MOST_BYTES + 1), settings())
    expect(large.byteLength).toBeLessThan(100_000)
    expect(await readUpload(request(large))).toEqual({ ok: false, code: 'TOO_LARGE' })
    const bomb = await writeUpload(new Uint8Array(MOST_BYTES * 3), settings())
    expect(await readUpload(request(bomb))).toEqual({ ok: false, code: 'TOO_LARGE' })
  })

  it('is refused when it is nothing of ours', async () => {
    const other = { ...settings(), accountId: 'nobody' }
    for (const body of ['plain text', await writeUpload(file, other)])
      expect(await readUpload(request(body))).toEqual({ ok: false, code: 'INVALID' })
  })
})
