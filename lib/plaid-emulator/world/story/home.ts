import { cashAndFriends, isPayDay } from '../bills'
import { at } from '../books'
import { ensureFunds, pay, transfer } from '../funds'
import { keepPending, shop } from '../habits'
import { repay } from '../loans'
import { monthlyDepositMinor } from '../products/portfolio'
import { lastOn } from '../products/schedule'
import { banking, income, payment, purchase } from '../purposes'
import { payBills } from './bills'
import { isSecondFriday, journeyOn, monthlyCoinsMinor, type StoryDay, settledAtEndOf } from './calendar'
import { homeBills } from './home-bills'
import { buyNowAndThen, spendOnOccasion } from './home-shopping'
import { goAbroad } from './home-travel'

/** What is set aside each month, in cents. */
const monthlySavingMinor = 50_000
/** What stays on the everyday account when a quarter's surplus is set aside, in cents. */
const cushionMinor = 650_000

const cardDueOn = 6
const statementOn = 12

/** Robin's pay twice a month, with a raise eleven months ago, and a bonus in March; Alex's every other Friday. */
function receivePay(context: StoryDay): void {
  const { household, books, day, date, today } = context
  const receive = (payer: string, line: string, minor: number, hour: number) =>
    books.add(day, {
      account: 'everyday',
      minor: -minor,
      occurredAt: at(day, hour),
      purpose: income(household, payer, 'INCOME_SALARY', line),
    })
  if (isPayDay(context))
    receive('Larkspur Robotics', 'LARKSPUR ROBOTICS PAYROLL', day > today - 335 ? 262_880 : 248_000, 5)
  if (date.month === 3 && date.dayOfMonth === 20)
    receive('Larkspur Robotics', 'LARKSPUR ROBOTICS ANNUAL BONUS', 320_000, 5.25)
  if (isSecondFriday(day, date))
    receive('Bellweather Health', 'BELLWEATHER HEALTH DIRECT DEP', day > today - 200 ? 121_800 : 119_000, 5.5)
}

/** What comes at no fixed time: invoices that a client pays, and presents. */
function receiveMore({ household, books, day, date, random }: StoryDay): void {
  const isWeekday = date.weekday !== 0 && date.weekday !== 6
  if (isWeekday && random.chance(0.018)) {
    books.add(day, {
      account: 'everyday',
      minor: -random.between(38, 220) * 1000,
      occurredAt: at(day, 15),
      purpose: income(
        household,
        'Halfmoon Collective',
        'INCOME_CONTRACTOR',
        `HALFMOON COLLECTIVE INVOICE ${random.between(2100, 2999)}`,
      ),
    })
  }
  const present =
    date.month === 5 && date.dayOfMonth === 9
      ? 25_000
      : date.month === 12 && date.dayOfMonth === 21
        ? 40_000
        : 0
  if (present > 0) {
    books.add(day, {
      account: 'everyday',
      minor: -present,
      occurredAt: at(day, 16),
      purpose: banking(household, 'MOBILE CHECK DEPOSIT', 'TRANSFER_IN_DEPOSIT', 'transfer'),
    })
  }
}

/** Pays the card's last statement from the everyday account; the card's bank has the money a day later. */
function payCard(context: StoryDay): void {
  const { household, books, day, date } = context
  if (date.dayOfMonth !== cardDueOn) return
  const owed = settledAtEndOf(books, 'card', lastOn(day - 1, statementOn))
  if (owed <= 0) return
  pay(context, {
    minor: owed,
    purpose: banking(household, 'CASH BACK CARD AUTOPAY', 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT', 'transfer'),
  })
  books.add(day, {
    account: 'card',
    minor: -owed,
    occurredAt: at(day + 1, 6.5),
    purpose: banking(household, 'PAYMENT THANK YOU', 'LOAN_PAYMENTS_CREDIT_CARD_PAYMENT', 'payment'),
  })
}

/** Sets money aside, and sends some to the broker and to the wallet. */
function moveMoney(context: StoryDay): void {
  const { household, books, day, date } = context
  const toSavings = (kind: string, minor: number) =>
    transfer(
      context,
      { account: 'everyday', line: `${kind} TO RAINY DAY SAVINGS`, category: 'TRANSFER_OUT_SAVINGS' },
      { account: 'savings', line: `${kind} FROM EVERYDAY CHECKING`, category: 'TRANSFER_IN_SAVINGS' },
      minor,
      6.5,
    )
  switch (date.dayOfMonth) {
    case 2: {
      const spare = Math.floor((books.balance('everyday') - cushionMinor) / 25_000) * 25_000
      if (date.month % 3 === 1 && spare > 0) toSavings('SURPLUS', spare)
      break
    }
    case 3:
      pay(context, {
        minor: monthlyDepositMinor,
        purpose: banking(
          household,
          'TRANSFER TO BRAMBLEWICK INVEST',
          'TRANSFER_OUT_INVESTMENT_AND_RETIREMENT_FUNDS',
          'transfer',
        ),
      })
      break
    case 4: {
      const check = String(1041 + (date.year - household.firstYear) * 12 + date.month)
      pay(context, {
        minor: 12_000,
        purpose: payment(household, 'Nadia Okafor Piano', 'GENERAL_SERVICES_EDUCATION', {
          channel: 'other',
          line: `CHECK ${check}`,
          checkNumber: check,
        }),
      })
      break
    }
    case 16:
      toSavings('TRANSFER', monthlySavingMinor)
      break
    case 18:
      pay(context, {
        minor: monthlyCoinsMinor,
        purpose: banking(household, 'QUILLSTONE BITCOIN PURCHASE', 'TRANSFER_OUT_CRYPTO', 'transfer'),
      })
      break
  }
  if (date.dayOfMonth === date.daysInMonth) {
    books.add(day, {
      account: 'savings',
      minor: 0 - Math.round((books.balance('savings') * 0.034) / 12),
      occurredAt: at(day, 6.75),
      purpose: banking(household, 'INTEREST PAYMENT', 'INCOME_INTEREST_EARNED', 'interest'),
    })
  }
}

/** Writes down a day of the household's books at its home bank. */
export function liveAtHome(context: StoryDay): void {
  const { household, books, day, date, random, today } = context
  receivePay(context)
  receiveMore(context)
  repay(context)
  payBills(homeBills, context)
  payCard(context)
  moveMoney(context)
  goAbroad(context)
  spendOnOccasion(context)
  if (journeyOn(today, day) === null) {
    cashAndFriends(context)
    shop(household, books, day, date, random)
    buyNowAndThen(context)
    if (date.weekday === 4) {
      const box = payment(household, 'Harvest Row Veg Box', 'FOOD_AND_DRINK_GROCERIES', { code: 'purchase' })
      const occurredAt = at(day, 8)
      books.add(day, { account: 'card', minor: 3200, occurredAt, settlesAt: at(day + 1, 6.5), purpose: box })
    }
    if (date.month === 12 && date.dayOfMonth < 23 && random.chance(0.3)) {
      const gift = purchase(household, 'gifts', random.pick(household.shops.gifts), random)
      books.add(day, {
        account: 'card',
        minor: random.between(1400, 9800),
        occurredAt: at(day, 17),
        settlesAt: at(day + 1, 6.5),
        purpose: gift,
      })
    }
    // Of what was pending long ago nothing is seen any more but what has posted, so that a third of it will do.
    if (day > today - 7 || random.chance(0.35)) keepPending(household, books, day, date, random)
  }
  ensureFunds(context, 0)
}
