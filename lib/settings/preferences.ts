/** `on` while every amount is blurred. */
export const PRIVACY_COOKIE = 'privacy'

/** `off` where keys of one letter do nothing. */
export const SHORTCUTS_COOKIE = 'shortcuts'

/** Whether amounts are hidden, read from the cookie; anything unknown means that they are shown. */
export function toPrivacy(value: string | undefined): boolean {
  return value === 'on'
}

/** Whether keys of one letter work, read from the cookie; anything unknown means that they do. */
export function toShortcuts(value: string | undefined): boolean {
  return value !== 'off'
}
