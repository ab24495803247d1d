import { displayNames } from './formatters'
import type { Locale } from './locales'

/** What a locale calls itself: "English (UK)", "Deutsch (Schweiz)". English by itself is written as in the USA. */
export function localeName(locale: Locale): string {
  const names = displayNames(locale, {
    type: 'language',
    languageDisplay: 'standard',
    style: 'short',
  })
  return names.of(locale === 'en' ? 'en-US' : locale) ?? locale
}
