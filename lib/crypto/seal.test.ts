import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SealingKey, seal, unseal } from './seal'

const key = (id: string): SealingKey => ({ id, key: randomBytes(32) })

describe('sealing', () => {
  it('gives back what was sealed, and shows nothing of it', () => {
    const ring = [key('a')]
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: 'binary' }), fc.uuid(), (secret, row) => {
        const sealed = seal(secret, row, ring)
        expect(sealed).not.toContain(secret)
        expect(unseal(sealed, row, ring)).toBe(secret)
      }),
    )
  })

  it('never makes the same text twice', () => {
    const ring = [key('a')]
    expect(seal('access-token', 'row', ring)).not.toBe(seal('access-token', 'row', ring))
  })

  it('does not open in another row, altered, or without its key', () => {
    const ring = [key('a')]
    const sealed = seal('access-token', 'row-1', ring)
    expect(() => unseal(sealed, 'row-2', ring)).toThrow(/another row/)
    const [version, id, body = ''] = sealed.split('.')
    const altered = `${version}.${id}.${body.slice(0, -2)}${body.endsWith('AA') ? 'BB' : 'AA'}`
    expect(() => unseal(altered, 'row-1', ring)).toThrow()
    expect(() => unseal(sealed, 'row-1', [key('b')])).toThrow(/no key "a"/)
    expect(() => unseal('access-token', 'row-1', ring)).toThrow(/Not a sealed secret/)
  })

  it('seals with the first key and still opens what older keys sealed', () => {
    const old = key('2025')
    const sealed = seal('access-token', 'row', [old])
    const ring = [key('2026'), old]
    expect(unseal(sealed, 'row', ring)).toBe('access-token')
    expect(seal('access-token', 'row', ring)).toMatch(/^v1\.2026\./)
  })
})
