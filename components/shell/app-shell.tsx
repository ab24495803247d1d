import { cookies, headers } from 'next/headers'
import { useTranslations } from 'next-intl'
import { type ReactNode, use } from 'react'
import { PRIVACY_COOKIE, toPrivacy } from '@/lib/settings/preferences'
import { Link } from '../ui/link'
import { Toaster } from '../ui/toaster'
import { AccountButton, AccountMenu, type Person } from './account-menu'
import { BellLink } from './bell'
import type { ConnectionCounts } from './connection-line'
import { isApple } from './is-apple'
import { KnownKeyboard } from './known-keyboard'
import { Logo } from './logo'
import type { NavBadges } from './nav-badge'
import { PaletteMagnifier } from './palette-button'
import { PhoneBar } from './phone-bar'
import { Rail } from './rail'
import { MAIN_ID, SkipLink } from './skip-link'

interface AppShellProps {
  person: Person
  counts: ConnectionCounts & {
    /** Transactions that are not final yet. */
    pendingCount: number
  }
  children: ReactNode
}

/** What stands around every page of a signed-in person: a rail where there is room, a bottom bar on a phone. */
export function AppShell({ person, counts, children }: AppShellProps) {
  const t = useTranslations('shell')
  const more = useTranslations('shellMore')
  const isPrivate = toPrivacy(use(cookies()).get(PRIVACY_COOKIE)?.value)
  const { pendingCount, needsAttention } = counts
  const badges: NavBadges = {
    transactions: {
      words: t('pendingCount', { count: pendingCount }),
      count: pendingCount,
      urgent: false,
    },
    connections: {
      words: t('needsYou', { count: needsAttention }),
      count: needsAttention,
      urgent: true,
    },
  }

  return (
    <div className="rail:grid rail:grid-cols-[216px_minmax(0,1fr)]">
      <SkipLink label={t('skip')} />
      <Rail person={person} counts={counts} badges={badges} isPrivate={isPrivate} />
      <div className="min-w-0">
        <header className="flex h-14 items-center gap-3 px-4 rail:hidden">
          <Link href="/dashboard" className="touch-target mr-auto rounded-control">
            <Logo name={t('name')} />
          </Link>
          <PaletteMagnifier label={more('search')} />
          <BellLink />
          <AccountButton person={person} compact />
        </header>
        <main
          id={MAIN_ID}
          tabIndex={-1}
          className="mx-auto w-full max-w-page px-4 pb-[calc(6rem+env(safe-area-inset-bottom))] outline-none sm:px-6 rail:px-8 rail:pt-6 rail:pb-16"
        >
          {children}
        </main>
      </div>
      <AccountMenu person={person} isPrivate={isPrivate} />
      <Toaster label={t('notifications')} closeLabel={t('close')} />
      <KnownKeyboard apple={isApple(use(headers()).get('user-agent'))} />
      <PhoneBar badges={badges} counts={counts} />
    </div>
  )
}
