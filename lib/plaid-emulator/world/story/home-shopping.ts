import { at } from '../books'
import type { Category } from '../categories'
import { payment, refund } from '../purposes'
import type { SlotName } from '../slots'
import type { StoryDay } from './calendar'

/** A party that is paid now and then: what it costs at least and at most, in cents, and how often in a hundred days. */
type Occasional = readonly [
  name: string,
  category: Category,
  low: number,
  high: number,
  inHundredDays: number,
]

const occasional: readonly Occasional[] = [
  ['Brightway Superstore', 'GENERAL_MERCHANDISE_SUPERSTORES', 2400, 15_800, 7],
  ['Gilded Page Department Store', 'GENERAL_MERCHANDISE_DEPARTMENT_STORES', 1900, 11_500, 2],
  ['Rose City Dry Cleaning', 'PERSONAL_CARE_LAUNDRY_AND_DRY_CLEANING', 1200, 4800, 2],
  ['Cascade Bridge Toll', 'TRANSPORTATION_TOLLS', 200, 600, 4],
  ['Bluebird Pediatrics', 'MEDICAL_PRIMARY_CARE', 2500, 14_000, 1],
  ['Clearsight Optical', 'MEDICAL_EYE_CARE', 6500, 31_000, 0.4],
  ['Barkley Vet Clinic', 'MEDICAL_VETERINARY_SERVICES', 5500, 26_000, 0.7],
  ['Fairway Repair Co.', 'HOME_IMPROVEMENT_REPAIR_AND_MAINTENANCE', 7500, 39_000, 0.6],
  [
    'Multnomah County Services',
    'GOVERNMENT_AND_NON_PROFIT_GOVERNMENT_DEPARTMENTS_AND_AGENCIES',
    1800,
    14_500,
    0.5,
  ],
]

/** Writes down what is bought from parties that a household sees now and then. */
export function buyNowAndThen({ household, books, day, random }: StoryDay): void {
  for (const [name, category, low, high, inHundredDays] of occasional) {
    if (!random.chance(inHundredDays / 100)) continue
    books.add(day, {
      account: 'card',
      minor: Math.round(low + (high - low) * random.next() ** 1.8),
      occurredAt: at(day, 10 + random.next() * 8),
      settlesAt: at(day + 1, 6.5),
      purpose: payment(household, name, category, { code: 'purchase' }),
    })
  }
}

/** Something dear, so many days before today, and how much of it came back so many days later; in cents. */
interface Occasion {
  daysAgo: number
  name: string
  slot: SlotName
  category: Category
  minor: number
  back?: { minor: number; afterDays: number }
}

const occasions: readonly Occasion[] = [
  {
    daysAgo: 27,
    name: 'Voltside',
    slot: 'electronics',
    category: 'GENERAL_MERCHANDISE_ELECTRONICS',
    minor: 164_900,
    back: { minor: 22_900, afterDays: 8 },
  },
  {
    daysAgo: 13,
    name: 'Tread & Torque',
    slot: 'garage',
    category: 'GENERAL_SERVICES_AUTOMOTIVE',
    minor: 128_460,
  },
  {
    daysAgo: 122,
    name: 'Oakline Home',
    slot: 'furniture',
    category: 'HOME_IMPROVEMENT_FURNITURE',
    minor: 139_900,
    back: { minor: 139_900, afterDays: 12 },
  },
  {
    daysAgo: 9,
    name: 'Northloom',
    slot: 'clothing',
    category: 'GENERAL_MERCHANDISE_CLOTHING_AND_ACCESSORIES',
    minor: 11_850,
    back: { minor: 11_850, afterDays: 6 },
  },
]

/** Writes down the few dear things of a life, and what of them is sent back. */
export function spendOnOccasion({ household, books, day, today }: StoryDay): void {
  for (const { daysAgo, name, slot, category, minor, back } of occasions) {
    const bought = today - daysAgo
    if (day === bought) {
      books.add(day, {
        account: 'card',
        minor,
        occurredAt: at(day, 11),
        settlesAt: at(day + 1, 6.5),
        purpose: payment(household, name, category, { code: 'purchase' }),
      })
    }
    if (back !== undefined && day === bought + back.afterDays) {
      books.add(day, {
        account: 'card',
        minor: -back.minor,
        occurredAt: at(day, 9),
        settlesAt: at(day + 1, 6.5),
        purpose: refund(household, slot, name),
      })
    }
  }
}
