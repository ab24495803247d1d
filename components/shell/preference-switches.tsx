'use client'

import { Switch } from '../ui/switch'
import { setPrivacy, setShortcutsOn, usePrivacy, useShortcutsOn } from './preferences'

interface PreferenceSwitchProps {
  /** What the server read from the cookie. */
  initial: boolean
  label: string
  hint?: string
  className?: string
}

/** Blurs every amount, at once and on every page of this browser. */
export function PrivacySwitch({ initial, ...words }: PreferenceSwitchProps) {
  const on = usePrivacy(initial)
  return <Switch {...words} checked={on} onChange={(event) => setPrivacy(event.currentTarget.checked)} />
}

/** Whether keys of one letter are shortcuts in this browser. */
export function ShortcutsSwitch({ initial, ...words }: PreferenceSwitchProps) {
  const on = useShortcutsOn(initial)
  return <Switch {...words} checked={on} onChange={(event) => setShortcutsOn(event.currentTarget.checked)} />
}
