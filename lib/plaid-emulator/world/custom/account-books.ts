import type { InflowModel, OverrideAccount } from '../../custom-user'
import { type DateParts, dateParts, dayMs, dayNumber } from '../../day'
import { type Random, randomFor } from '../../random'
import { at, isDebt } from '../books'
import { describedPurpose } from '../described'
import type { Entry, Purpose } from '../entry'
import { priceOf } from '../habits'
import { type Household, payMinor } from '../household'
import type { AccountPlan, Currency } from '../institution'
import { chooseShop, purchase } from '../purposes'
import type { SlotName } from '../slots'
import { currencyFor, toMinor } from './currency'

type CustomPlan = AccountPlan & { currency: Currency }

/** One account's books: days are told one after the other, and once the past is told the opening balance is known. */
export interface CustomBooks {
  tell(day: number): void
  open(openingMinor: number): void
}

const interestLine = 'INTEREST CHARGE'
const shopping: readonly SlotName[] = [
  'groceries',
  'coffee',
  'lunch',
  'restaurant',
  'taxi',
  'pharmacy',
  'books',
]

const signed = (plan: AccountPlan, entry: Entry) => (isDebt(plan) ? -entry.postedMinor : entry.postedMinor)

/** What has left the balance of an account, among some entries, by a moment, in minor units. */
export function settledOut(plan: AccountPlan, entries: readonly Entry[], moment: number): number {
  let out = 0
  for (const entry of entries) {
    if (entry.account === plan.key && entry.settlesAt <= moment && !entry.isForeign)
      out += signed(plan, entry)
  }
  return out
}

const isDayOf = (spec: InflowModel['payment_day_of_month'], { dayOfMonth, daysInMonth }: DateParts) =>
  spec === 'last' ? dayOfMonth === daysInMonth : dayOfMonth === Number(spec ?? 0)

/** The last day before another one, as day numbers, that is the given day of its month. */
function lastBefore(day: number, spec: InflowModel['payment_day_of_month']): number {
  let candidate = day - 1
  while (candidate > day - 62 && !isDayOf(spec, dateParts(candidate))) candidate -= 1
  return candidate
}

/** The inflow model of an account: the one it was given, or the usual one of a card that nothing is said about. */
function inflowOf({ inflow_model, transactions }: OverrideAccount, plan: AccountPlan): InflowModel {
  if (inflow_model?.type) return inflow_model
  const isFree = (transactions ?? null) === null
  if (isFree && plan.type === 'credit') {
    return {
      type: 'monthly-balance-payment',
      payment_day_of_month: 15,
      statement_day_of_month: 'last',
      transaction_name: 'AUTOMATIC PAYMENT - THANK YOU',
    }
  }
  return { type: 'none' }
}

/** Keeps the books of one account of a custom user, writing into `entries`. */
export function customAccountBooks(options: {
  plan: CustomPlan
  override: OverrideAccount
  household: Household | null
  seed: string
  createdAt: number
  entries: Entry[]
}): CustomBooks {
  const { plan, override, household, seed, createdAt, entries } = options
  const createdDay = dayNumber(createdAt)
  const own: Entry[] = []
  const inflow = inflowOf(override, plan)
  const isFree = (override.transactions ?? null) === null
  const scale = 10 ** (plan.currency.decimals - 2)
  const code = plan.currency.isoCurrency ?? plan.currency.unofficialCurrency
  let opening: number | null = null

  const write = (
    key: string,
    minor: number,
    purpose: Purpose,
    times: Partial<Entry> & { occurredAt: number },
  ) => {
    const entry: Entry = {
      key: `${plan.key}.${key}`,
      account: plan.key,
      pendingMinor: minor,
      postedMinor: minor,
      settlesAt: times.occurredAt,
      pends: false,
      fate: 'posts',
      enrichedAt: null,
      timed: false,
      currency: plan.currency,
      purpose,
      ...times,
    }
    own.push(entry)
    entries.push(entry)
  }

  for (const [index, row] of (override.transactions ?? []).entries()) {
    const isForeign = (row.currency ?? code) !== code
    const currency = isForeign ? currencyFor(row.currency ?? '', [row.amount]) : plan.currency
    const minor = toMinor(row.amount, currency)
    const transacted = Date.parse(row.date_transacted)
    const posted = Date.parse(row.date_posted ?? row.date_transacted)
    // A day to come makes it pending, from the moment the Item is there.
    const pends = dayNumber(posted) > createdDay
    const occurredAt = transacted + dayMs / 2
    write(`listed${index}`, minor, describedPurpose(row.description, minor), {
      occurredAt,
      settlesAt: pends ? posted + dayMs / 4 : Math.min(posted + dayMs / 2, createdAt),
      pends,
      currency,
      ...(pends ? { shownAt: Math.min(occurredAt, createdAt) } : {}),
      ...(isForeign ? { isForeign } : {}),
    })
  }

  /** What is owed (or held) at the end of a day, once the opening balance is known; before, what it starts with. */
  const balanceAfter = (day: number) =>
    opening === null ? plan.openingMinor : opening - settledOut(plan, own, (day + 1) * dayMs - 1)

  /** What a statement asks for: all that is owed, or for the past what the month before it brought. */
  const statementMinor = (statement: number): number => {
    if (opening !== null) return balanceAfter(statement)
    const before = lastBefore(statement, inflow.statement_day_of_month)
    return own.reduce((sum, entry) => {
      const day = dayNumber(entry.settlesAt)
      const isSpending = !entry.isForeign && entry.postedMinor > 0 && day > before && day <= statement
      return isSpending ? sum + entry.postedMinor : sum
    }, 0)
  }

  const keepInflow = (day: number, date: DateParts) => {
    const name = inflow.transaction_name ?? 'PAYMENT'
    const occurredAt = at(day, 9)
    if (inflow.type === 'monthly-interest-only-payment' && isDayOf(inflow.statement_day_of_month, date)) {
      const rate = override.liability?.purchase_apr ?? override.liability?.nominal_apr ?? 12
      const minor = Math.round((balanceAfter(day - 1) * rate) / 1200)
      if (minor > 0) write(`interest${day}`, minor, describedPurpose(interestLine, minor), { occurredAt })
    }
    if (!isDayOf(inflow.payment_day_of_month, date)) return
    if (inflow.type === 'monthly-income') {
      const minor = -toMinor(inflow.income_amount ?? 0, plan.currency)
      const purpose = { ...describedPurpose(name, minor), category: 'INCOME_SALARY' as const }
      write(`income${day}`, minor, purpose, { occurredAt })
    }
    const due =
      inflow.type === 'monthly-balance-payment'
        ? statementMinor(lastBefore(day, inflow.statement_day_of_month))
        : inflow.type === 'monthly-interest-only-payment'
          ? (own.findLast(
              ({ purpose, occurredAt: moment }) => purpose.name === interestLine && moment < occurredAt,
            )?.postedMinor ?? 0)
          : 0
    if (due <= 0) return
    const category =
      plan.role === 'student-loan'
        ? ('LOAN_PAYMENTS_STUDENT_LOAN_PAYMENT' as const)
        : plan.role === 'mortgage'
          ? ('LOAN_PAYMENTS_MORTGAGE_PAYMENT' as const)
          : ('LOAN_PAYMENTS_CREDIT_CARD_PAYMENT' as const)
    write(`payment${day}`, -due, { ...describedPurpose(name, -due), category }, { occurredAt })
  }

  /** What nobody has specified: shopping, pay, rent and interest, at the same distance from the Item's first day. */
  const live = (home: Household, day: number, date: DateParts, random: Random) => {
    if (plan.role === 'savings') {
      const minor = -Math.max(1, Math.round(Math.abs(plan.openingMinor) / 400))
      if (date.dayOfMonth !== date.daysInMonth) return
      write(`interest${day}`, minor, describedPurpose('INTEREST PAID', minor), { occurredAt: at(day, 22) })
      return
    }
    if (plan.role !== 'everyday' && plan.role !== 'card') return
    if (
      plan.role === 'everyday' &&
      inflow.type === 'none' &&
      !override.inflow_model?.type &&
      date.dayOfMonth === 1
    ) {
      const minor = -Math.round(payMinor(home, date.year) * scale)
      const purpose = describedPurpose(`${home.employer.toUpperCase()} PAYROLL`, minor)
      write(`pay${day}`, minor, purpose, { occurredAt: at(day, 6) })
    }
    if (!random.chance(0.55)) return
    const slot = random.pick(shopping)
    const minor = Math.max(1, Math.round(priceOf(home, slot, date.year, random) * scale))
    const occurredAt = at(day, 8 + random.next() * 12)
    const pends = day >= createdDay - 2 && random.chance(0.7)
    write(`bought${day}`, minor, purchase(home, slot, chooseShop(home, slot, random), random), {
      occurredAt,
      settlesAt: pends ? at(day + 2, 6 + random.next()) : occurredAt,
      pends,
      timed: random.chance(0.3),
    })
  }

  return {
    open: (openingMinor) => {
      opening = openingMinor
    },
    tell: (day) => {
      const date = dateParts(day)
      if (isFree && household !== null) {
        live(household, day, date, randomFor(seed, plan.key, day - createdDay))
      }
      keepInflow(day, date)
    },
  }
}
