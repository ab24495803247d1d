import { useTranslations } from 'next-intl'
import { type ConnectionCounts, ConnectionLine } from './connection-line'
import { MoreButton, MoreSheet } from './more-sheet'
import { type NavBadge, type NavBadges, PhoneBadge, RailBadge } from './nav-badge'
import { NavLink } from './nav-link'
import { barPlaces, morePlaces } from './places'

const ITEM =
  'group relative flex h-15 flex-col items-center justify-center gap-1 text-12 text-ink-2 data-current:font-semibold data-current:text-ink'

/** The navigation of a phone: four pages under the thumb, and a sheet with the rest. */
export function PhoneBar({ badges, counts }: { badges: NavBadges; counts: ConnectionCounts }) {
  const t = useTranslations('shell')
  const more = useTranslations('shellMore')
  return (
    <>
      <nav
        aria-label={t('navigation')}
        className="fixed inset-x-0 bottom-0 z-20 border-t border-line bg-card pb-[env(safe-area-inset-bottom)] [view-transition-name:phone-bar] rail:hidden"
      >
        <ul className="mx-auto grid max-w-120 grid-cols-5">
          {barPlaces.map(({ name, href, Icon }) => (
            <li key={name}>
              <NavLink href={href} className={ITEM}>
                <span className="relative grid h-6 w-11 place-items-center rounded-full group-data-current:bg-chip">
                  <Icon aria-hidden="true" className="size-5" strokeWidth={1.6} />
                  <PhoneBadge badge={badges[name]} />
                </span>
                <span className="max-w-full truncate px-0.5">{more(`places.${name}`)}</span>
              </NavLink>
            </li>
          ))}
          <li>
            <MoreButton
              hrefs={morePlaces.map(({ href }) => href)}
              label={more('more')}
              className={ITEM}
              badge={<PhoneBadge badge={urgentOf(badges)} />}
            />
          </li>
        </ul>
      </nav>
      <MoreSheet label={more('morePlaces')}>
        <ul className="grid">
          {morePlaces.map(({ name, href, Icon }) => (
            <li key={name}>
              <NavLink
                href={href}
                className="flex h-12 items-center gap-3 rounded-control px-3 text-[1rem] text-ink hover:bg-line-2 data-current:bg-chip data-current:font-semibold"
              >
                <Icon aria-hidden="true" className="size-5 text-ink-2" strokeWidth={1.6} />
                <span className="grow">{more(`places.${name}`)}</span>
                <RailBadge badge={badges[name]} />
              </NavLink>
            </li>
          ))}
        </ul>
        <ConnectionLine counts={counts} className="mx-3 mt-2 border-t border-line-2 pt-3" />
      </MoreSheet>
    </>
  )
}

/** What waits for the person behind "More". */
function urgentOf(badges: NavBadges): NavBadge | undefined {
  return morePlaces.map(({ name }) => badges[name]).find((badge) => badge?.urgent && badge.count > 0)
}
