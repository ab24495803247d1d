import { type DateParts, dateParts } from '../../day'
import type { AccountPlan, AccountRole } from '../institution'
import { closedDay, openingDay, priceMinor, type SecurityKey, securities } from './market'

/** Quantities are whole numbers of millionths. */
export const quantityDecimals = 6
const whole = 10 ** quantityDecimals

export type TradeKind =
  | 'buy'
  | 'sell'
  | 'contribution'
  | 'deposit'
  | 'dividend'
  | 'dividend reinvestment'
  | 'interest'
  | 'account fee'

/** A row of an investment account. Money in minor units, positive = cash out; quantities in millionths, positive = bought. */
export interface Trade {
  key: string
  day: number
  kind: TradeKind
  security: SecurityKey
  quantity: number
  priceMinor: number
  feesMinor: number
  amountMinor: number
}

/** What an account has of one security. The cost is that of all of it, in minor units. */
export interface Position {
  security: SecurityKey
  quantity: number
  costMinor: number
}

/** How an account is invested. */
interface Strategy {
  /** Parts of the opening value, in hundredths; what is left over is cash. */
  parts: readonly { security: SecurityKey; percent: number }[]
  /** What an employer pays in twice a month, in hundredths of a per cent of the opening value. */
  contribution: number
  /** What its owner pays in each month, in minor units, and what that buys. */
  deposit?: { minor: number; buys: readonly { security: SecurityKey; minor: number }[] }
  /** Do dividends buy more of what paid them, or stay as cash? */
  reinvests: boolean
  /** Does its owner trade by themselves? */
  trades: boolean
  feeMinor: number
}

/** What is paid in each month where an account's owner saves by standing order, in cents, and on which day. */
export const monthlyDepositMinor = 50_000
const depositOn = 6

/** Is it a weekday on which something happens that is due on a day of the month? After a weekend, the Monday. */
function isDueOn({ dayOfMonth, weekday }: DateParts, on: number): boolean {
  if (weekday === 0 || weekday === 6) return false
  return dayOfMonth === on || (weekday === 1 && (dayOfMonth === on + 1 || dayOfMonth === on + 2))
}

/** Is it the day on which the monthly deposits arrive? */
export const isDepositDay = (date: DateParts) => isDueOn(date, depositOn)

const strategies: Partial<Record<AccountRole, Strategy>> = {
  pension: {
    parts: [
      { security: 'targetFund', percent: 72 },
      { security: 'bondFund', percent: 24 },
    ],
    contribution: 40,
    reinvests: true,
    trades: false,
    feeMinor: 1250,
  },
  ira: {
    parts: [
      { security: 'marketEtf', percent: 68 },
      { security: 'treasury', percent: 25 },
    ],
    contribution: 0,
    reinvests: true,
    trades: false,
    feeMinor: 2000,
  },
  brokerage: {
    parts: [
      { security: 'marketEtf', percent: 38 },
      { security: 'riverworks', percent: 20 },
      { security: 'voltside', percent: 16 },
      { security: 'bitcoin', percent: 12 },
    ],
    contribution: 0,
    reinvests: false,
    trades: true,
    feeMinor: 0,
  },
  invested: {
    parts: [
      { security: 'marketEtf', percent: 30 },
      { security: 'worldEtf', percent: 12 },
      { security: 'riverworks', percent: 11 },
      { security: 'voltside', percent: 10 },
      { security: 'kestrel', percent: 8 },
      { security: 'bondFund', percent: 9 },
      { security: 'treasury', percent: 8 },
      { security: 'bitcoin', percent: 4 },
    ],
    contribution: 0,
    deposit: {
      minor: monthlyDepositMinor,
      buys: [
        { security: 'marketEtf', minor: 30_000 },
        { security: 'worldEtf', minor: 12_500 },
      ],
    },
    reinvests: false,
    trades: true,
    feeMinor: 0,
  },
  roth: {
    parts: [
      { security: 'targetFund', percent: 55 },
      { security: 'marketEtf', percent: 28 },
      { security: 'bondFund', percent: 13 },
    ],
    contribution: 0,
    reinvests: true,
    trades: false,
    feeMinor: 0,
  },
}

/** Does the emulator keep a portfolio for accounts of this role? */
export const hasPortfolio = (role: AccountRole) => strategies[role] !== undefined

/** The worth of a quantity at a price, in minor units. */
export const valueMinor = (quantity: number, price: number) => Math.round((quantity * price) / whole)

/** The account's books while they are written: what it has, and all that was done. */
class Ledger {
  readonly trades: Trade[] = []
  readonly positions = new Map<SecurityKey, { quantity: number; costMinor: number }>()
  cashMinor = 0

  constructor(plan: AccountPlan, strategy: Strategy) {
    this.cashMinor = plan.openingMinor
    for (const { security, percent } of strategy.parts) {
      const price = priceMinor(securities[security], openingDay)
      const quantity = Math.floor((plan.openingMinor * percent * whole) / 100 / price)
      const worth = valueMinor(quantity, price)
      this.positions.set(security, { quantity, costMinor: Math.round(worth * 0.93) })
      this.cashMinor -= worth
    }
  }

  cash(day: number, kind: TradeKind, security: SecurityKey, amountMinor: number): void {
    if (amountMinor === 0) return
    this.write({ day, kind, security, quantity: 0, priceMinor: 0, feesMinor: 0, amountMinor })
    this.cashMinor -= amountMinor
  }

  /** Buys for an amount of cash, fees included; nothing if it does not buy anything. */
  buy(day: number, security: SecurityKey, forMinor: number, feesMinor = 0, kind: TradeKind = 'buy'): void {
    const price = priceMinor(securities[security], day)
    const quantity = Math.floor(((forMinor - feesMinor) * whole) / price)
    if (quantity <= 0 || forMinor > this.cashMinor) return
    const amountMinor = valueMinor(quantity, price) + feesMinor
    this.write({ day, kind, security, quantity, priceMinor: price, feesMinor, amountMinor })
    const held = this.positions.get(security) ?? { quantity: 0, costMinor: 0 }
    this.positions.set(security, {
      quantity: held.quantity + quantity,
      costMinor: held.costMinor + amountMinor,
    })
    this.cashMinor -= amountMinor
  }

  /** Sells a share (0 to 1) of what is held; the cost goes down in proportion. */
  sell(day: number, security: SecurityKey, share: number): void {
    const held = this.positions.get(security)
    const quantity = Math.floor((held?.quantity ?? 0) * share)
    if (held === undefined || quantity <= 0) return
    const price = priceMinor(securities[security], day)
    const amountMinor = -valueMinor(quantity, price)
    this.write({
      day,
      kind: 'sell',
      security,
      quantity: -quantity,
      priceMinor: price,
      feesMinor: 0,
      amountMinor,
    })
    const costMinor = Math.round((held.costMinor * (held.quantity - quantity)) / held.quantity)
    this.positions.set(security, { quantity: held.quantity - quantity, costMinor })
    this.cashMinor -= amountMinor
  }

  private write(trade: Omit<Trade, 'key'>): void {
    this.trades.push({ ...trade, key: `${trade.day}.${this.trades.length}` })
  }
}

/** Writes down what a weekday brings to an account. */
function tellDay(ledger: Ledger, plan: AccountPlan, strategy: Strategy, day: number): void {
  const date = dateParts(day)
  const { month } = date
  const falls = (on: number) => isDueOn(date, on)
  if (strategy.deposit !== undefined && isDepositDay(date)) {
    ledger.cash(day, 'deposit', 'usd', -strategy.deposit.minor)
    for (const { security, minor } of strategy.deposit.buys) ledger.buy(day, security, minor)
  }
  if (strategy.contribution > 0 && (falls(14) || falls(25))) {
    const minor = Math.round((plan.openingMinor * strategy.contribution) / 10_000)
    ledger.cash(day, 'contribution', 'usd', -minor)
    for (const { security, percent } of strategy.parts)
      ledger.buy(day, security, Math.floor((minor * percent) / 96))
  }
  if (month % 3 === 0 && falls(20)) {
    for (const { security } of strategy.parts) {
      const held = ledger.positions.get(security)?.quantity ?? 0
      const { quarterlyDividend } = securities[security]
      const paid = Math.round(valueMinor(held, priceMinor(securities[security], day)) * quarterlyDividend)
      ledger.cash(day, 'dividend', security, 0 - paid)
      if (strategy.reinvests) ledger.buy(day, security, paid, 0, 'dividend reinvestment')
    }
  }
  if (strategy.feeMinor > 0 && month % 6 === 1 && falls(9) && ledger.cashMinor > strategy.feeMinor)
    ledger.cash(day, 'account fee', 'usd', strategy.feeMinor)
  if (falls(4)) ledger.cash(day, 'interest', 'usd', 0 - Math.round((ledger.cashMinor * 0.021) / 12))
  if (!strategy.trades || !falls(12)) return
  if (month % 3 === 2) ledger.buy(day, 'bitcoin', Math.floor(ledger.cashMinor * 0.06), 149)
  if (month % 4 === 1) ledger.sell(day, 'voltside', 0.06)
  if (month % 4 === 3) ledger.buy(day, 'marketEtf', Math.floor(ledger.cashMinor * 0.18))
}

/** An account's portfolio: what it holds at the end of a day, and what was done until then. */
export interface Portfolio {
  /** Holdings with cash last; their worth is the account's. Days before the portfolio opened show it as it opened. */
  positionsOn(day: number): Position[]
  /** Every row up to and including a day, the oldest first. */
  tradesUntil(day: number): Trade[]
}

function copyOf(ledger: Ledger): Position[] {
  const held = [...ledger.positions].map(([security, position]) => ({ security, ...position }))
  return [
    ...held.filter(({ quantity }) => quantity > 0),
    { security: 'usd' as const, quantity: ledger.cashMinor * (whole / 100), costMinor: ledger.cashMinor },
  ]
}

/** Builds the portfolio of an account whose role has one; null for any other account. Follows from the plan alone. */
export function createPortfolio(plan: AccountPlan): Portfolio | null {
  const strategy = strategies[plan.role]
  if (strategy === undefined) return null
  const ledger = new Ledger(plan, strategy)
  const opened = copyOf(ledger)
  /** The holdings at the end of each day that changed them. */
  const changes: { day: number; positions: Position[] }[] = []
  let next = openingDay
  const tellUntil = (day: number) => {
    for (; next <= day; next += 1) {
      const before = ledger.trades.length
      tellDay(ledger, plan, strategy, next)
      if (ledger.trades.length > before) changes.push({ day: next, positions: copyOf(ledger) })
    }
  }
  return {
    positionsOn: (day) => {
      tellUntil(day)
      return changes.findLast((change) => change.day <= day)?.positions ?? opened
    },
    tradesUntil: (day) => {
      tellUntil(day)
      return ledger.trades.filter((trade) => trade.day <= day)
    },
  }
}

const portfolios = new Map<string, Portfolio>()

/** The portfolio of an account, kept for the next time; null where its role has none. */
export function portfolioOf(institutionId: string, plan: AccountPlan): Portfolio | null {
  const key = `${institutionId}/${plan.key}/${plan.role}/${plan.openingMinor}`
  const known = portfolios.get(key)
  if (known !== undefined) return known
  const portfolio = createPortfolio(plan)
  if (portfolio === null) return null
  if (portfolios.size > 100) portfolios.clear()
  portfolios.set(key, portfolio)
  return portfolio
}

/** The worth of an account with a portfolio at a moment, in minor units: the sum of its holdings. Null without one. */
export function portfolioMinor(institutionId: string, plan: AccountPlan, t: number): number | null {
  const portfolio = portfolioOf(institutionId, plan)
  if (portfolio === null) return null
  const day = closedDay(t)
  return portfolio
    .positionsOn(day)
    .reduce(
      (sum, { security, quantity }) => sum + valueMinor(quantity, priceMinor(securities[security], day)),
      0,
    )
}
