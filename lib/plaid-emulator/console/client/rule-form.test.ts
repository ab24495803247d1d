import { describe, expect, it } from 'vitest'
import { faultNames, type RuleDraft, ruleSentence, toRule } from './rule-form'

const draft: RuleDraft = {
  fault: 'status',
  path: '/transactions/sync',
  item_id: '',
  webhook_code: 'ERROR',
  times: '',
  chance: '100',
  seed: 'seven',
  status: '429',
  delay: '3',
}

describe('a rule made of what was typed', () => {
  it('holds only what its fault has', () => {
    expect(toRule(draft)).toEqual({ rule: { fault: 'status', path: '/transactions/sync', status: 429 } })
    expect(toRule({ ...draft, fault: 'latency', delay: '0.25' })).toEqual({
      rule: { fault: 'latency', path: '/transactions/sync', delay_ms: 250 },
    })
    expect(toRule({ ...draft, fault: 'mutation' })).toEqual({ rule: { fault: 'mutation' } })
    expect(toRule({ ...draft, fault: 'webhook_lose' })).toEqual({
      rule: { fault: 'webhook_lose', webhook_code: 'ERROR' },
    })
    expect(toRule({ ...draft, fault: 'webhook_delay', webhook_code: ' ' })).toEqual({
      rule: { fault: 'webhook_delay', delay_ms: 3000 },
    })
  })

  it('is about every path when none is given', () => {
    expect(toRule({ ...draft, fault: 'cut', path: ' ' })).toEqual({ rule: { fault: 'cut', path: '*' } })
  })

  it('carries a chance and its seed only when it is left to chance', () => {
    expect(toRule({ ...draft, fault: 'cut', chance: '12.5', times: '3', item_id: 'i' })).toEqual({
      rule: {
        fault: 'cut',
        path: '/transactions/sync',
        item_id: 'i',
        times: 3,
        chance: 0.125,
        seed: 'seven',
      },
    })
  })

  it.each([
    [{ path: 'transactions' }, 'path'],
    [{ fault: 'latency', delay: '' }, 'delay'],
    [{ fault: 'latency', delay: '-1' }, 'delay'],
    [{ times: '0' }, 'times'],
    [{ times: '1.5' }, 'times'],
    [{ times: 'often' }, 'times'],
    [{ chance: '0' }, 'chance'],
    [{ chance: '101' }, 'chance'],
    [{ fault: 'webhook_lose', webhook_code: 'error' }, 'webhook_code'],
    [{ fault: 'sabotage' }, 'fault'],
  ])('says which field is wrong in %o', (change, field) => {
    expect(toRule({ ...draft, ...change })).toMatchObject({
      field,
      words: expect.stringMatching(/^[A-Z].*\.$/),
    })
  })
})

describe('a rule in a sentence', () => {
  it('tells what happens to whom, how often and with what luck', () => {
    const rule = { fault: 'status', path: '*', status: 502, item_id: 'i', times: 3, chance: 0.5, seed: 's' }
    expect(ruleSentence(rule, 'Tartan Bank')).toBe(
      'Every call is answered with 502 for Tartan Bank, 3 times, with a chance of 50% under seed s.',
    )
    expect(ruleSentence({ fault: 'webhook_lose', webhook_code: null }, null)).toBe('Every webhook is lost.')
  })

  it('knows every fault that can be chosen, and names one that it does not know', () => {
    for (const fault of faultNames)
      expect(ruleSentence({ fault, path: '*' }, null)).not.toContain(`${fault} on`)
    expect(ruleSentence({ fault: 'flood', path: '/item/get' }, null)).toBe('flood on /item/get.')
  })
})
