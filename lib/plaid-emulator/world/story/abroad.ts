import { at } from '../books'
import { ensureFunds, pay, transfer } from '../funds'
import { priceOf } from '../habits'
import { banking, chooseShop, income, purchase } from '../purposes'
import type { SlotName } from '../slots'
import { type Bill, payBills } from './bills'
import { journeyOn, journeysOf, type StoryDay } from './calendar'

/** What a day of a journey brings on the account of the country. */
const inTown: readonly (readonly [slot: SlotName, chance: number])[] = [
  ['coffee', 0.9],
  ['lunch', 0.7],
  ['groceries', 0.6],
  ['transit', 0.8],
  ['bar', 0.25],
  ['restaurant', 0.3],
  ['books', 0.2],
]

/** What is ordered from afar between journeys. */
const ordered: readonly SlotName[] = ['marketplace', 'gifts', 'books', 'games']

/** What is paid every month, in euro cents. */
const bills: readonly Bill[] = [
  {
    name: 'Opslag Merwede',
    category: 'GENERAL_SERVICES_STORAGE',
    minor: 5400,
    before: { minor: 4900, payments: 9 },
    account: 'everyday',
    on: { dayOfMonth: 2 },
  },
  {
    name: 'Kievit Mobiel',
    category: 'RENT_AND_UTILITIES_TELEPHONE',
    minor: 1250,
    account: 'everyday',
    on: { dayOfMonth: 11 },
  },
  {
    name: 'Dagblad De Gracht',
    category: 'GENERAL_MERCHANDISE_BOOKSTORES_AND_NEWSSTANDS',
    minor: 1450,
    account: 'everyday',
    on: { dayOfMonth: 27 },
  },
]

/** Buys something at a shop, which takes its money some days later. */
function buy(context: StoryDay, slot: SlotName, days: number, pends: boolean): void {
  const { household, books, day, date, random } = context
  const minor = priceOf(household, slot, date.year, random)
  ensureFunds(context, minor)
  books.add(day, {
    account: 'everyday',
    minor,
    occurredAt: at(day, 9 + random.next() * 11),
    settlesAt: at(day + days, 6.5),
    pends,
    timed: random.chance(0.5),
    purpose: purchase(household, slot, chooseShop(household, slot, random), random),
  })
}

/** Writes down a day of the account abroad: a client there, a few bills, and everything while one is there. */
export function liveAbroad(context: StoryDay): void {
  const { household, books, day, date, random, today } = context
  payBills(bills, context)
  const isWeekday = date.weekday !== 0 && date.weekday !== 6
  if (isWeekday && random.chance(0.014)) {
    books.add(day, {
      account: 'everyday',
      minor: -random.between(36, 128) * 1250,
      occurredAt: at(day, 11),
      purpose: income(
        household,
        'Studio Spaak',
        'INCOME_CONTRACTOR',
        `STUDIO SPAAK FACTUUR ${random.between(310, 690)}`,
      ),
    })
  }
  if (journeysOf(today).some(({ from }) => day === from - 8)) {
    books.add(day, {
      account: 'everyday',
      minor: -164_210,
      occurredAt: at(day, 8),
      purpose: banking(
        household,
        'OVERBOEKING ALDERBROOK BANK R MARSH',
        'TRANSFER_IN_ACCOUNT_TRANSFER',
        'transfer',
      ),
    })
  }
  if (date.dayOfMonth === 15 && books.balance('everyday') > 80_000) {
    transfer(
      context,
      { account: 'everyday', line: 'NAAR SPAARREKENING', category: 'TRANSFER_OUT_SAVINGS' },
      { account: 'savings', line: 'VAN BETAALREKENING', category: 'TRANSFER_IN_SAVINGS' },
      15_000,
      6.5,
    )
  }
  if (date.dayOfMonth === date.daysInMonth) {
    books.add(day, {
      account: 'savings',
      minor: 0 - Math.round((books.balance('savings') * 0.0155) / 12),
      occurredAt: at(day, 6.75),
      purpose: banking(household, 'RENTE', 'INCOME_INTEREST_EARNED', 'interest'),
    })
    pay(context, {
      minor: 195,
      purpose: banking(household, 'KOSTEN BETAALREKENING', 'BANK_FEES_OTHER_BANK_FEES', 'bank charge'),
    })
  }
  const journey = journeyOn(today, day)
  if (journey !== null) {
    for (const [slot, chance] of inTown) if (random.chance(chance)) buy(context, slot, 1, false)
    if ((day - journey.from) % 5 === 1) {
      const cash = banking(household, 'GELDAUTOMAAT OUDEGRACHT', 'TRANSFER_OUT_WITHDRAWAL', 'atm')
      pay(context, { minor: 8000, purpose: cash }, 12)
    }
  } else if (random.chance(0.06)) buy(context, random.pick(ordered), 2, true)
  // There is always an order under way, from the first look at the account on.
  if (day >= today - 1 && (day - today + 1) % 4 === 0) buy(context, 'marketplace', 5, true)
}
