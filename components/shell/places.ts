import {
  ArrowLeftRight,
  Bell,
  CalendarClock,
  ChartNoAxesColumn,
  Gauge,
  Landmark,
  type LucideIcon,
  Settings,
  Shapes,
  TrendingUp,
  Wallet,
  Waves,
  Workflow,
} from 'lucide-react'
import type { Route } from 'next'

export type PlaceName =
  | 'dashboard'
  | 'transactions'
  | 'accounts'
  | 'recurring'
  | 'budgets'
  | 'investments'
  | 'reports'
  | 'connections'
  | 'rules'
  | 'categories'
  | 'notifications'
  | 'settings'

export interface Place {
  /** Its name in the catalogue, `shellMore.places`. */
  name: PlaceName
  href: Route
  Icon: LucideIcon
  /** The key that leads there after `g`. */
  key: string
}

const place = (name: PlaceName, key: string, Icon: LucideIcon): Place => ({
  name,
  href: `/${name}` as Route,
  Icon,
  key,
})

/** Where a person can go, in the groups of the rail: what there is, what comes of it, and what keeps it going. */
export const placeGroups: readonly (readonly Place[])[] = [
  [
    place('dashboard', 'o', Waves),
    place('transactions', 't', ArrowLeftRight),
    place('accounts', 'a', Wallet),
  ],
  [
    place('recurring', 'u', CalendarClock),
    place('budgets', 'b', Gauge),
    place('investments', 'i', TrendingUp),
    place('reports', 'r', ChartNoAxesColumn),
  ],
  [
    place('connections', 'c', Landmark),
    place('rules', 'l', Workflow),
    place('categories', 'g', Shapes),
    place('notifications', 'n', Bell),
    place('settings', 's', Settings),
  ],
]

export const places: readonly Place[] = placeGroups.flat()

const IN_THE_BAR: ReadonlySet<PlaceName> = new Set<PlaceName>([
  'dashboard',
  'transactions',
  'accounts',
  'budgets',
])

/** The four that a phone's bar has; the fifth opens the rest. */
export const barPlaces = places.filter(({ name }) => IN_THE_BAR.has(name))
export const morePlaces = places.filter(({ name }) => !IN_THE_BAR.has(name))
