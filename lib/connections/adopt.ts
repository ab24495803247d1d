/** What an account is known by in another connection to the same bank, where all of Plaid's ids are others. */
export interface MatchableAccount {
  id: string
  /** At the few banks that give one: the same in every connection. */
  persistentAccountId: string | null
  type: string
  subtype: string | null
  mask: string | null
  name: string
  currency: string
  /** Null while the bank shares it. */
  closedAt: Date | null
}

/** What a transaction is known by in another connection to the same bank. */
export interface MatchableTransaction {
  id: string
  /** The account in the older connection, for those of the newer one too. */
  accountId: string
  pending: boolean
  /** Days, `YYYY-MM-DD`. */
  postedOn: string
  shownOn: string
  /** Decimal text; two that are equal are written alike. */
  amount: string
  currency: string
  name: string
  originalDescription: string | null
}

/** One thing in two connections. */
export interface Match {
  oldId: string
  newId: string
}

function isSameAccount(a: MatchableAccount, b: MatchableAccount): boolean {
  if (a.persistentAccountId !== null && b.persistentAccountId !== null)
    return a.persistentAccountId === b.persistentAccountId
  return (
    a.type === b.type &&
    a.subtype === b.subtype &&
    a.mask === b.mask &&
    a.name === b.name &&
    a.currency === b.currency
  )
}

/**
 * Which account of a newer connection goes on with which of an older one. Every account that the older one shared
 * must be found in the newer, once, and by itself; one that it had lost before is matched where that is as clear.
 * Accounts that only the newer one has are no obstacle.
 *
 * @returns null where an account is missing or could be several: then nobody but a person can tell.
 */
export function matchAccounts(
  old: readonly MatchableAccount[],
  fresh: readonly MatchableAccount[],
): Match[] | null {
  const open = old.filter(({ closedAt }) => closedAt === null)
  const closed = old.filter(({ closedAt }) => closedAt !== null)
  const offered = fresh.filter(({ closedAt }) => closedAt === null)
  if (open.length === 0) return null
  const taken = new Set<string>()
  const matches: Match[] = []
  for (const account of open) {
    const [only, ...others] = offered.filter((candidate) => isSameAccount(account, candidate))
    if (only === undefined || others.length > 0 || taken.has(only.id)) return null
    taken.add(only.id)
    matches.push({ oldId: account.id, newId: only.id })
  }
  for (const account of closed) {
    const [only, ...others] = offered.filter(
      (candidate) => !taken.has(candidate.id) && isSameAccount(account, candidate),
    )
    const rivals = closed.filter((rival) => rival.id !== account.id && isSameAccount(rival, account))
    if (only === undefined || others.length > 0 || rivals.length > 0) continue
    taken.add(only.id)
    matches.push({ oldId: account.id, newId: only.id })
  }
  return matches
}

/**
 * Pairs transactions of an older connection with those that a newer one reports of the same accounts. Only what is
 * exactly alike is a pair, each row is in one at most, and of several that are alike as many are paired as both have.
 *
 * Posted rows are alike by account, day, amount, currency and the bank's own description, or, where that is not
 * paired, the name. A pending row of the older connection will never post there; it is paired with one of the newer,
 * pending still or posted by now, by the day on which it happened in place of the day on which it posted.
 */
export function pairTransactions(
  old: readonly MatchableTransaction[],
  fresh: readonly MatchableTransaction[],
): Match[] {
  const isPending = ({ pending }: MatchableTransaction) => pending
  const isPosted = ({ pending }: MatchableTransaction) => !pending
  const pairs: Match[] = []
  const taken = new Set<string>()

  function pass(
    side: (transaction: MatchableTransaction) => boolean,
    otherSide: (transaction: MatchableTransaction) => boolean,
    likenessOf: (transaction: MatchableTransaction) => string | null,
  ) {
    const waiting = new Map<string, MatchableTransaction[]>()
    for (const transaction of fresh) {
      const likeness = likenessOf(transaction)
      if (likeness === null || !otherSide(transaction) || taken.has(transaction.id)) continue
      const group = waiting.get(likeness)
      if (group) group.push(transaction)
      else waiting.set(likeness, [transaction])
    }
    // From the end of each group, which is cheap: reversed, so that the first come is the first paired.
    for (const group of waiting.values()) group.reverse()
    for (const transaction of old) {
      if (!side(transaction) || taken.has(transaction.id)) continue
      const likeness = likenessOf(transaction)
      const partner = likeness === null ? undefined : waiting.get(likeness)?.pop()
      if (!partner) continue
      taken.add(transaction.id)
      taken.add(partner.id)
      pairs.push({ oldId: transaction.id, newId: partner.id })
    }
  }

  const likeness = (
    { accountId, amount, currency }: MatchableTransaction,
    day: string,
    description: string | null,
  ) => (description === null ? null : JSON.stringify([accountId, day, amount, currency, description]))
  pass(isPosted, isPosted, (one) => likeness(one, one.postedOn, one.originalDescription))
  pass(isPosted, isPosted, (one) => likeness(one, one.postedOn, one.name))
  for (const otherSide of [isPending, isPosted]) {
    pass(isPending, otherSide, (one) => likeness(one, one.shownOn, one.originalDescription))
    pass(isPending, otherSide, (one) => likeness(one, one.shownOn, one.name))
  }
  return pairs
}
