import type { CountryCode } from '../wire'

/** The countries of the continent whose people the pretend European banks serve. */
export const europe: readonly CountryCode[] = [
  'NL',
  'BE',
  'DE',
  'FR',
  'ES',
  'IE',
  'IT',
  'AT',
  'FI',
  'PT',
  'LT',
  'LV',
  'EE',
]
