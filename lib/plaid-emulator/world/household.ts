import type { Random } from '../random'
import { randomFor } from '../random'
import type { Purpose } from './entry'
import type { Institution } from './institution'
import type { Neighbourhood, Region } from './region'
import type { SlotName } from './slots'
import { slotNames } from './slots'

/** The people behind a login: where they live, what they earn, which shops they like. Follows from the seed alone. */
export interface Household {
  seed: string
  institution: Institution
  region: Region
  /** What they earn and spend, in hundredths of the region's usual. */
  level: number
  employer: string
  homes: readonly Neighbourhood[]
  /** Their shops, the dearest to them first. */
  shops: Record<SlotName, readonly string[]>
  /** The first year of the books. */
  firstYear: number
  /** Purchases alike share their description: one for each shop and place. */
  purchases: Map<string, Purpose>
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, order: random.next() }))
    .sort((left, right) => left.order - right.order)
    .map(({ value }) => value)
}

/** The household that a seed stands for in a region. */
export function householdOf(
  seed: string,
  institution: Institution,
  region: Region,
  firstYear: number,
): Household {
  const random = randomFor(seed, 'household')
  const shops = { ...region.shops }
  for (const name of slotNames) shops[name] = shuffled(random, region.shops[name])
  return {
    seed,
    institution,
    region,
    level: random.between(92, 124),
    employer: random.pick(region.employers),
    homes: shuffled(random, region.neighbourhoods),
    shops,
    firstYear,
    purchases: new Map(),
  }
}

/** A price in the household's currency for a US price in cents: the region's level, their own, and 2.5 % a year. */
export function localMinor(household: Household, usMinor: number, year: number): number {
  const inflation = 1 + 0.025 * (year - household.firstYear)
  return Math.round((usMinor * household.region.priceLevel * household.level * inflation) / 10_000)
}

/** Net pay on one pay day of a year: 3 % more each January. */
export function payMinor(household: Household, year: number): number {
  const raised = household.region.payMinor * 1.03 ** (year - household.firstYear)
  return Math.round((raised * household.level) / 100)
}

/** What comes in during one month of a year. */
export function monthlyPayMinor(household: Household, year: number): number {
  return payMinor(household, year) * household.region.payDays.length
}
