import { dateParts } from '../day'
import { receivePay } from './bills'
import { at } from './books'
import type { Category } from './categories'
import type { Day } from './funds'
import { pay } from './funds'
import { payingAccount, priceOf } from './habits'
import { localMinor } from './household'
import { banking, chooseShop, payment, purchase } from './purposes'
import type { SlotName } from './slots'

/** How much of a quiet household's past its bank tells, in days. */
export const quietDays = 180

/** What is pending when a quiet household is first looked at, one a slot. */
const pending: readonly SlotName[] = ['coffee', 'groceries', 'restaurant', 'pharmacy']

/**
 * Writes down a day of a quiet household, the one whose news come when somebody refreshes: pay, rent, a few bills and
 * subscriptions for half a year, some fifty rows in all, and a handful of purchases that are pending on the day that
 * it is found.
 */
export function keepQuiet(context: Day, foundOn: number): void {
  const { household, books, day, random } = context
  const { region } = household
  if (day < foundOn - quietDays) return
  const date = dateParts(day)
  const local = (usMinor: number) => localMinor(household, usMinor, date.year)
  const bill = (name: string, category: Category, minor: number) =>
    pay(context, { minor, purpose: payment(household, name, category) })
  receivePay(context)
  const [subscription] = region.subscriptions
  if (subscription?.dayOfMonth === date.dayOfMonth) {
    bill(subscription.name, subscription.category, subscription.minor)
  }
  switch (date.dayOfMonth) {
    case 1:
      bill(region.landlord, 'RENT_AND_UTILITIES_RENT', Math.round((region.rentMinor * household.level) / 100))
      break
    case 7:
      bill(region.internet, 'RENT_AND_UTILITIES_INTERNET_AND_CABLE', local(5900))
      break
    case 11:
      bill(region.phone, 'RENT_AND_UTILITIES_TELEPHONE', local(4500))
      break
    case 22:
      bill(region.gym, 'PERSONAL_CARE_GYMS_AND_FITNESS_CENTERS', local(6200))
      break
  }
  if (date.dayOfMonth === date.daysInMonth) {
    books.add(day, {
      account: 'savings',
      minor: -Math.round((books.balance('savings') * 0.028) / 12),
      occurredAt: at(day, 6.75),
      purpose: banking(household, 'INTEREST PAYMENT', 'INCOME_INTEREST_EARNED', 'interest'),
    })
  }
  if (day !== foundOn - 1) return
  for (const [index, slot] of pending.entries()) {
    const minor = priceOf(household, slot, date.year, random)
    const tip = slot === 'restaurant' ? Math.max(1, Math.round((minor * random.between(12, 22)) / 100)) : 0
    books.add(day, {
      account: payingAccount(household, slot, random),
      minor,
      postedMinor: minor + tip,
      occurredAt: at(day, 9 + index * 3 + random.next()),
      settlesAt: at(day + 3 + (index % 2), 6.5 + random.next()),
      pends: true,
      timed: true,
      purpose: purchase(household, slot, chooseShop(household, slot, random), random),
    })
  }
}
