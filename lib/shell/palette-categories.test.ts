import { describe, expect, it } from 'vitest'
import { type CategoryOverride, categoryBook } from '@/lib/categories/category-book'
import messages from '@/lib/i18n/messages/en.json'
import { paletteCategories } from './palette-categories'

const says = (code: string, what: Partial<CategoryOverride>): CategoryOverride => ({
  code,
  groupCode: null,
  name: null,
  icon: null,
  colour: null,
  kind: null,
  hidden: false,
  position: null,
  ...what,
})
const offered = (...overrides: CategoryOverride[]) =>
  paletteCategories(categoryBook(overrides, messages.categories))

describe('the categories of the palette', () => {
  it('have the names and the places that the household gave them', () => {
    const entries = offered(
      says('TRAVEL', { name: 'Away' }),
      says('FOOD_AND_DRINK_COFFEE', { name: 'Espresso', groupCode: 'TRAVEL' }),
    )
    expect(entries).toContainEqual({ id: 'TRAVEL', label: 'Away', detail: '' })
    expect(entries).toContainEqual({ id: 'TRAVEL_FLIGHTS', label: 'Flights', detail: 'Away' })
    expect(entries).toContainEqual({ id: 'FOOD_AND_DRINK_COFFEE', label: 'Espresso', detail: 'Away' })
  })

  it('are also the household’s own', () => {
    const entries = offered(
      says('OWN_g', { name: 'Dog', kind: 'spending' }),
      says('OWN_c', { name: 'Kennel', groupCode: 'OWN_g' }),
    )
    expect(entries).toContainEqual({ id: 'OWN_g', label: 'Dog', detail: '' })
    expect(entries).toContainEqual({ id: 'OWN_c', label: 'Kennel', detail: 'Dog' })
  })

  it('are each there once, without those that were put away', () => {
    const ids = offered(says('FOOD_AND_DRINK_COFFEE', { hidden: true })).map(({ id }) => id)
    expect(ids).not.toContain('FOOD_AND_DRINK_COFFEE')
    expect(new Set(ids).size).toBe(ids.length)
  })
})
