import { dateParts, dayNumber, firstDayOfYear } from '../../day'
import { randomFor } from '../../random'
import { openBooks } from '../books'
import { householdOf } from '../household'
import type { AccountPlan, Institution, StoryPart } from '../institution'
import type { World } from '../world'
import { liveAbroad } from './abroad'
import { keepBroker } from './broker'
import type { CoinDay, StoryDay } from './calendar'
import { keepCoins } from './coins'
import { liveAtHome } from './home'

/** What the household earns and spends, in hundredths of the region's usual. */
const level = 108

const tellers: Record<Exclude<StoryPart, 'coins'>, (day: StoryDay) => void> = {
  home: liveAtHome,
  broker: keepBroker,
  abroad: liveAbroad,
}

/**
 * A bank's part of a household's life that several banks tell together. Told from the first of January three years
 * back, like any other; but what is of interest (journeys, a price that rose, a payment that did not come) lies at
 * fixed distances from the day on which the Item was made, so that it is always recent, and at all banks the same.
 */
export function createStoryWorld(
  institution: Institution,
  part: StoryPart,
  username: string,
  accounts: readonly AccountPlan[],
  createdAt: number,
): World {
  const today = dayNumber(createdAt)
  const firstYear = dateParts(today).year - 3
  const seed = `${institution.id}/${username}`
  const books = openBooks(accounts)
  const { region } = institution
  const household = region && { ...householdOf(seed, institution, region, firstYear), level }
  let next = firstDayOfYear(firstYear)
  const tell = (day: CoinDay) => {
    if (part === 'coins' || household === null) keepCoins(day)
    else tellers[part]({ household, ...day })
  }
  return {
    institution,
    seed,
    household,
    accounts,
    customAccounts: new Map(),
    volume: null,
    entries: books.entries,
    get toldUntil() {
      return next
    },
    tellUntil: (last) => {
      for (; next <= last; next += 1) {
        tell({ books, day: next, date: dateParts(next), random: randomFor(seed, next), today })
      }
    },
  }
}
