/** Minor units (a whole number) as a decimal text with all its digits, such as '12.30'. */
export function toAmountText(minor: number, decimals: number): string {
  if (decimals === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** Minor units as the JSON number that Plaid sends: the one nearest to the decimal, so it prints as that. */
export function toAmount(minor: number, decimals: number): number {
  // Both are exact, and a division is rounded to the nearest number: the one that the decimal text stands for.
  return minor / 10 ** decimals
}
