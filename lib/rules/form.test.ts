import { describe, expect, it } from 'vitest'
import { draftOf, EMPTY_FORM, formOf, wishedForm } from './form'
import { type RuleDraft, readRuleWish } from './schema'

describe('the form of a rule', () => {
  it('says what the rule says, there and back', () => {
    const draft: RuleDraft = {
      name: 'Taxis',
      condition: { any: [{ is: 'text', text: 'uber' }, { not: { is: 'merchant', key: 'uber eats' } }] },
      changes: {
        category: 'TRANSPORTATION_TAXIS_AND_RIDE_SHARES',
        title: 'Uber',
        tags: ['work', 'on the way'],
        transfer: false,
        excluded: true,
        reviewed: true,
      },
    }
    expect(draftOf(formOf(draft))).toEqual(draft)
  })

  it('is no rule while a condition is empty or nothing is to be done', () => {
    expect(draftOf(EMPTY_FORM)).toBe('INCOMPLETE')
    const wished = wishedForm(readRuleWish({ merchant: ' Uber ' }), 'uber')
    expect(draftOf(wished)).toBe('NOTHING')
    expect(draftOf({ ...wished, tags: ' , ,' })).toBe('NOTHING')
    expect(draftOf({ ...wished, tags: 'Work, work ,  two  words' })).toEqual({
      name: '',
      condition: { all: [{ is: 'merchant', key: 'uber' }] },
      changes: { tags: ['Work', 'two words'] },
    })
  })

  it('begins with what the address says, and passes over what it cannot read', () => {
    const account = '0190f7a4-0000-7000-8000-000000000000'
    expect(
      draftOf(wishedForm(readRuleWish({ text: 'a\0b', account, category: 'TRAVEL_LODGING' }), null)),
    ).toEqual({
      name: '',
      condition: {
        all: [
          { is: 'text', text: 'ab' },
          { is: 'account', ids: [account] },
        ],
      },
      changes: { category: 'TRAVEL_LODGING' },
    })
    expect(
      readRuleWish({ account: 'x', category: 'a b', merchant: ['', 'b'], title: 'x'.repeat(300) }),
    ).toEqual({
      merchant: null,
      text: null,
      account: null,
      category: null,
      title: null,
    })
  })
})
