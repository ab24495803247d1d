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
  const { sign, size, numbers, code } = written(money, locale, options)
  let prefix = ''
  let integer = ''
  let fraction = ''
  let suffix = ''
  for (const part of numbers.formatToParts(size)) {
    if (part.type === 'integer' || part.type === 'group') integer += part.value
    else if (part.type === 'decimal' || part.type === 'fraction') fraction += part.value
    else if (integer === '') prefix += part.value
    else suffix += part.value
  }
  suffix += code
  return { text: `${sign}${prefix}${integer}${fraction}${suffix}`, sign, prefix, integer, fraction, suffix }
}

/** The text alone of what `formatMoney` writes, at a tenth of its cost: charts and lists write hundreds. */
export function moneyText(money: Money, locale: string, options: FormatMoneyOptions = {}): string {
  const { sign, size, numbers, code } = written(money, locale, options)
  return `${sign}${numbers.format(size)}${code}`
}

/** What most amounts are: plain decimals without trailing zeros. */
const PLAIN = /^-?((?:0|[1-9]\d*)(?:\.\d*[1-9])?)$/

function written(
  { amount, currency }: Money,
  locale: string,
  { sign: signed, bare = false }: FormatMoneyOptions,
) {
  const size = PLAIN.exec(amount)?.[1] ?? plain(exact(amount).abs())
  const point = size.indexOf('.')
  const digits = Math.min(100, Math.max(minimumDigits(currency), point < 0 ? 0 : size.length - point - 1))
  const official = isIsoCurrency(currency)
  return {
    sign: signOf(size === '0' ? 'none' : amount.startsWith('-') ? 'out' : 'in', signed),
    size: size as Intl.StringNumericLiteral,
    numbers: numbersOf(locale, bare || !official ? null : currency, digits),
    code: bare || official ? '' : `\u00a0${currency}`,
  }
}

function signOf(direction: 'in' | 'out' | 'none', signed: FormatMoneyOptions['sign']): string {
  if (direction === 'none' || signed === 'never') return ''
  if (direction === 'out') return '−'
  return signed === 'always' ? '+' : ''
}

/** The formatters in use, by what they were asked for: to spell the options each time costs more than to format. */
const known = new Map<string, Intl.NumberFormat>()

function numbersOf(locale: string, currency: string | null, digits: number): Intl.NumberFormat {
  const key = `${locale} ${currency} ${digits}`
  let found = known.get(key)
  if (!found) {
    found = numberFormat(locale, {
      ...(currency === null ? {} : { style: 'currency', currency, currencyDisplay: 'symbol' }),
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
    known.set(key, found)
  }
  return found
}
