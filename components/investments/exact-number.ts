import { numberFormat } from '@/lib/i18n/formatters'

const isNumber = (text: string): text is `${number}` => text.trim() !== '' && Number.isFinite(Number(text))

/** An exact decimal text as the person's language writes it, with all of its digits: it passes through `Intl` as text. */
export function exactNumber(text: string, locale: string): string {
  if (!isNumber(text)) return text
  return numberFormat(locale, { maximumFractionDigits: 20 }).format(text).replace('-', '−')
}
