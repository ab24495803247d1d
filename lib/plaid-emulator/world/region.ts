import type { Category } from './categories'
import type { SlotName } from './slots'

/** A neighbourhood where a household shops. */
export interface Neighbourhood {
  city: string
  region: string | null
  postalCode: string
  lat: number
  lon: number
  streets: readonly string[]
}

/** Something paid every month for the same thing. Amounts in minor units of the region's currency. */
export interface Subscription {
  name: string
  category: Category
  minor: number
  /** The price after the rise, where there is one. */
  risesTo?: number
  dayOfMonth: number
}

/** A household's surroundings: its shops, its bills and what they cost. All names are invented. */
export interface Region {
  country: string
  currency: string
  /** Local prices in hundredths of the US ones. */
  priceLevel: number
  /** Europe's banks say what kind of transaction one was; North America's do not. */
  hasTransactionCodes: boolean
  neighbourhoods: readonly Neighbourhood[]
  shops: Record<SlotName, readonly string[]>
  airlines: readonly string[]
  hotels: readonly string[]
  employers: readonly string[]
  /** Net pay per pay day, and the days of the month it comes on (31: the last). */
  payMinor: number
  payDays: readonly number[]
  landlord: string
  rentMinor: number
  electricity: string
  water: string
  internet: string
  phone: string
  insurer: string
  gym: string
  teacher: string
  charity: string
  taxOffice: string
  moneyApp: string
  friends: readonly string[]
  subscriptions: readonly Subscription[]
}
