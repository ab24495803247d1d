import type { Route } from 'next'
import type { AccountSearch, AccountsSearch } from '@/lib/accounts/schema'

/** The list of accounts, grouped and arranged as said. */
export function accountsHref({ by, isArranging }: AccountsSearch): Route {
  const params = new URLSearchParams({ ...(by ? { by } : {}), ...(isArranging ? { arrange: '1' } : {}) })
  const query = params.toString()
  return (query ? `/accounts?${query}` : '/accounts') as Route
}

/** The page of an account, with what is done on it. */
export function accountHref(accountId: string, search: Partial<AccountSearch> = {}): Route {
  const { range, task, transactionId } = search
  const params = new URLSearchParams({
    ...(range && range !== '3m' ? { range } : {}),
    ...(task ? { do: task } : {}),
    ...(transactionId ? { transaction: transactionId } : {}),
  })
  const query = params.toString()
  return `/accounts/${accountId}${query ? `?${query}` : ''}` as Route
}

/** The page that imports a file into an account. */
export function importHref(accountId: string): Route {
  return `/accounts/${accountId}/import` as Route
}
