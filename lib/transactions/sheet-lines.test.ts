import fc from 'fast-check'
import Papa from 'papaparse'
import { expect, it } from 'vitest'
import { sheetLine, textCell } from './sheet-lines'

it('is read back as what was written, and nothing in it is a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 2, maxLength: 5 }), (texts) => {
      const { data } = Papa.parse<string[]>(sheetLine(texts.map(textCell)).replace(/\r\n$/, ''), {
        delimiter: ',',
        newline: '\r\n',
      })
      expect(data[0]).toEqual(texts.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)))
      for (const cell of data[0] ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    }),
  )
})
