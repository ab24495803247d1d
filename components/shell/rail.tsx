import { useTranslations } from 'next-intl'
import { Link } from '../ui/link'
import { AccountButton, type Person } from './account-menu'
import { type ConnectionCounts, ConnectionLine } from './connection-line'
import { Logo } from './logo'
import { type NavBadges, RailBadge } from './nav-badge'
import { NavLink } from './nav-link'
import { placeGroups } from './places'
import { PrivacyButton } from './privacy-button'

interface RailProps {
  person: Person
  counts: ConnectionCounts
  badges: NavBadges
  isPrivate: boolean
}

/** The navigation where there is room: every page, how the connections are, and who is here. */
export function Rail({ person, counts, badges, isPrivate }: RailProps) {
  const t = useTranslations('shell')
  const more = useTranslations('shellMore')
  return (
    <aside className="sticky top-0 z-20 hidden h-dvh flex-col border-r border-line bg-paper px-3.5 pt-5 pb-4 rail:flex">
      <Link href="/dashboard" className="mb-5 self-start rounded-control px-2.5 py-1">
        <Logo name={t('name')} />
      </Link>
      <nav
        aria-label={t('navigation')}
        className="-mx-1 grid min-h-0 flex-1 content-start gap-5 overflow-y-auto px-1"
      >
        {placeGroups.map((group) => (
          <ul key={group[0]?.name} className="grid gap-0.5">
            {group.map(({ name, href }) => (
              <li key={name}>
                <NavLink
                  href={href}
                  className="flex h-9 items-center justify-between gap-2 rounded-control px-2.5 text-14 text-ink-2 transition-colors hover:bg-line-2 hover:text-ink data-current:bg-chip data-current:font-semibold data-current:text-ink pointer-coarse:h-11"
                >
                  {more(`places.${name}`)}
                  <RailBadge badge={badges[name]} />
                </NavLink>
              </li>
            ))}
          </ul>
        ))}
      </nav>
      <div className="mt-3 grid grid-cols-1 gap-3">
        <ConnectionLine counts={counts} className="px-2.5" />
        <div className="flex items-center gap-1 border-t border-line pt-3">
          <div className="min-w-0 grow">
            <AccountButton person={person} />
          </div>
          <PrivacyButton initial={isPrivate} label={more('hideAmounts')} />
        </div>
      </div>
    </aside>
  )
}
