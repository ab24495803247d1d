import { isIsoCurrency } from '@/lib/money/exponents'

/** What amounts of a currency are counted in, such as "US dollars"; an unofficial code is its own name. */
export function currencyPlural(currency: string, locale: string): string {
  if (!isIsoCurrency(currency)) return currency
  const parts = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'name',
  }).formatToParts(2)
  const name = parts.find(({ type }) => type === 'currency')?.value ?? currency
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
