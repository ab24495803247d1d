/** The IANA name of the browser's time zone, so that the first paint already says "today" for the person's day. */
export const TIME_ZONE_COOKIE = 'time-zone'

/** `light`, `dark` or `system`. */
export const THEME_COOKIE = 'theme'

export type Theme = 'light' | 'dark' | 'system'

/** Reads a theme that came from a cookie; anything unknown means: as the system does. */
export function toTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}

/** One year: a preference, not a session. */
export const PREFERENCE_MAX_AGE_SECONDS = 31_536_000
