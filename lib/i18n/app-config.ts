import type messages from './catalogue'
import type { Locale } from './locales'

declare module 'next-intl' {
  interface AppConfig {
    /** Keys that the catalogue does not have are type errors. */
    Messages: typeof messages
    Locale: Locale
  }
}
