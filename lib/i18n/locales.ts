/** The cookie in which a browser keeps the language that its person chose. */
export const LOCALE_COOKIE = 'locale'

/** The languages that the catalogue has, each whole. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** In which numbers and days are written: a language as it is used in a place. The first of a language is its own. */
export const LOCALES = [
  'en',
  'en-GB',
  'en-IE',
  'en-CA',
  'en-AU',
  'en-NZ',
  'en-IN',
  'en-ZA',
  'de',
  'de-AT',
  'de-CH',
] as const
export type Locale = (typeof LOCALES)[number]

/** The language of a locale's words. */
export function languageOf(locale: string): Language {
  return LANGUAGES.find((language) => locale === language || locale.startsWith(`${language}-`)) ?? 'en'
}

function known(tag: string): Locale | null {
  const wanted = tag.trim().toLowerCase()
  const exact = LOCALES.find((locale) => locale.toLowerCase() === wanted)
  if (exact) return exact
  return LANGUAGES.find((language) => wanted.startsWith(`${language}-`)) ?? null
}

/** The languages of an Accept-Language header, the most wanted first. */
function wantedTags(header: string): string[] {
  return header
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.split(';')
      const quality = parameters.map((text) => /^\s*q=([\d.]+)\s*$/.exec(text)?.[1]).find(Boolean)
      return { tag, quality: quality === undefined ? 1 : Number(quality) || 0, place }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality || a.place - b.place)
    .map(({ tag }) => tag)
}

/**
 * The locale of a request: what the person chose, else the first that the browser asks for and the catalogue has, else
 * English.
 */
export function toLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  const own = LOCALES.find((locale) => locale === chosen)
  if (own) return own
  for (const tag of wantedTags(acceptLanguage ?? '')) {
    const locale = known(tag)
    if (locale) return locale
  }
  return 'en'
}
