import { describe, expect, it } from 'vitest'
import { type Groupable, groupAccounts, usualGrouping } from './grouping'

interface Named extends Groupable {
  id: string
}

const account = (id: string, changes: Partial<Groupable> = {}): Named => ({
  id,
  itemId: 'i1',
  institutionName: 'Bank',
  type: 'depository',
  groupName: null,
  hidden: false,
  closedAt: null,
  ...changes,
})
const ids = (accounts: readonly Named[]) => accounts.map(({ id }) => id)

describe('grouping accounts', () => {
  it('keeps two logins at one bank apart, and puts together what is kept by hand at one place', () => {
    const { groups } = groupAccounts(
      [
        account('a'),
        account('b', { itemId: 'i2' }),
        account('c', { itemId: null, institutionName: 'Drawer' }),
        account('d', { itemId: null, institutionName: 'drawer' }),
        account('e', { itemId: null, institutionName: '' }),
      ],
      'bank',
    )
    expect(groups.map(({ name, itemId, accounts }) => [name, itemId, ids(accounts)])).toEqual([
      ['Bank', 'i1', ['a']],
      ['Bank', 'i2', ['b']],
      ['Drawer', null, ['c', 'd']],
      [null, null, ['e']],
    ])
  })

  it('lists banks by name, whatever their accounts are called, and what is kept by hand below them', () => {
    const { groups } = groupAccounts(
      [
        account('a', { itemId: null, institutionName: 'Attic' }),
        account('b', { itemId: 'i2', institutionName: 'Quarry Bank' }),
        account('c', { institutionName: 'Elm Bank' }),
      ],
      'bank',
    )
    expect(groups.map(({ name }) => name)).toEqual(['Elm Bank', 'Quarry Bank', 'Attic'])
  })

  it('puts what is owed for long last, and what has no group below those that have', () => {
    const accounts = [
      account('loan', { type: 'loan' }),
      account('new', { type: 'something new' }),
      account('cash', { groupName: 'Ours' }),
    ]
    expect(groupAccounts(accounts, 'kind').groups.map(({ key }) => key)).toEqual([
      'depository',
      'something new',
      'loan',
    ])
    expect(groupAccounts(accounts, 'group').groups.map(({ name }) => name)).toEqual(['Ours', null])
  })

  it('folds away what is hidden or closed, and loses nothing', () => {
    const accounts = [
      account('a'),
      account('b', { hidden: true, closedAt: new Date(0) }),
      account('c', { closedAt: new Date(0) }),
    ]
    const { groups, hidden, closed } = groupAccounts(accounts, 'bank')
    expect([groups.flatMap((group) => ids(group.accounts)), ids(hidden), ids(closed)]).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ])
  })

  it('goes by the person’s own groups once there are any', () => {
    expect(usualGrouping([account('a')])).toBe('bank')
    expect(usualGrouping([account('a'), account('b', { groupName: 'Ours' })])).toBe('group')
  })
})
