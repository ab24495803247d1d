import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSearch, resolveSearch } from './search-query'
import { searchTokens } from './search-tokens'

const parse = (text: string) => parseSearch(text, 'en')
const word = (text: string) => ({ is: 'word', text })
const nobody = { categoriesNamed: () => [], accountsNamed: () => [] }

describe('what is typed in the search box', () => {
  it('is words that must all be there, and quotes keep them together', () => {
    expect(parse('blue heron')).toEqual({ all: [word('blue'), word('heron')] })
    expect(parse('"blue heron"')).toEqual(word('blue heron'))
    expect(parse('"never closed')).toEqual(word('never closed'))
    expect(parse('  ')).toEqual({ all: [] })
  })

  it('binds a minus before words side by side, and those before or', () => {
    expect(parse('a -b or c d')).toEqual({
      any: [{ all: [word('a'), { not: word('b') }] }, { all: [word('c'), word('d')] }],
    })
    expect(parse('a (b or c)')).toEqual({ all: [word('a'), { any: [word('b'), word('c')] }] })
    expect(parse('-(b or c)')).toEqual({ not: { any: [word('b'), word('c')] } })
  })

  it('takes an or that joins nothing for a word', () => {
    expect(parse('or')).toEqual(word('or'))
    expect(parse('a or')).toEqual({ all: [word('a'), word('or')] })
    expect(parse('"or" b')).toEqual({ all: [word('or'), word('b')] })
  })

  it('finds an amount by its number, and more by comparing', () => {
    expect(parse('12.50')).toEqual({ any: [word('12.50'), { is: 'amount', compare: '=', value: '12.5' }] })
    expect(parseSearch('12,50', 'de')).toEqual({
      any: [word('12,50'), { is: 'amount', compare: '=', value: '12.5' }],
    })
    expect(parse('"12.50"')).toEqual(word('12.50'))
    expect(parse('amount:>50')).toEqual({ is: 'amount', compare: '>', value: '50' })
    expect(parse('amount:<=1,000.01')).toEqual({ is: 'amount', compare: '<=', value: '1000.01' })
    expect(parse('amount:$5')).toEqual({ is: 'amount', compare: '=', value: '5' })
    expect(parse('amount:10..20')).toEqual({
      all: [
        { is: 'amount', compare: '>=', value: '10' },
        { is: 'amount', compare: '<=', value: '20' },
      ],
    })
    expect(parse('amount:10..')).toEqual({ all: [{ is: 'amount', compare: '>=', value: '10' }] })
  })

  it('knows what is asked of state, tags, names and currency', () => {
    expect(parse('is:pending')).toEqual({ is: 'state', state: 'pending' })
    expect(parse('IS:Unreviewed')).toEqual({ not: { is: 'reviewed' } })
    expect(parse('is:split is:flagged')).toEqual({ all: [{ is: 'part' }, { is: 'flagged' }] })
    expect(parse('has:note -has:tag')).toEqual({ all: [{ is: 'noted' }, { not: { is: 'tagged' } }] })
    expect(parse('-tag:work')).toEqual({ not: { is: 'tag', tag: 'work' } })
    expect(parse('tag:"summer house"')).toEqual({ is: 'tag', tag: 'summer house' })
    expect(parse('category:groceries')).toEqual({ is: 'categoryNamed', text: 'groceries' })
    expect(parse('category:none')).toEqual({ is: 'uncategorised' })
    expect(parse('account:savings')).toEqual({ is: 'accountNamed', text: 'savings' })
    expect(parse('merchant:market')).toEqual({ is: 'titled', text: 'market' })
    expect(parse('currency:eur')).toEqual({ is: 'currency', currency: 'EUR' })
  })

  it('knows days, months, years and what lies before and after them', () => {
    const listed = (from: string | null, to: string | null) => ({ is: 'listed', from, to })
    expect(parse('date:2026-03')).toEqual(listed('2026-03-01', '2026-03-31'))
    expect(parse('date:2024-02')).toEqual(listed('2024-02-01', '2024-02-29'))
    expect(parse('date:2026-12')).toEqual(listed('2026-12-01', '2026-12-31'))
    expect(parse('date:2026')).toEqual(listed('2026-01-01', '2026-12-31'))
    expect(parse('date:2026-03-05')).toEqual(listed('2026-03-05', '2026-03-05'))
    expect(parse('date:2026-01..2026-03')).toEqual(listed('2026-01-01', '2026-03-31'))
    expect(parse('before:2026-03')).toEqual(listed(null, '2026-02-28'))
    expect(parse('after:2026')).toEqual(listed('2027-01-01', null))
  })

  it('takes what it cannot read for a word', () => {
    for (const text of [
      'amount:much',
      'is:lost',
      'date:2026-13',
      'date:soon',
      'https://a.example',
      'amount:',
    ])
      expect(parse(text)).toEqual(word(text))
    expect(parse('a) b')).toEqual({ all: [word('a'), word('b')] })
    expect(parse('((a')).toEqual(word('a'))
  })

  it('never throws, and always asks a question, whatever is typed', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '-',
        '"',
        ' or ',
        ' ',
        'is:',
        'amount:',
        'tag:',
        '..',
        '>',
        '12.50',
        'date:9999-12',
      ),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        searchTokens(text)
        expect(resolveSearch(parse(text), nobody)).toBeTypeOf('object')
      }),
    )
  })

  it('finds each typed word somewhere when it is nothing but words', () => {
    const plain = fc.stringMatching(/^[a-zäß]{1,8}$/).filter((one) => one !== 'or')
    fc.assert(
      fc.property(fc.array(plain, { minLength: 2, maxLength: 6 }), (words) => {
        expect(parse(words.join(' '))).toEqual({ all: words.map(word) })
      }),
    )
  })

  it('looks for words in the names of categories as well, once they are long enough to mean one', () => {
    const names = { categoriesNamed: (text: string) => [`named ${text}`], accountsNamed: () => ['a'] }
    expect(resolveSearch(parse('coffee'), names)).toEqual({
      is: 'text',
      text: 'coffee',
      categories: ['named coffee'],
    })
    expect(resolveSearch(parse('co'), names)).toEqual({ is: 'text', text: 'co', categories: [] })
    expect(resolveSearch(parse('account:x'), names)).toEqual({ is: 'account', ids: ['a'] })
    expect(resolveSearch(parse('category:x'), names)).toEqual({ is: 'category', codes: ['named x', 'x'] })
  })
})
