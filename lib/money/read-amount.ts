import { numberFormat } from '../i18n/formatters'

/** What NUMERIC(28,10) holds. */
const MAX_INTEGER_DIGITS = 18
const MAX_FRACTION_DIGITS = 10

interface Writing {
  decimal: string
  group: string
  /** The language's own digits, from 0 to 9. */
  digits: readonly string[]
  /** Whether groups before the last may have two digits, as in 12,34,567. */
  pairs: boolean
}

const known = new Map<string, Writing>()

function writingOf(locale: string): Writing {
  const found = known.get(locale)
  if (found) return found
  const parts = numberFormat(locale).formatToParts(12_345_678.9)
  const part = (type: Intl.NumberFormatPartTypes) => parts.find((one) => one.type === type)?.value
  const plainNumber = numberFormat(locale, { useGrouping: false })
  const made = {
    decimal: part('decimal') ?? '.',
    group: part('group') ?? ',',
    digits: Array.from({ length: 10 }, (_, digit) => plainNumber.format(digit)),
    pairs: parts.filter(({ type }) => type === 'integer')[1]?.value.length === 2,
  }
  known.set(locale, made)
  return made
}

/** Spaces, and the apostrophes that Switzerland groups by: between digits they never mean anything else. */
const SILENT = /[\s'’\u066c]/gu

/** The number's plain text if it is written with these separators, each where it belongs; otherwise null. */
function readWith(text: string, decimal: string, group: string, pairs: boolean): string | null {
  const [integer = '', fraction = '', ...rest] = text.split(decimal)
  if (rest.length > 0 || !/^\d*$/.test(fraction)) return null
  const groups = integer.split(group)
  const [first = '', ...others] = groups
  if (!/^\d*$/.test(first)) return null
  if (others.length > 0) {
    const [last = '', ...middle] = others.toReversed()
    const isWhole = /^\d{3}$/.test(last) && /^\d{1,3}$/.test(first)
    if (!isWhole || !middle.every((one) => (pairs ? /^\d{2,3}$/ : /^\d{3}$/).test(one))) return null
  }
  const whole = groups.join('')
  if (whole === '' && fraction === '') return null
  return `${whole || '0'}.${fraction || '0'}`
}

/**
 * Reads an amount as people write it in their language, such as `1,234.56` in English or `1.234,56` in German: with a
 * sign or a currency's symbol, with groups or without. Where the text can only have been meant the other way round
 * (`12.50` in German) it is read so; where it could be either, as the language says.
 *
 * @returns the exact decimal string, signed; null for anything that is not one amount, or is beyond what is stored.
 */
export function readAmount(text: string, locale: string): string | null {
  const { decimal, group, digits, pairs } = writingOf(locale)
  const latin = [...text.normalize('NFKC')]
    .map((sign) => (digits.includes(sign) ? digits.indexOf(sign).toString() : sign))
    .join('')
    .replaceAll(/\p{Sc}|[\u200e\u200f\u061c]/gu, '')
    .trim()
  const [, sign = '', body = ''] = /^([-+−–]?)\s*(.*)$/u.exec(latin) ?? []
  if (!/^\d|^[.,\u066b]\d/.test(body) || !/[\d.,]$/.test(body)) return null
  // A space or an apostrophe must stand between digits.
  if (/(?<!\d)[\s'’]|[\s'’](?!\d)/u.test(body)) return null
  const compact = body.replaceAll(SILENT, '')
  const read = readWith(compact, decimal, group, pairs) ?? readTurned(compact, decimal)
  if (read === null) return null
  const [written = '', cents = ''] = read.split('.')
  const integer = written.replace(/^0+/, '')
  const fraction = cents.replace(/0+$/, '')
  if (integer.length > MAX_INTEGER_DIGITS || fraction.length > MAX_FRACTION_DIGITS) return null
  if (integer === '' && fraction === '') return '0'
  const size = `${integer || '0'}${fraction && `.${fraction}`}`
  return sign === '' || sign === '+' ? size : `-${size}`
}

/** The other of point and comma as the decimal one: but three digits after it may as well be a group. */
function readTurned(text: string, decimal: string): string | null {
  const other = decimal === ',' ? '.' : ','
  const read = readWith(text, other, decimal === ',' ? ',' : '.', false)
  const isClear = read !== null && (text.includes(decimal) || !/[.,]\d{3}$/.test(text))
  return isClear ? read : null
}
