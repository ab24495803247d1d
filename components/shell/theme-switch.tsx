'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { PREFERENCE_MAX_AGE_SECONDS, THEME_COOKIE, type Theme } from '@/lib/i18n/cookies'
import { cx } from '../ui/cx'

const ICONS = { light: Sun, dark: Moon, system: Monitor }

interface ThemeSwitchProps {
  theme: Theme
  words: { label: string; light: string; dark: string; system: string }
}

/** Light, dark, or as the system does. Shown at once and kept in a cookie, so that the next page starts right. */
export function ThemeSwitch({ theme, words }: ThemeSwitchProps) {
  const [chosen, setChosen] = useState(theme)

  function choose(next: Theme) {
    setChosen(next)
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser we serve
    document.cookie = `${THEME_COOKIE}=${next}; path=/; max-age=${PREFERENCE_MAX_AGE_SECONDS}; samesite=lax`
  }

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
              onChange={() => choose(option)}
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
