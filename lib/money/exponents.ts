/**
 * Digits after the point that a currency is usually written with, by ISO 4217, where that is not two.
 * Kept here because `Intl` follows local habit instead: it gives HUF and IQD none.
 */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4,
}

const ISO_CODES = new Set(Intl.supportedValuesOf('currency'))

/** Whether the code is one of ISO 4217's; the rest are Plaid's unofficial ones, such as BTC or USDT. */
export function isIsoCurrency(code: string): boolean {
  return ISO_CODES.has(code)
}

/** The least number of digits after the point that an amount is written with. Unofficial codes have no rule: none. */
export function minimumDigits(currency: string): number {
  return EXPONENTS[currency] ?? (isIsoCurrency(currency) ? 2 : 0)
}

/** Digits of an unofficial currency, such as Bitcoin, of which no standard says how many it is written with. */
const UNOFFICIAL_DIGITS = 8

/** The digits after the point to which a share or an average of a currency is worked out, and an amount may be divided. */
export function usualDigits(currency: string): number {
  return isIsoCurrency(currency) ? minimumDigits(currency) : UNOFFICIAL_DIGITS
}
