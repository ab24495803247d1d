import { ArrowLeftRight, Landmark, type LucideIcon, Settings, Waves } from 'lucide-react'
import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Toaster } from '../ui/toaster'
import { AccountButton, AccountMenu, type Person } from './account-menu'
import { Logo } from './logo'
import { NavLink } from './nav-link'
import { MAIN_ID, SkipLink } from './skip-link'

interface AppShellProps {
  person: Person
  /** Transactions that are not final yet. */
  pendingCount: number
  /** Connections that wait for the person. */
  needsAttention: number
  children: ReactNode
}

interface Place {
  href: Route
  label: string
  Icon: LucideIcon
  /** Said in full in the rail and to assistive technology, as a number on a phone. */
  badge?: { words: string; count: number; urgent: boolean }
}

/** What stands around every page of a signed-in person: a rail where there is room, a bottom bar on a phone. */
export function AppShell({ person, pendingCount, needsAttention, children }: AppShellProps) {
  const t = useTranslations('shell')
  const places: Place[] = [
    { href: '/dashboard', label: t('overview'), Icon: Waves },
    {
      href: '/transactions',
      label: t('transactions'),
      Icon: ArrowLeftRight,
      badge: { words: t('pendingCount', { count: pendingCount }), count: pendingCount, urgent: false },
    },
    {
      href: '/connections',
      label: t('connections'),
      Icon: Landmark,
      badge: { words: t('needsYou', { count: needsAttention }), count: needsAttention, urgent: true },
    },
    { href: '/settings', label: t('settings'), Icon: Settings },
  ]

  return (
    <div className="rail:grid rail:grid-cols-[216px_minmax(0,1fr)]">
      <SkipLink label={t('skip')} />
      <aside className="sticky top-0 z-20 hidden h-dvh flex-col border-r border-line bg-paper px-3.5 py-5 rail:flex">
        <Link href="/dashboard" className="mb-5 self-start rounded-control px-2.5 py-1">
          <Logo name={t('name')} />
        </Link>
        <nav aria-label={t('navigation')} className="flex-1 overflow-y-auto">
          <ul className="grid gap-0.5">
            {places.map((place) => (
              <li key={place.href}>
                <NavLink
                  href={place.href}
                  className="flex h-9 items-center justify-between gap-2 rounded-control px-2.5 text-14 text-ink-2 transition-colors hover:bg-line-2 hover:text-ink data-current:bg-chip data-current:font-semibold data-current:text-ink pointer-coarse:h-11"
                >
                  {place.label}
                  <RailBadge badge={place.badge} />
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <AccountButton person={person} />
      </aside>

      <div className="min-w-0">
        <header className="flex h-14 items-center justify-between px-4 rail:hidden">
          <Link href="/dashboard" className="touch-target rounded-control">
            <Logo name={t('name')} />
          </Link>
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
      <AccountMenu person={person} />
      <Toaster label={t('notifications')} closeLabel={t('close')} />

      <nav
        aria-label={t('navigation')}
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] rail:hidden"
      >
        <ul className="mx-auto grid max-w-120 grid-cols-4">
          {places.map((place) => (
            <li key={place.href}>
              <NavLink
                href={place.href}
                className="group relative flex h-15 flex-col items-center justify-center gap-1 text-12 text-ink-2 data-current:font-semibold data-current:text-ink"
              >
                <span className="relative grid h-6 w-11 place-items-center rounded-full group-data-current:bg-chip">
                  <place.Icon aria-hidden="true" className="size-5" strokeWidth={1.6} />
                  <PhoneBadge badge={place.badge} />
                </span>
                {place.label}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  )
}

function RailBadge({ badge }: { badge: Place['badge'] }) {
  if (!badge || badge.count === 0) return null
  return (
    <span className={badge.urgent ? 'text-12 font-medium text-amber' : 'text-12 font-normal text-ink-2'}>
      {badge.words}
    </span>
  )
}

function PhoneBadge({ badge }: { badge: Place['badge'] }) {
  if (!badge || badge.count === 0) return null
  return (
    <span
      className={`figures absolute -top-1 left-[60%] rounded-full px-1.5 text-12 leading-4 font-semibold ring-2 ring-card ${
        badge.urgent ? 'bg-amber text-card' : 'bg-chip text-ink-2'
      }`}
    >
      <span aria-hidden="true">{badge.count > 99 ? '99+' : badge.count}</span>
      <span className="sr-only">{badge.words}</span>
    </span>
  )
}
