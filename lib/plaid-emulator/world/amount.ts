import { Decimal } from 'decimal.js'

/** Minor units as the JSON number that Plaid sends. */
export function toAmount(minor: number, decimals: number): number {
  return new Decimal(toAmountText(minor, decimals)).toNumber()
}

/** Minor units as a decimal text with all its digits, such as '12.30'. */
export function toAmountText(minor: number, decimals: number): string {
  return new Decimal(minor).div(new Decimal(10).pow(decimals)).toFixed(decimals)
}
