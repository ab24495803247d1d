const decimal = /^-?\d+(\.\d+)?$/

function isDecimal(value: string): value is `${number}` {
  return decimal.test(value)
}

function isOfficial(currency: string): boolean {
  return Intl.supportedValuesOf('currency').includes(currency)
}

/**
 * A balance as it is read: the currency's own form for an official code ("€1,084.50"), number and code for any
 * other ("0.70318 BTC"). Exact: the decimal string goes to `Intl` as it is, and no digit it has is rounded away.
 * Text that is not a decimal number is shown unchanged, with its code.
 */
export function balanceText(balance: string, currency: string, language: string): string {
  if (!isDecimal(balance)) return `${balance} ${currency}`
  const digits = balance.split('.')[1]?.length ?? 0
  if (!isOfficial(currency)) {
    const plain = new Intl.NumberFormat(language, { maximumFractionDigits: Math.max(digits, 2) })
    return `${minus(plain.format(balance))}\u00a0${currency}`
  }
  const usual = new Intl.NumberFormat(language, { style: 'currency', currency }).resolvedOptions()
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    maximumFractionDigits: Math.max(digits, usual.maximumFractionDigits ?? 2),
  })
  return minus(format.format(balance))
}

function minus(text: string): string {
  return text.replace('-', '\u2212')
}
