import type messages from './catalogue'

declare module 'next-intl' {
  interface AppConfig {
    /** Keys that the catalogue does not have are type errors. */
    Messages: typeof messages
    Locale: 'en'
  }
}
