import { numberFormat } from '../i18n/formatters'
import { isIsoCurrency, minimumDigits } from './exponents'
import { exact, type Money, plain } from './money'

/** An amount in the pieces that a page sets in different sizes; `text` is the whole of it, in reading order. */
export interface MoneyParts {
  text: string
  /** '+', '−' (a real minus sign) or nothing. */
  sign: string
  /** What stands before the digits: the symbol, where the locale puts it there. */
  prefix: string
  integer: string
  /** The decimal separator and the digits after it, or nothing. */
  fraction: string
  /** What stands after the digits: the symbol, or an unofficial code with its space. */
  suffix: string
}

export interface FormatMoneyOptions {
  /** `always` marks money in with a plus; `negative` (the default) marks money out only; `never` shows the size alone. */
  sign?: 'always' | 'negative' | 'never'
  /** Leaves the symbol out, where the currency is said beside it. */
  bare?: boolean
}

/**
 * Writes an amount exactly: never rounded, at least with the currency's usual digits, an unofficial code after the
 * number. The digits pass through `Intl` as text, so no amount is too large or too fine for it.
 */
export function formatMoney(money: Money, locale: string, options: FormatMoneyOptions = {}): MoneyParts {
  const value = exact(money.amount)
  const size = plain(value.abs())
  const digits = Math.min(100, Math.max(minimumDigits(money.currency), size.split('.')[1]?.length ?? 0))
  const { currency } = money
  const parts = numberFormat(locale, {
    ...(options.bare || !isIsoCurrency(currency)
      ? {}
      : { style: 'currency', currency, currencyDisplay: 'symbol' }),
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).formatToParts(size as Intl.StringNumericLiteral)
  const sign =
    value.isZero() || options.sign === 'never'
      ? ''
      : value.isNegative()
        ? '−'
        : options.sign === 'always'
          ? '+'
          : ''
  let prefix = ''
  let integer = ''
  let fraction = ''
  let suffix = ''
  for (const part of parts) {
    if (part.type === 'integer' || part.type === 'group') integer += part.value
    else if (part.type === 'decimal' || part.type === 'fraction') fraction += part.value
    else if (integer === '') prefix += part.value
    else suffix += part.value
  }
  if (!options.bare && !isIsoCurrency(money.currency)) suffix = `\u00a0${money.currency}`
  return { text: `${sign}${prefix}${integer}${fraction}${suffix}`, sign, prefix, integer, fraction, suffix }
}
