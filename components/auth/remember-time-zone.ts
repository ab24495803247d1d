import { PREFERENCE_MAX_AGE_SECONDS, TIME_ZONE_COOKIE } from '@/lib/i18n/cookies'

/** The browser's time zone (IANA name), kept in a cookie so that the server's first paint uses it too. */
export function rememberTimeZone(): string {
  const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
  document.cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(timeZone)}; path=/; max-age=${PREFERENCE_MAX_AGE_SECONDS}; samesite=lax`
  return timeZone
}
