import { describe, expect, it } from 'vitest'
import messages from '@/lib/i18n/messages/en.json'
import { categoryGroups, primaryOf } from './categories'

/** Items that were linked before version 2 of the taxonomy still send these; another code says the same since. */
const ONLY_IN_VERSION_1 = ['INCOME_WAGES', 'INCOME_OTHER_INCOME', 'TRANSFER_IN_CASH_ADVANCES_AND_LOANS']

describe('the categories to choose from', () => {
  const codes = categoryGroups.flatMap(({ detailed }) => detailed)

  it('are all that there are words for, each once', () => {
    expect([...codes, ...ONLY_IN_VERSION_1].sort()).toEqual(Object.keys(messages.categories.detailed).sort())
    expect(categoryGroups.map(({ primary }) => primary).sort()).toEqual(
      Object.keys(messages.categories.primary).sort(),
    )
  })

  it('each belong to one wider category, and nothing else belongs to any', () => {
    for (const { primary, detailed } of categoryGroups)
      for (const code of detailed) expect(primaryOf(code)).toBe(primary)
    expect(primaryOf('FOOD_AND_DRINK')).toBeNull()
    expect(primaryOf('constructor')).toBeNull()
  })
})
