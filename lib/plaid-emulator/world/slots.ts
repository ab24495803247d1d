import type { PaymentChannel } from '../wire'
import type { Category } from './categories'

/** A habit of spending. Amounts are US cents; a region scales them to its price level. */
export interface Slot {
  category: Category
  channel: PaymentChannel
  low: number
  high: number
  /** How often on a weekday and on a day of the weekend, on average. */
  weekday: number
  weekend: number
  /** The chance that a household with a credit card uses it. */
  onCard: number
  /** Prices that end in a ninety-nine. */
  priced?: boolean
}

const inStore = 'in store' as const

/** What a household spends on from day to day. */
export const slots = {
  groceries: {
    category: 'FOOD_AND_DRINK_GROCERIES',
    channel: inStore,
    low: 1400,
    high: 14_500,
    weekday: 0.27,
    weekend: 0.52,
    onCard: 0.55,
  },
  restaurant: {
    category: 'FOOD_AND_DRINK_RESTAURANT',
    channel: inStore,
    low: 1900,
    high: 8400,
    weekday: 0.05,
    weekend: 0.22,
    onCard: 0.8,
  },
  coffee: {
    category: 'FOOD_AND_DRINK_COFFEE',
    channel: inStore,
    low: 340,
    high: 1150,
    weekday: 0.36,
    weekend: 0.26,
    onCard: 0.5,
  },
  lunch: {
    category: 'FOOD_AND_DRINK_FAST_FOOD',
    channel: inStore,
    low: 850,
    high: 1900,
    weekday: 0.2,
    weekend: 0.1,
    onCard: 0.5,
  },
  bar: {
    category: 'FOOD_AND_DRINK_BEER_WINE_AND_LIQUOR',
    channel: inStore,
    low: 1200,
    high: 5200,
    weekday: 0.03,
    weekend: 0.14,
    onCard: 0.7,
  },
  corner: {
    category: 'GENERAL_MERCHANDISE_CONVENIENCE_STORES',
    channel: inStore,
    low: 280,
    high: 1900,
    weekday: 0.14,
    weekend: 0.1,
    onCard: 0.2,
  },
  fuel: {
    category: 'TRANSPORTATION_GAS',
    channel: inStore,
    low: 2800,
    high: 6200,
    weekday: 0.1,
    weekend: 0.16,
    onCard: 0.75,
  },
  transit: {
    category: 'TRANSPORTATION_PUBLIC_TRANSIT',
    channel: inStore,
    low: 275,
    high: 1400,
    weekday: 0.22,
    weekend: 0.08,
    onCard: 0.35,
  },
  taxi: {
    category: 'TRANSPORTATION_TAXIS_AND_RIDE_SHARES',
    channel: 'online',
    low: 950,
    high: 3800,
    weekday: 0.05,
    weekend: 0.13,
    onCard: 0.85,
  },
  parking: {
    category: 'TRANSPORTATION_PARKING',
    channel: inStore,
    low: 300,
    high: 1800,
    weekday: 0.06,
    weekend: 0.07,
    onCard: 0.5,
  },
  pharmacy: {
    category: 'MEDICAL_PHARMACIES_AND_SUPPLEMENTS',
    channel: inStore,
    low: 600,
    high: 4600,
    weekday: 0.06,
    weekend: 0.05,
    onCard: 0.5,
  },
  clothing: {
    category: 'GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES',
    channel: 'online',
    low: 1999,
    high: 13_900,
    weekday: 0.04,
    weekend: 0.09,
    onCard: 0.9,
    priced: true,
  },
  marketplace: {
    category: 'GENERAL_MERCHANDISE_ONLINE_MARKETPLACES',
    channel: 'online',
    low: 899,
    high: 8900,
    weekday: 0.13,
    weekend: 0.12,
    onCard: 0.9,
    priced: true,
  },
  home: {
    category: 'HOME_IMPROVEMENT_HARDWARE',
    channel: inStore,
    low: 900,
    high: 9500,
    weekday: 0.02,
    weekend: 0.1,
    onCard: 0.7,
    priced: true,
  },
  furniture: {
    category: 'HOME_IMPROVEMENT_FURNITURE',
    channel: 'online',
    low: 4900,
    high: 42_000,
    weekday: 0.006,
    weekend: 0.015,
    onCard: 1,
    priced: true,
  },
  electronics: {
    category: 'GENERAL_MERCHANDISE_ELECTRONICS',
    channel: 'online',
    low: 1999,
    high: 38_900,
    weekday: 0.012,
    weekend: 0.02,
    onCard: 1,
    priced: true,
  },
  books: {
    category: 'GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS',
    channel: inStore,
    low: 899,
    high: 4200,
    weekday: 0.03,
    weekend: 0.06,
    onCard: 0.7,
    priced: true,
  },
  sport: {
    category: 'GENERAL_MERCHANDISE_SPORTING_GOODS',
    channel: inStore,
    low: 1499,
    high: 12_900,
    weekday: 0.012,
    weekend: 0.03,
    onCard: 0.8,
    priced: true,
  },
  pets: {
    category: 'GENERAL_MERCHANDISE_PET_SUPPLIES',
    channel: inStore,
    low: 1200,
    high: 6800,
    weekday: 0.03,
    weekend: 0.05,
    onCard: 0.6,
  },
  gifts: {
    category: 'GENERAL_MERCHANDISE_GIFTS_AND_NOVELTIES',
    channel: inStore,
    low: 900,
    high: 6400,
    weekday: 0.02,
    weekend: 0.04,
    onCard: 0.7,
  },
  hair: {
    category: 'PERSONAL_CARE_HAIR_AND_BEAUTY',
    channel: inStore,
    low: 2800,
    high: 8600,
    weekday: 0.02,
    weekend: 0.03,
    onCard: 0.6,
  },
  cinema: {
    category: 'ENTERTAINMENT_TV_AND_MOVIES',
    channel: inStore,
    low: 1300,
    high: 4200,
    weekday: 0.02,
    weekend: 0.09,
    onCard: 0.7,
  },
  museum: {
    category: 'ENTERTAINMENT_SPORTING_EVENTS_AMUSEMENT_PARKS_AND_MUSEUMS',
    channel: inStore,
    low: 1800,
    high: 9500,
    weekday: 0.005,
    weekend: 0.05,
    onCard: 0.8,
  },
  games: {
    category: 'ENTERTAINMENT_VIDEO_GAMES',
    channel: 'online',
    low: 499,
    high: 6999,
    weekday: 0.015,
    weekend: 0.03,
    onCard: 0.9,
    priced: true,
  },
  garage: {
    category: 'GENERAL_SERVICES_AUTOMOTIVE',
    channel: inStore,
    low: 2900,
    high: 46_000,
    weekday: 0.008,
    weekend: 0.004,
    onCard: 0.7,
  },
  dentist: {
    category: 'MEDICAL_DENTAL_CARE',
    channel: 'other',
    low: 4000,
    high: 24_000,
    weekday: 0.006,
    weekend: 0,
    onCard: 0.4,
  },
  post: {
    category: 'GENERAL_SERVICES_POSTAGE_AND_SHIPPING',
    channel: inStore,
    low: 480,
    high: 3200,
    weekday: 0.015,
    weekend: 0.005,
    onCard: 0.3,
  },
} as const satisfies Record<string, Slot>

export type SlotName = keyof typeof slots

export const slotNames = Object.keys(slots).filter((name): name is SlotName => name in slots)

/** Kinds of shops whose purchases are now and then sent back. */
export const returnable: readonly SlotName[] = ['clothing', 'marketplace', 'electronics', 'home']
