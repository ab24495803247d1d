import { at } from '../books'
import { isDepositDay, monthlyDepositMinor } from '../products/portfolio'
import { banking } from '../purposes'
import type { StoryDay } from './calendar'

/** Writes down a day of the broker's cash account: money arrives from the home bank, and goes on into the portfolio. */
export function keepBroker({ household, books, day, date }: StoryDay): void {
  if (date.dayOfMonth === 4) {
    books.add(day, {
      account: 'everyday',
      minor: -monthlyDepositMinor,
      occurredAt: at(day, 6.5),
      purpose: banking(
        household,
        'TRANSFER FROM ALDERBROOK BANK',
        'TRANSFER_IN_INVESTMENT_AND_RETIREMENT_FUNDS',
        'transfer',
      ),
    })
  }
  if (isDepositDay(date)) {
    books.add(day, {
      account: 'everyday',
      minor: monthlyDepositMinor,
      occurredAt: at(day, 9),
      purpose: banking(
        household,
        'MOVED TO INDIVIDUAL BROKERAGE',
        'TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS',
        'transfer',
      ),
    })
  }
  if (date.dayOfMonth === date.daysInMonth) {
    books.add(day, {
      account: 'everyday',
      minor: 0 - Math.round((books.balance('everyday') * 0.041) / 12),
      occurredAt: at(day, 6.75),
      purpose: banking(household, 'CREDIT INTEREST', 'INCOME_INTEREST_EARNED', 'interest'),
    })
  }
}
