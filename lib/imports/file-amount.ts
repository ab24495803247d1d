import { plain } from '@/lib/money/money'

export const DECIMAL_MARKS = ['.', ','] as const
export type DecimalMark = (typeof DECIMAL_MARKS)[number]

/** What NUMERIC(28,10) holds. */
const MAX_INTEGER_DIGITS = 18
const MAX_FRACTION_DIGITS = 10

const MINUS = /[-−–—]/u
/** Which side of the account it is on; a single letter counts at the end alone, as elsewhere it names a currency. */
const SIDE = /(?<!\p{L})(CR|DR|DB)(?!\p{L})\.?|(?<=\d\s?)([CDHS])$/iu
/** Spaces, and the apostrophes by which Switzerland groups. */
const SILENT = /[\s'’\u066c]/gu

interface Bare {
  digits: string
  isNegative: boolean
}

/** The digits and marks of an amount without its sign, however that is written; null where there is more to it. */
function strip(text: string): Bare | null {
  let written = text
    .normalize('NFKC')
    .replaceAll(/[\u200e\u200f\u061c]/g, '')
    .trim()
  let isNegative = false
  if (/^\(.*\)$/.test(written)) {
    isNegative = true
    written = written.slice(1, -1)
  }
  const [, pair, letter] = SIDE.exec(written) ?? []
  const side = (pair ?? letter)?.toUpperCase()
  if (side && /\d/.test(written)) {
    if (side.startsWith('D') || side === 'S') isNegative = true
    written = written.replace(SIDE, '')
  }
  // What is left of letters and symbols is the currency's name.
  written = written.replaceAll(/\p{Sc}|\p{L}+\.?/gu, '').trim()
  if (MINUS.test(written.charAt(0)) || MINUS.test(written.at(-1) ?? '')) {
    isNegative = !isNegative
    written = written.replace(MINUS, '')
    if (MINUS.test(written.charAt(0)) || MINUS.test(written.at(-1) ?? '')) return null
  }
  const digits = written
    .replace(/^\+|\+$/, '')
    .trim()
    .replaceAll(SILENT, '')
  return /^[\d.,]*\d[\d.,]*$/.test(digits) ? { digits, isNegative } : null
}

/**
 * Reads an amount as files write it, with this decimal mark: with a sign before or after it, in parentheses, or with CR or
 * DR; with groups of digits or without; with a currency beside it or without.
 *
 * @returns the exact decimal string, signed; null for anything that is not one amount, or is beyond what is stored.
 */
export function readFileAmount(text: string, decimal: DecimalMark): string | null {
  const bare = strip(text)
  if (!bare) return null
  const group = decimal === '.' ? ',' : '.'
  const [integer = '', fraction = '', ...rest] = bare.digits.split(decimal)
  if (rest.length > 0 || fraction.includes(group)) return null
  const groups = integer.split(group)
  const [first = '', ...others] = groups
  // Groups of three, or as in India of two before the last.
  if (others.length > 0) {
    const last = others.at(-1) ?? ''
    if (first.length > 3 || first === '' || last.length !== 3) return null
    if (!others.every((one) => one.length === 3 || one.length === 2)) return null
  }
  const whole = groups.join('').replace(/^0+/, '')
  const part = fraction.replace(/0+$/, '')
  if (whole.length > MAX_INTEGER_DIGITS || part.length > MAX_FRACTION_DIGITS) return null
  return plain(`${bare.isNegative ? '-' : ''}${whole || '0'}.${part || '0'}`)
}

/** By which mark these amounts have their decimals; `fallback` where none of them shows it. */
export function guessDecimal(values: readonly string[], fallback: DecimalMark = '.'): DecimalMark {
  let points = 0
  let commas = 0
  for (const value of values) {
    const digits = strip(value)?.digits ?? ''
    const point = digits.lastIndexOf('.')
    const comma = digits.lastIndexOf(',')
    if (point >= 0 && comma >= 0) {
      if (point > comma) points += 2
      else commas += 2
      continue
    }
    const mark = Math.max(point, comma)
    if (mark < 0) continue
    const isOnly = digits.indexOf(digits.charAt(mark)) === mark
    const mayGroup = digits.length - mark - 1 === 3 && mark <= 3
    if (isOnly && !mayGroup) {
      if (point >= 0) points += 1
      else commas += 1
    } else if (!isOnly) {
      // One that stands twice groups: the other is the decimal one.
      if (point >= 0) commas += 1
      else points += 1
    }
  }
  if (points === commas) return fallback
  return points > commas ? '.' : ','
}
