import { moneyText } from '@/lib/money/format'
import { exact, plain } from '@/lib/money/money'
import type { WaterlinePoint } from './waterline-scale'

/** One currency on one day: exact decimals, `owned` ≥ 0, `owed` ≤ 0. */
export interface BalanceOfDay {
  day: string
  owned: string
  owed: string
  net: string
  estimated: boolean
}

/** One value on one day, exact; what one owes is negative. */
export interface ValueOfDay {
  day: string
  amount: string
  estimated?: boolean
}

/** Exact texts to read, numbers for pixels alone. */
export function balancePoints(
  points: readonly BalanceOfDay[],
  currency: string,
  locale: string,
): WaterlinePoint[] {
  const text = (amount: string) => moneyText({ amount, currency }, locale)
  return points.map(({ day, owned, owed, net, estimated }) => ({
    day,
    owned: Number(owned),
    owed: Number(owed),
    net: Number(net),
    ownedText: text(owned),
    owedText: text(plain(exact(owed).negated())),
    netText: text(net),
    estimated,
  }))
}

/** A single value over time: what lies above the waterline is owned, what lies below it owed. */
export function valuePoints(
  points: readonly ValueOfDay[],
  currency: string,
  locale: string,
): WaterlinePoint[] {
  return balancePoints(
    points.map(({ day, amount, estimated = false }) => {
      const owes = exact(amount).isNegative()
      return { day, owned: owes ? '0' : amount, owed: owes ? amount : '0', net: amount, estimated }
    }),
    currency,
    locale,
  )
}
