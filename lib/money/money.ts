import { Decimal } from 'decimal.js'

/**
 * An exact amount of one currency. `amount` is a plain decimal string; `currency` is the ISO 4217 code, or the
 * unofficial one where there is none. Money in and what one owns are positive; money out and debts negative.
 */
export interface Money {
  amount: string
  currency: string
}

/** Wide enough for any sum of NUMERIC(28,10) that a household can have. */
const Exact = Decimal.clone({ precision: 60, toExpNeg: -40, toExpPos: 60 })

/** A decimal that sums and compares exactly. @throws when the text is not a number. */
export function exact(amount: string | number | { toString(): string }): Decimal {
  return new Exact(Decimal.isDecimal(amount) ? amount : amount.toString())
}

/** The plain decimal string of an exact value: no exponent, no trailing zeros, no negative zero. */
export function plain(value: { toString(): string }): string {
  const decimal = exact(value)
  return decimal.isZero() ? '0' : decimal.toFixed()
}

/** Adds two amounts of one currency. @throws TypeError when the currencies differ: they never meet in one sum. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} cannot be added`)
  return { amount: plain(exact(a.amount).plus(b.amount)), currency: a.currency }
}

/** One sum per currency, in the order in which the currencies first appear. */
export function sumByCurrency(amounts: Iterable<Money>): Money[] {
  const sums = new Map<string, Money>()
  for (const money of amounts) {
    const sum = sums.get(money.currency)
    sums.set(money.currency, sum ? addMoney(sum, money) : { ...money, amount: plain(money.amount) })
  }
  return [...sums.values()]
}
