import { displayNames, numberFormat } from '../i18n/formatters'
import { isIsoCurrency } from './exponents'

/** The unofficial codes that Plaid documents and that have a proper name, which is the same in every language. */
const UNOFFICIAL = new Map(
  Object.entries({
    ADA: 'Cardano',
    BAT: 'Basic Attention Token',
    BCH: 'Bitcoin Cash',
    BNB: 'BNB',
    BSV: 'Bitcoin SV',
    BTC: 'Bitcoin',
    BTG: 'Bitcoin Gold',
    DASH: 'Dash',
    DOGE: 'Dogecoin',
    ETC: 'Ethereum Classic',
    ETH: 'Ether',
    LSK: 'Lisk',
    LTC: 'Litecoin',
    NEO: 'Neo',
    OMG: 'OMG',
    QTUM: 'Qtum',
    USDC: 'USD Coin',
    USDT: 'Tether',
    XLM: 'Stellar',
    XMR: 'Monero',
    XRP: 'XRP',
    ZEC: 'Zcash',
    ZRX: '0x',
  }),
)

/** An unofficial code's name; a code that nobody has named is its own. */
const unofficialName = (currency: string): string => UNOFFICIAL.get(currency) ?? currency

/** What a currency is called in the person's language, such as "Euro"; an unofficial code has its proper name. */
export function currencyName(currency: string, locale: string): string {
  if (!isIsoCurrency(currency)) return unofficialName(currency)
  return displayNames(locale, { type: 'currency' }).of(currency) ?? currency
}

/** What amounts of a currency are counted in, as it stands within a sentence: "US dollars", "euros", "Bitcoin". */
export function currencyPlural(currency: string, locale: string): string {
  if (!isIsoCurrency(currency)) return unofficialName(currency)
  const parts = numberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'name',
  }).formatToParts(2)
  return parts.find(({ type }) => type === 'currency')?.value ?? currency
}

/** What amounts of a currency are counted in, as it begins a line: "US dollars", "Euros", "Bitcoin". */
export function currencyHeading(currency: string, locale: string): string {
  const name = currencyPlural(currency, locale)
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
