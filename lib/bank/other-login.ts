/** What an account is known by from one visit to the bank to the next. */
export interface KnownAccount {
  /** Null in one that no bank lists. */
  plaidAccountId: string | null
  persistentAccountId: string | null
  name: string
  mask: string | null
}

function isSame(a: KnownAccount, b: KnownAccount): boolean {
  if (a.plaidAccountId === b.plaidAccountId) return true
  if (a.persistentAccountId !== null && a.persistentAccountId === b.persistentAccountId) return true
  return a.name === b.name && a.mask === b.mask
}

/** Whether any account is in both lists: by Plaid's id, by the bank's own, or by name and mask. */
export function haveAccountInCommon(some: readonly KnownAccount[], others: readonly KnownAccount[]): boolean {
  return some.some((account) => others.some((other) => isSame(account, other)))
}

/**
 * Whether somebody has signed in to a connection as somebody else: it had accounts and has some now, and none of them
 * is the same. A bank that lists nothing says nothing.
 */
export function isOtherLogin(before: readonly KnownAccount[], now: readonly KnownAccount[]): boolean {
  return before.length > 0 && now.length > 0 && !haveAccountInCommon(before, now)
}
