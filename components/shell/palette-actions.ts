import { Eye, EyeOff, Keyboard, Landmark, LogOut, type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'
import { leave } from './leave'
import type { PaletteWords } from './palette'
import { chooseTheme, togglePrivacy } from './preferences'

export interface PaletteAction {
  label: string
  /** What else leads to it. */
  otherWords: string
  Icon: LucideIcon
  /** Its shortcut, as `parseKeys` reads it. */
  keys?: string
  /** The palette stays until the page has gone. */
  staysOpen?: boolean
  run: () => void
}

/** What the palette can do, besides leading somewhere. */
export function paletteActions(
  words: PaletteWords,
  { go, openHelp }: { go: (href: string) => void; openHelp: () => void },
): PaletteAction[] {
  const isPrivate = document.documentElement.dataset.private !== undefined
  const theme = { otherWords: words.themeWords }
  return [
    {
      label: isPrivate ? words.showAmounts : words.hideAmounts,
      otherWords: words.hideWords,
      Icon: isPrivate ? Eye : EyeOff,
      keys: 'Shift+p',
      run: togglePrivacy,
    },
    {
      label: words.connect,
      otherWords: words.connectWords,
      Icon: Landmark,
      staysOpen: true,
      run: () => go('/connections'),
    },
    { label: words.themeLight, ...theme, Icon: Sun, run: () => chooseTheme('light') },
    { label: words.themeDark, ...theme, Icon: Moon, run: () => chooseTheme('dark') },
    { label: words.themeSystem, ...theme, Icon: Monitor, run: () => chooseTheme('system') },
    { label: words.help, otherWords: '', Icon: Keyboard, keys: '?', run: openHelp },
    {
      label: words.signOut,
      otherWords: words.signOutWords,
      Icon: LogOut,
      staysOpen: true,
      run: () => void leave(),
    },
  ]
}
