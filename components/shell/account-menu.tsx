import { cookies } from 'next/headers'
import { useTranslations } from 'next-intl'
import { use } from 'react'
import { THEME_COOKIE, toTheme } from '@/lib/i18n/cookies'
import { cx } from '../ui/cx'
import { PrivacySwitch } from './preference-switches'
import { SignOutButton } from './sign-out-button'
import { ThemeSwitch } from './theme-switch'

export interface Person {
  name: string | null
  email: string
}

const POPOVER_ID = 'account'

/** One or two letters for a person, from the name or else the address. */
export function initials({ name, email }: Person): string {
  const words = (name?.trim() || email).split(/[\s@.]+/).filter(Boolean)
  const letters = name?.trim() ? [words[0], words.length > 1 ? words.at(-1) : undefined] : [words[0]]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

function Avatar({ person }: { person: Person }) {
  return (
    <span
      aria-hidden="true"
      className="grid size-8 shrink-0 place-items-center rounded-full bg-keel-soft text-12 font-semibold text-keel"
    >
      {initials(person)}
    </span>
  )
}

/** Opens the account menu: with name and address in the rail, as a round mark on a phone. */
export function AccountButton({ person, compact = false }: { person: Person; compact?: boolean }) {
  const t = useTranslations('shell')
  return (
    <button
      type="button"
      popoverTarget={POPOVER_ID}
      aria-label={t('accountMenu', { email: person.email })}
      className={cx(
        'touch-target flex min-w-0 items-center gap-2.5 rounded-control text-left',
        compact ? 'rounded-full' : 'w-full p-2 hover:bg-chip',
      )}
    >
      <Avatar person={person} />
      {compact ? null : (
        <span className="min-w-0 leading-tight">
          <span className="block truncate text-13 font-medium">{person.name || person.email}</span>
          {person.name ? <span className="block truncate text-12 text-ink-2">{person.email}</span> : null}
        </span>
      )}
    </button>
  )
}

/** Who is signed in, the theme, whether amounts show, and the way out. A native popover: it opens before any script has run. */
export function AccountMenu({ person, isPrivate }: { person: Person; isPrivate: boolean }) {
  const t = useTranslations('shell')
  const more = useTranslations('shellMore')
  const theme = toTheme(use(cookies()).get(THEME_COOKIE)?.value)
  return (
    <div
      id={POPOVER_ID}
      popover="auto"
      role="dialog"
      aria-label={t('accountMenu', { email: person.email })}
      className={cx(
        'fixed inset-auto m-0 hidden w-64 gap-4 rounded-card border border-line bg-card p-4 text-ink open:grid open:animate-rise-in',
        'top-14 right-4 rail:top-auto rail:right-auto rail:bottom-18 rail:left-3',
      )}
    >
      <div className="min-w-0">
        {person.name ? <p className="truncate font-medium">{person.name}</p> : null}
        <p className="truncate text-13 text-ink-2">{person.email}</p>
      </div>
      <ThemeSwitch
        theme={theme}
        words={{
          label: t('theme'),
          light: t('themeLight'),
          dark: t('themeDark'),
          system: t('themeSystem'),
        }}
      />
      <PrivacySwitch initial={isPrivate} label={more('hideAmounts')} className="items-center text-13" />
      <div className="grid">
        <SignOutButton label={t('signOut')} />
      </div>
    </div>
  )
}
