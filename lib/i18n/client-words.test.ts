import { createTranslator } from 'next-intl'
import { describe, expect, it } from 'vitest'
import { fillSlot, pluralForms, SLOT, sayCount } from './client-words'

const catalogue = {
  rows: '{count, plural, one {{shown} row} few {{shown} rows, few} many {{shown} rows, many} other {{shown} rows}}',
}

function formsOf(locale: string) {
  // The app's own type knows only the languages that its catalogue has.
  const t = createTranslator({ locale: locale as 'en', messages: catalogue })
  return pluralForms(locale, (count, shown) => t('rows', { count, shown }))
}

describe('sentences that the browser completes', () => {
  it('puts the name wherever the sentence has its place', () => {
    expect(fillSlot(`${SLOT} is connected, ${SLOT}`, 'Tartan')).toBe('Tartan is connected, Tartan')
  })

  it('says one and many as the language does, with its grouping', () => {
    const forms = formsOf('en')
    expect(sayCount(forms, 1, 'en')).toBe('1 row')
    expect(sayCount(forms, 0, 'en')).toBe('0 rows')
    expect(sayCount(forms, 1_240, 'en')).toBe('1,240 rows')
  })

  it('carries every form of a language that has more than two', () => {
    const forms = formsOf('pl')
    expect(sayCount(forms, 2, 'pl')).toBe('2 rows, few')
    expect(sayCount(forms, 5, 'pl')).toBe('5 rows, many')
    expect(sayCount(forms, 22, 'pl')).toBe('22 rows, few')
  })
})
