import type { Grouping } from './schema'

/** What accounts are grouped by. */
export interface Groupable {
  itemId: string | null
  institutionName: string
  type: string
  groupName: string | null
  hidden: boolean
  closedAt: Date | null
}

export interface AccountGroup<Account> {
  /** Tells it apart from every other. */
  key: string
  /** The bank's name, Plaid's type, or the person's heading; null for what has none. */
  name: string | null
  /** The connection that keeps it, in a group of one. */
  itemId: string | null
  accounts: Account[]
}

/** Accounts as they are listed: in groups, and apart from those the ones that are folded away. */
export interface GroupedAccounts<Account> {
  groups: AccountGroup<Account>[]
  hidden: Account[]
  /** No longer shared by their banks. */
  closed: Account[]
}

/** Plaid's types in the order in which they are listed; one that is new stands before what is owed. */
const TYPES = ['depository', 'credit', 'investment', 'other', 'loan']

function keyOf(
  account: Groupable,
  by: Grouping,
): { key: string; name: string | null; itemId: string | null } {
  if (by === 'kind') return { key: account.type, name: account.type, itemId: null }
  const bank = {
    // Two logins at one bank are two groups; what is kept by hand goes by where it is said to be.
    key: account.itemId ?? `by hand ${account.institutionName.toLowerCase()}`,
    name: account.institutionName || null,
    itemId: account.itemId,
  }
  if (by === 'bank') return bank
  return account.groupName === null
    ? { key: '', name: null, itemId: null }
    : { key: account.groupName.toLowerCase(), name: account.groupName, itemId: null }
}

function typePlace(type: string): number {
  const place = TYPES.indexOf(type)
  return place === -1 ? TYPES.indexOf('other') : place
}

/**
 * Puts accounts together, in the order in which they come. Banks stand by name, kinds from everyday money to debts,
 * and a person's groups as their first accounts do.
 */
export function groupAccounts<Account extends Groupable>(
  accounts: readonly Account[],
  by: Grouping,
): GroupedAccounts<Account> {
  const hidden = accounts.filter((account) => account.hidden)
  const closed = accounts.filter((account) => !account.hidden && account.closedAt !== null)
  const groups = new Map<string, AccountGroup<Account>>()
  for (const account of accounts) {
    if (account.hidden || account.closedAt !== null) continue
    const { key, name, itemId } = keyOf(account, by)
    const group = groups.get(key)
    if (group) group.accounts.push(account)
    else groups.set(key, { key, name, itemId, accounts: [account] })
  }
  const listed = [...groups.values()]
  // What no bank keeps stands below the banks.
  if (by === 'bank')
    listed.sort(
      (a, b) =>
        Number(a.itemId === null) - Number(b.itemId === null) ||
        Number(a.name === null) - Number(b.name === null) ||
        (a.name ?? '').localeCompare(b.name ?? ''),
    )
  if (by === 'kind') listed.sort((a, b) => typePlace(a.key) - typePlace(b.key))
  // What is in no group of the person's stands below those that are.
  if (by === 'group') listed.sort((a, b) => Number(a.name === null) - Number(b.name === null))
  return { groups: listed, hidden, closed }
}

/** By what a household's accounts are listed when nobody says: by its own groups where it has any. */
export function usualGrouping(accounts: readonly Groupable[]): Grouping {
  return accounts.some(({ groupName, hidden }) => groupName !== null && !hidden) ? 'group' : 'bank'
}
