import { describe, expect, it } from 'vitest'
import { connectionHref, readConnectionSearch } from './connection-search'

const ID = '0190a6b4-7d8e-7c00-8000-000000000001'
const NOTHING = { before: null, supportCase: null, transactionId: null }

describe('the address of a connection’s page', () => {
  it('reads what it has written', () => {
    const search = {
      before: { at: new Date('2026-11-20T10:00:00.123Z'), id: ID },
      supportCase: 'wrong-categories' as const,
      transactionId: ID,
    }
    const { searchParams, pathname, hash } = new URL(
      connectionHref(ID, search, 'support'),
      'http://localhost',
    )
    expect(pathname).toBe(`/connections/${ID}`)
    expect(hash).toBe('#support')
    expect(readConnectionSearch(Object.fromEntries(searchParams))).toEqual(search)
    expect(connectionHref(ID)).toBe(`/connections/${ID}`)
  })

  it('passes over what makes no sense', () => {
    for (const params of [
      {},
      { before: 'yesterday' },
      { before: `2026-11-20T10:00:00Z_nobody` },
      { before: `2026-99-99T10:00:00Z_${ID}` },
      { case: 'no-such-case', transaction: '1; drop table' },
      { case: ['constructor', 'x'] },
    ]) {
      expect(readConnectionSearch(params)).toEqual(NOTHING)
    }
  })
})
