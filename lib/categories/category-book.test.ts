import { describe, expect, it } from 'vitest'
import { categoryGroups } from '@/lib/finance/categories'
import messages from '@/lib/i18n/messages/en.json'
import { type CategoryOverride, categoryBook } from './category-book'
import { categoryChoices } from './choices'

const words = messages.categories
const says = (code: string, what: Partial<CategoryOverride> = {}): CategoryOverride => ({
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

describe('the category book', () => {
  it('has every category of Plaid’s once, under its own group, where nobody changed anything', () => {
    const book = categoryBook([], words)
    expect(
      book.groups.map(({ code, categories }) => ({
        primary: code,
        detailed: categories.map((one) => one.code),
      })),
    ).toEqual(categoryGroups)
    expect(book.offered).toEqual(book.groups)
  })

  it('calls a category as the person does, finds it by that name, and takes that back', () => {
    const book = categoryBook([says('FOOD_AND_DRINK_GROCERIES', { name: 'The weekly shop' })], words)
    expect(book.nameOf('FOOD_AND_DRINK_GROCERIES')).toBe('The weekly shop')
    expect(book.fullNameOf('FOOD_AND_DRINK_GROCERIES')).toBe('Food and drink · The weekly shop')
    expect(book.codesNamed('WEEKLY')).toEqual(['FOOD_AND_DRINK_GROCERIES'])
    expect(categoryBook([], words).nameOf('FOOD_AND_DRINK_GROCERIES')).toBe('Groceries')
  })

  it('calls a code that nobody knows by its group, as the person calls that, and writes out any other', () => {
    const book = categoryBook([says('TRAVEL', { name: 'Away' })], words, ['TRAVEL_BY_BALLOON'])
    expect(book.nameOf('TRAVEL_BY_BALLOON')).toBe('Away')
    expect(book.groupOf('TRAVEL_BY_BALLOON')).toBe('TRAVEL')
    expect(book.find('TRAVEL_BY_BALLOON')).toMatchObject({ groupCode: 'TRAVEL', own: false })
    expect(book.nameOf('SPACE_MINING')).toBe('Space mining')
    expect(book.nameOf(null, 'TRAVEL')).toBe('Away')
    expect(book.nameOf(null)).toBeNull()
    expect(book.nameOf('OWN_gone')).toBeNull()
    expect(
      categoryChoices(book)
        .flatMap(({ choices }) => choices)
        .map(({ value }) => value),
    ).not.toContain('TRAVEL_BY_BALLOON')
  })

  it('says the wider category too where there is one of another name', () => {
    const book = categoryBook([], words)
    expect(book.fullNameOf('FOOD_AND_DRINK_GROCERIES')).toBe('Food and drink · Groceries')
    expect(book.fullNameOf('OTHER_OTHER')).toBe('Other')
    expect(book.fullNameOf('TRAVEL')).toBe('Travel')
    expect(book.fullNameOf(null)).toBeNull()
  })

  it('gives a category the looks of its group, unless it has its own', () => {
    const book = categoryBook(
      [
        says('OWN_g', { name: 'Dog', colour: 'rose', icon: 'cat', kind: 'spending' }),
        says('OWN_c', { name: 'Kennel', groupCode: 'OWN_g' }),
        says('OWN_d', { name: 'Toys', groupCode: 'OWN_g', icon: 'gift', colour: 'no such colour' }),
        says('MEDICAL_VETERINARY_SERVICES', { groupCode: 'OWN_g' }),
      ],
      words,
    )
    expect(book.markOf('OWN_c')).toEqual({ colour: 'rose', icon: 'cat' })
    expect(book.markOf('OWN_d')).toEqual({ colour: 'rose', icon: 'gift' })
    expect(book.markOf('MEDICAL_VETERINARY_SERVICES')).toEqual({ colour: 'rose', icon: 'cat' })
    expect(
      book.groups
        .at(-1)
        ?.categories.map(({ name }) => name)
        .sort(),
    ).toEqual(['Kennel', 'Toys', 'Vet'])
  })

  it('says of each category whether it is income, spending or a transfer as it is listed', () => {
    const book = categoryBook(
      [
        says('OWN_g', { name: 'In', kind: 'income' }),
        says('OWN_c', { name: 'A', groupCode: 'OWN_g' }),
        says('OWN_d', { name: 'B', groupCode: 'OWN_g', kind: 'transfer' }),
        says('TRAVEL', { kind: 'income' }),
        says('MEDICAL_DENTAL_CARE', { groupCode: 'INCOME' }),
      ],
      words,
    )
    expect(
      ['OWN_c', 'OWN_d', 'TRAVEL_LODGING', 'MEDICAL_DENTAL_CARE', 'TRANSFER_OUT_SAVINGS', 'OTHER_OTHER'].map(
        book.kindOf,
      ),
    ).toEqual(['income', 'transfer', 'income', 'income', 'transfer', 'spending'])
  })

  it('offers nothing that is hidden, but what is chosen already', () => {
    const book = categoryBook(
      [says('TRAVEL', { hidden: true }), says('OTHER_OTHER', { hidden: true })],
      words,
    )
    const values = (keep: string[]) =>
      categoryChoices(book, keep).flatMap(({ choices }) => choices.map(({ value }) => value))
    expect(values([])).not.toContain('TRAVEL_LODGING')
    expect(values([])).not.toContain('OTHER_OTHER')
    expect(values(['OTHER_OTHER', 'INCOME_SALARY']).filter((code) => code === 'OTHER_OTHER')).toHaveLength(1)
    expect(book.nameOf('TRAVEL_LODGING')).toBe('Lodging')
  })
})
