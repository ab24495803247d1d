import type { DateParts } from '../day'
import { dateParts } from '../day'
import type { Random } from '../random'
import { at, type Books } from './books'
import type { Category } from './categories'
import { type Day, ensureFunds, has, pay, transfer } from './funds'
import type { Household } from './household'
import { localMinor, monthlyPayMinor, payMinor } from './household'
import { repay } from './loans'
import { banking, income, payment } from './purposes'

/** Is it a pay day? A pay day on a weekend comes on the Friday before. */
export function isPayDay({ household, day, date }: Day): boolean {
  const falls = (on: DateParts) =>
    household.region.payDays.some((payDay) => Math.min(payDay, on.daysInMonth) === on.dayOfMonth)
  if (date.weekday === 0 || date.weekday === 6) return false
  if (falls(date)) return true
  return date.weekday === 5 && (falls(dateParts(day + 1)) || falls(dateParts(day + 2)))
}

function monthlyBills(context: Day): void {
  const { household, books, day, date, random } = context
  const { region } = household
  const local = (usMinor: number) => localMinor(household, usMinor, date.year)
  const bill = (name: string, category: Category, minor: number) =>
    pay(context, { minor, purpose: payment(household, name, category) })
  switch (date.dayOfMonth) {
    case 1: {
      if (has(household, 'mortgage')) break
      // The rent goes up a little every July.
      const years = date.year - household.firstYear + (date.month >= 7 ? 1 : 0)
      const minor = Math.round((region.rentMinor * household.level * (1 + 0.02 * years)) / 100_00) * 100
      pay(context, {
        minor,
        purpose: payment(household, region.landlord, 'RENT_AND_UTILITIES_RENT', { code: 'standing order' }),
      })
      break
    }
    case 4: {
      const number = String(1041 + (date.year - household.firstYear) * 12 + date.month)
      pay(context, {
        minor: local(12_000),
        purpose: payment(
          household,
          region.teacher,
          'GENERAL_SERVICES_EDUCATION',
          region.hasTransactionCodes
            ? { code: 'standing order' }
            : { channel: 'other', line: `CHECK ${number}`, checkNumber: number },
        ),
      })
      break
    }
    case 7:
      bill(region.internet, 'RENT_AND_UTILITIES_INTERNET_AND_CABLE', local(5900))
      break
    case 11:
      bill(region.phone, 'RENT_AND_UTILITIES_TELEPHONE', local(4500))
      break
    case 13:
      bill(region.water, 'RENT_AND_UTILITIES_WATER', local(random.between(3400, 5600)))
      break
    case 19: {
      const winter = 1 + 0.45 * Math.cos(((date.month - 1) / 6) * Math.PI)
      bill(
        region.electricity,
        'RENT_AND_UTILITIES_GAS_AND_ELECTRICITY',
        local(Math.round(random.between(7200, 9100) * winter)),
      )
      break
    }
    case 20:
      bill(region.insurer, 'GENERAL_SERVICES_INSURANCE', local(10_900))
      break
    case 22:
      bill(region.gym, 'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS', local(6200))
      break
    case 24:
      bill(region.charity, 'GOVERNMENT_AND_NON_PROFIT_DONATIONS', local(2500))
      break
  }
  for (const { name, category, minor, risesTo, dayOfMonth } of region.subscriptions) {
    if (dayOfMonth !== date.dayOfMonth) continue
    // The rise comes in the March of the year before the last one told, so that two years of history show it.
    const risen =
      risesTo !== undefined &&
      (date.year > household.firstYear + 2 || (date.year === household.firstYear + 2 && date.month >= 3))
    const price = risen ? risesTo : minor
    const account = has(household, 'card') ? 'card' : 'everyday'
    books.add(day, {
      account,
      minor: price,
      occurredAt: at(day, 7),
      settlesAt: at(day + 1, 6.5),
      purpose: payment(household, name, category, { code: 'purchase' }),
    })
  }
}

function ownTransfers(context: Day): void {
  const { household, books, day, date } = context
  const month = monthlyPayMinor(household, date.year)
  if (date.dayOfMonth === 6 && has(household, 'card')) {
    const owed = books.settledBalance('card', at(day, 6.5))
    if (owed > 0) {
      ensureFunds(context, owed)
      transfer(
        context,
        { account: 'everyday', line: 'CREDIT CARD AUTOPAY', category: 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT' },
        { account: 'card', line: 'PAYMENT THANK YOU', category: 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT' },
        owed,
        6.5,
      )
    }
  }
  const savingDay = household.region.payDays.length > 1 ? 17 : 8
  if (date.dayOfMonth === savingDay) {
    const spare = books.balance('everyday') - month * 0.45
    const amount = Math.min(Math.floor(spare / 5000) * 5000, Math.round(month / 20_000) * 5000)
    if (amount >= 5000) {
      transfer(
        context,
        { account: 'everyday', line: 'TRANSFER TO SAVINGS', category: 'TRANSFER_OUT_SAVINGS' },
        { account: 'savings', line: 'TRANSFER FROM CHECKING', category: 'TRANSFER_IN_SAVINGS' },
        amount,
        6.5,
      )
    }
  }
  if (date.dayOfMonth === date.daysInMonth) {
    const minor = Math.round((books.balance('savings') * 0.028) / 12)
    if (minor > 0) {
      books.add(day, {
        account: 'savings',
        minor: -minor,
        occurredAt: at(day, 6.75),
        purpose: banking(household, 'INTEREST PAYMENT', 'INCOME_INTEREST_EARNED', 'interest'),
      })
    }
  }
}

/** Writes down what goes to cash machines and between friends, and what the tax office gives back. */
export function cashAndFriends(context: Day): void {
  const { household, books, day, date, random } = context
  const { region } = household
  const local = (usMinor: number) => localMinor(household, usMinor, date.year)
  if (random.chance(0.06)) {
    const minor = random.pick([4000, 6000, 8000, 10_000])
    pay(
      context,
      { minor, purpose: banking(household, 'ATM WITHDRAWAL', 'TRANSFER_OUT_WITHDRAWAL', 'atm') },
      12,
    )
    if (random.chance(0.25))
      pay(
        context,
        {
          minor: local(300),
          purpose: banking(household, 'OUT OF NETWORK ATM FEE', 'BANK_FEES_ATM_FEES', 'bank charge'),
        },
        12.1,
      )
  }
  if (random.chance(0.045)) {
    const friend = random.pick(region.friends)
    const isPaying = random.chance(0.55)
    const minor = Math.round(local(random.between(800, 6500)) / 50) * 50
    const category = isPaying ? 'TRANSFER_OUT_TRANSFER_OUT_FROM_APPS' : 'TRANSFER_IN_TRANSFER_IN_FROM_APPS'
    books.add(day, {
      account: 'everyday',
      minor: isPaying ? minor : -minor,
      occurredAt: at(day, 18 + random.next() * 3),
      purpose: {
        ...banking(
          household,
          `${region.moneyApp.toUpperCase()} ${isPaying ? 'TO' : 'FROM'} ${friend.toUpperCase()}`,
          category,
          'transfer',
        ),
        counterparty: { name: region.moneyApp, type: 'payment_app' },
        channel: 'online',
      },
    })
  }
  if (date.month === 4 && date.dayOfMonth === 14) {
    books.add(day, {
      account: 'everyday',
      minor: -local(random.between(38_000, 96_000)),
      occurredAt: at(day, 6),
      purpose: income(household, region.taxOffice, 'INCOME_TAX_REFUND', region.taxOffice.toUpperCase()),
    })
  }
}

/** Three journeys a year: the flight is booked first, the hotel is paid at the end. */
function travel(context: Day): void {
  const { household, books, day, date, random } = context
  const { region } = household
  const account = has(household, 'card') ? 'card' : 'everyday'
  const local = (usMinor: number) => localMinor(household, usMinor, date.year)
  const spend = (name: string, category: Category, minor: number, onDay: number) =>
    books.add(day, {
      account,
      minor,
      occurredAt: at(onDay, 10),
      settlesAt: at(onDay + 1, 6.5),
      purpose: payment(household, name, category, { code: 'purchase' }),
    })
  const isDeparture = date.dayOfMonth === 11 && (date.month === 3 || date.month === 7 || date.month === 10)
  if (!isDeparture) return
  const nights = random.between(3, 6)
  const hotel = local(random.between(9500, 14_500) * nights)
  spend(random.pick(region.airlines), 'TRAVEL_FLIGHTS', local(random.between(19_000, 41_000)), day + 2)
  spend(random.pick(region.hotels), 'TRAVEL_LODGING', hotel, day + 20)
  spend('Wayfarer Tours', 'TRAVEL_OTHER_TRAVEL', local(random.between(3500, 9500)), day + 21)
  books.add(day, {
    account,
    minor: Math.round(hotel * 0.03),
    occurredAt: at(day + 21, 6.5),
    purpose: banking(
      household,
      'FOREIGN TRANSACTION FEE',
      'BANK_FEES_FOREIGN_TRANSACTION_FEES',
      'bank charge',
    ),
  })
}

/** Writes down the household's pay, on the days on which it comes. */
export function receivePay(context: Day): void {
  if (!isPayDay(context)) return
  const { household, books, day, date } = context
  const line = `${household.employer.toUpperCase()} PAYROLL`
  books.add(day, {
    account: 'everyday',
    minor: -payMinor(household, date.year),
    occurredAt: at(day, 5),
    purpose: income(household, household.employer, 'INCOME_SALARY', line),
  })
}

/** Writes down what comes with the calendar: pay, bills, loans, transfers, interest, fees, journeys. */
export function keepUp(
  household: Household,
  books: Books,
  day: number,
  date: DateParts,
  random: Random,
): void {
  const context: Day = { household, books, day, date, random }
  receivePay(context)
  repay(context)
  monthlyBills(context)
  ownTransfers(context)
  cashAndFriends(context)
  travel(context)
  ensureFunds(context, 0)
}
