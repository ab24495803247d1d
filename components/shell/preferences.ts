import { THEME_COOKIE, type Theme, toTheme } from '@/lib/i18n/cookies'
import { PRIVACY_COOKIE, SHORTCUTS_COOKIE } from '@/lib/settings/preferences'
import { keepRootData, useRootData } from './root-data'

/** The theme that is shown. `initial` is what the server read from the cookie. */
export function useTheme(initial: Theme): Theme {
  return toTheme(useRootData('theme', initial === 'system' ? undefined : initial))
}

export function chooseTheme(theme: Theme): void {
  keepRootData('theme', theme === 'system' ? undefined : theme, THEME_COOKIE, theme)
}

/** Whether every amount is blurred. */
export function usePrivacy(initial: boolean): boolean {
  return useRootData('private', initial ? '' : undefined) !== undefined
}

export function setPrivacy(on: boolean): void {
  keepRootData('private', on ? '' : undefined, PRIVACY_COOKIE, on ? 'on' : 'off')
}

export function togglePrivacy(): void {
  setPrivacy(document.documentElement.dataset.private === undefined)
}

/** Whether keys of one letter work. */
export function useShortcutsOn(initial: boolean): boolean {
  return useRootData('shortcuts', initial ? undefined : 'off') !== 'off'
}

export function setShortcutsOn(on: boolean): void {
  keepRootData('shortcuts', on ? undefined : 'off', SHORTCUTS_COOKIE, on ? 'on' : 'off')
}

/** Whether keys of one letter work now; for handlers, where no hook can be. */
export function areShortcutsOn(): boolean {
  return document.documentElement.dataset.shortcuts !== 'off'
}
