import type { Currency } from '../institution'

/** Codes that are none of ISO 4217's, as Plaid lists them. */
const unofficial = new Set(
  'ADA BAT BCH BNB BTC BTG BSV CNH DASH DOGE ETC ETH GBX LSK NEO OMG QTUM USDT XLM XMR XRP ZEC ZRX'.split(
    ' ',
  ),
)
const withoutCents = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '))
const withMils = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))
const inCents = new Set(['CNH', 'GBX', 'USDT'])

const isUnofficial = (code: string) => unofficial.has(code) || code.length !== 3

function usualDecimals(code: string): number {
  if (isUnofficial(code)) return inCents.has(code) ? 2 : 8
  return withoutCents.has(code) ? 0 : withMils.has(code) ? 3 : 2
}

/** How many digits a number has after its decimal point. */
function decimalsIn(amount: number): number {
  const [digits = '', exponent = '0'] = String(amount).split('e')
  return Math.max(0, (digits.split('.')[1]?.length ?? 0) - Number(exponent))
}

/** Sums of some hundred such amounts stay whole numbers that are exact. */
const largestMinor = 1e13

/** A currency by its code, with as many digits as the given amounts need (the Sandbox's have up to eight). */
export function currencyFor(code: string, amounts: readonly number[]): Currency {
  const usual = usualDecimals(code)
  let decimals = Math.min(
    8,
    amounts.reduce((most, amount) => Math.max(most, decimalsIn(amount)), usual),
  )
  const largest = amounts.reduce((most, amount) => Math.max(most, Math.abs(amount)), 0)
  while (decimals > 0 && largest * 10 ** decimals > largestMinor) decimals -= 1
  return isUnofficial(code)
    ? { isoCurrency: null, unofficialCurrency: code, decimals }
    : { isoCurrency: code, unofficialCurrency: null, decimals }
}

/** A decimal amount in minor units. */
export function toMinor(amount: number, { decimals }: Currency): number {
  return Math.round(amount * 10 ** decimals) + 0
}
