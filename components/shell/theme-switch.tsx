'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import type { Theme } from '@/lib/i18n/cookies'
import { cx } from '../ui/cx'
import { chooseTheme, useTheme } from './preferences'

const ICONS = { light: Sun, dark: Moon, system: Monitor }

interface ThemeSwitchProps {
  theme: Theme
  words: { label: string; light: string; dark: string; system: string }
}

/** Light, dark, or as the system does. Shown at once and kept in a cookie, so that the next page starts right. */
export function ThemeSwitch({ theme, words }: ThemeSwitchProps) {
  const chosen = useTheme(theme)

  return (
    <fieldset className="flex gap-0.5 rounded-control bg-chip p-0.5">
      <legend className="sr-only">{words.label}</legend>
      {(['light', 'dark', 'system'] as const).map((option) => {
        const Icon = ICONS[option]
        return (
          <label
            key={option}
            className={cx(
              'flex h-7 flex-1 cursor-pointer items-center justify-center gap-1.5 rounded-[5px] px-2 text-12 pointer-coarse:h-11',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-keel',
              chosen === option ? 'bg-card font-semibold text-ink' : 'text-ink-2 hover:text-ink',
            )}
          >
            <input
              type="radio"
              name="theme"
              value={option}
              checked={chosen === option}
              onChange={() => chooseTheme(option)}
              className="sr-only"
            />
            <Icon aria-hidden="true" className="size-3.5" strokeWidth={1.75} />
            {words[option]}
          </label>
        )
      })}
    </fieldset>
  )
}
