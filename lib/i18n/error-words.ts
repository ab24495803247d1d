import { type Language, languageOf } from './locales'
import german from './messages/de.errors.json'
import english from './messages/en.errors.json'

const WORDS = { en: english, de: german }

/**
 * In what language the browser says that a page failed: in that of the page, else, where not even its frame could be
 * made, in the browser's own.
 */
export function errorLanguage(): Language {
  if (typeof document === 'undefined') return 'en'
  return languageOf(document.documentElement.lang || navigator.language)
}

/** The words of the error pages, which the browser must have before anything fails. */
export function errorWords(language: Language): typeof english {
  return WORDS[language]
}
