import type { CalendarDate } from '@/lib/calendar/calendar-date'
import type { StoredHolding } from '@/lib/db/holdings'
import { exact, plain } from '@/lib/money/money'
import { HOLDING_KINDS, type HoldingKind, type Sort } from './schema'

/** What some holdings of one currency are worth, beside what was paid for them. Exact. */
export interface Worth {
  value: string
  /** What was paid where that is known; null where it is known of none. */
  cost: string | null
  /** Value less cost, of those whose cost is known: a loss is negative. */
  gain: string | null
  /** The gain as a part of the cost: 0.05 is 5 %. Null where nothing was paid. */
  change: string | null
  /** Holdings whose cost nobody says, and what they are worth: they are in the value and not in the gain. */
  unknown: number
  unknownValue: string
}

export interface Holding extends Worth {
  id: string
  name: string
  ticker: string | null
  kind: HoldingKind
  quantity: string
  price: string
  priceOn: CalendarDate | null
}

/** What an account holds in one currency. */
export interface HeldAccount extends Worth {
  id: string
  name: string
  institutionName: string
  mask: string | null
  holdings: Holding[]
}

/** Everything that is held in one currency. */
export interface Portfolio extends Worth {
  currency: string
  /** Largest first. */
  kinds: { kind: HoldingKind; amount: string }[]
  accounts: HeldAccount[]
}

/** Adds holdings up; a cost that nobody says makes neither a gain nor a loss. */
export function worthOf(parts: readonly { value: string; costBasis: string | null }[]): Worth {
  let [value, cost, knownValue, unknownValue] = [exact(0), exact(0), exact(0), exact(0)]
  let unknown = 0
  for (const part of parts) {
    value = value.plus(part.value)
    if (part.costBasis === null) {
      unknown += 1
      unknownValue = unknownValue.plus(part.value)
    } else {
      cost = cost.plus(part.costBasis)
      knownValue = knownValue.plus(part.value)
    }
  }
  const isKnown = unknown < parts.length
  const gain = knownValue.minus(cost)
  return {
    value: plain(value),
    cost: isKnown ? plain(cost) : null,
    gain: isKnown ? plain(gain) : null,
    change: isKnown && cost.greaterThan(0) ? plain(gain.dividedBy(cost).toDecimalPlaces(4)) : null,
    unknown,
    unknownValue: plain(unknownValue),
  }
}

export function kindOfHolding({ type, isCash }: Pick<StoredHolding, 'type' | 'isCash'>): HoldingKind {
  return isCash ? 'cash' : (HOLDING_KINDS.find((kind) => kind === type) ?? 'other')
}

interface KnownAccount {
  id: string
  name: string
  institutionName: string
  mask: string | null
}

/**
 * What is held, each currency by itself, the accounts in their order and what they hold sorted.
 *
 * @param order how holdings are sorted; `turned` the other way round. What cannot be compared stands last.
 */
export function portfolios(
  stored: readonly StoredHolding[],
  accounts: readonly KnownAccount[],
  order: { sort: Sort; turned: boolean },
): Portfolio[] {
  const currencies = [...new Set(stored.map(({ currency }) => currency))]
  const count = (currency: string) => stored.filter((one) => one.currency === currency).length
  return currencies
    .sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))
    .map((currency) => {
      const own = stored.filter((one) => one.currency === currency)
      const of = (id: string) => own.filter(({ accountId }) => accountId === id)
      return {
        currency,
        ...worthOf(own),
        kinds: HOLDING_KINDS.map((kind) => ({
          kind,
          parts: own.filter((one) => kindOfHolding(one) === kind),
        }))
          .filter(({ parts }) => parts.length > 0)
          .map(({ kind, parts }) => ({ kind, amount: worthOf(parts).value }))
          .sort((a, b) => exact(b.amount).comparedTo(a.amount)),
        accounts: accounts
          .filter(({ id }) => of(id).length > 0)
          .map(({ id, name, institutionName, mask }) => ({
            id,
            name,
            institutionName,
            mask,
            ...worthOf(of(id)),
            holdings: sorted(of(id).map(toHolding), order),
          })),
      }
    })
}

function toHolding(stored: StoredHolding): Holding {
  const { accountId, securityId, name, ticker, quantity, price, priceOn } = stored
  return {
    id: `${accountId} ${securityId}`,
    name,
    ticker,
    kind: kindOfHolding(stored),
    quantity,
    price,
    priceOn,
    ...worthOf([stored]),
  }
}

function sorted(holdings: readonly Holding[], { sort, turned }: { sort: Sort; turned: boolean }): Holding[] {
  const way = turned ? -1 : 1
  const byName = (a: Holding, b: Holding) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1)
  return holdings.toSorted((a, b) => {
    if (sort === 'name') return way * byName(a, b)
    const [mine, other] = [a[sort], b[sort]]
    if (mine === null || other === null) return Number(mine === null) - Number(other === null) || byName(a, b)
    return way * exact(other).comparedTo(mine) || byName(a, b)
  })
}

/** Adds up what is listed of a kind, over all accounts of a currency. */
export function worthOfKind({ accounts }: Portfolio, kind: HoldingKind): string {
  const amounts = accounts.flatMap(({ holdings }) =>
    holdings.flatMap((holding) => (holding.kind === kind ? [holding.value] : [])),
  )
  return plain(amounts.reduce((sum, amount) => sum.plus(amount), exact(0)))
}
