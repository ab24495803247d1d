import { Decimal } from 'decimal.js'
import type * as plaid from 'plaid'
import type { OverrideAccount } from '../../custom-user'
import { type Day, dayMs, dayOf } from '../../day'
import { derivedId } from '../../ids'
import type { Wire } from '../../wire'
import { toAmount } from '../amount'
import { isDebt } from '../books'
import { currencyFor } from '../custom/currency'
import type { AccountPlan } from '../institution'
import { closedDay, priceMinor, type SecurityKey, securities, tradingDay } from './market'
import { portfolioOf, quantityDecimals, type Trade, type TradeKind, valueMinor } from './portfolio'
import { currencyKeys, currencyOf, idOf, seedOf, type Viewed } from './viewed'

export type WireHolding = Wire<plaid.Holding>
export type WireSecurity = Wire<plaid.Security>
export type WireInvestmentTransaction = Wire<plaid.InvestmentTransaction>

const unknownSecurity: Omit<WireSecurity, 'security_id' | 'iso_currency_code' | 'unofficial_currency_code'> =
  {
    isin: null,
    cusip: null,
    sedol: null,
    institution_security_id: null,
    institution_id: null,
    proxy_security_id: null,
    name: null,
    ticker_symbol: null,
    is_cash_equivalent: null,
    type: null,
    subtype: null,
    close_price: null,
    close_price_as_of: null,
    update_datetime: null,
    market_identifier_code: null,
    sector: null,
    industry: null,
    cfi_code: null,
    figi: null,
    option_contract: null,
    fixed_income: null,
  }

/** A security has the same id for everybody. */
const securityId = (key: string) => derivedId('security', key)

function toSecurity(key: SecurityKey, day: number): WireSecurity {
  const security = securities[key]
  return {
    ...unknownSecurity,
    security_id: securityId(key),
    name: security.name,
    ticker_symbol: security.ticker,
    is_cash_equivalent: security.kind === 'cash',
    type: security.kind,
    subtype: security.subtype,
    close_price: toAmount(priceMinor(security, day), 2),
    close_price_as_of: dayOf(tradingDay(security, day) * dayMs),
    iso_currency_code: 'USD',
    unofficial_currency_code: null,
    market_identifier_code: security.exchange,
    sector: security.sector,
    industry: security.industry,
    fixed_income:
      security.kind === 'fixed income'
        ? {
            yield_rate: { percentage: 3.25, type: 'coupon' },
            maturity_date: '2031-06-30',
            issue_date: '2021-06-30',
            face_value: 100,
          }
        : null,
  }
}

type CustomHolding = NonNullable<OverrideAccount['holdings']>[number]
type CustomSecurity = CustomHolding['security']

function codeKeys(code: string | null | undefined, viewed: Viewed, plan: AccountPlan) {
  if (code === null || code === undefined) return currencyKeys(currencyOf(viewed.institution, plan))
  return currencyKeys(currencyFor(code, []))
}

function customSecurity(security: CustomSecurity, viewed: Viewed, plan: AccountPlan): WireSecurity {
  const { isin, cusip, sedol, name, ticker_symbol, currency } = security
  return {
    ...unknownSecurity,
    security_id: securityId(JSON.stringify([isin, cusip, sedol, name, ticker_symbol])),
    isin: isin ?? null,
    cusip: cusip ?? null,
    sedol: sedol ?? null,
    name: name ?? null,
    ticker_symbol: ticker_symbol ?? null,
    is_cash_equivalent: false,
    ...codeKeys(currency, viewed, plan),
  }
}

interface Found<Row> {
  rows: Row[]
  securities: Map<string, WireSecurity>
}

function customHoldings(custom: OverrideAccount, viewed: Viewed, plan: AccountPlan): Found<WireHolding> {
  const found: Found<WireHolding> = { rows: [], securities: new Map() }
  for (const holding of custom.holdings ?? []) {
    const security = customSecurity(holding.security, viewed, plan)
    const asOf = holding.institution_price_as_of ?? null
    found.securities.set(security.security_id, {
      ...security,
      close_price: holding.institution_price,
      close_price_as_of: asOf,
    })
    found.rows.push({
      account_id: idOf(viewed, plan),
      security_id: security.security_id,
      institution_price: holding.institution_price,
      institution_price_as_of: asOf,
      institution_price_datetime: null,
      institution_value: new Decimal(holding.institution_price).times(holding.quantity).toNumber(),
      cost_basis: holding.cost_basis ?? null,
      quantity: holding.quantity,
      ...codeKeys(holding.currency, viewed, plan),
    })
  }
  return found
}

function ownHoldings(viewed: Viewed, plan: AccountPlan): Found<WireHolding> {
  const found: Found<WireHolding> = { rows: [], securities: new Map() }
  const day = closedDay(viewed.position.t)
  const portfolio = portfolioOf(viewed.institution.id, plan)
  for (const { security: key, quantity, costMinor } of portfolio?.positionsOn(day) ?? []) {
    const security = securities[key]
    const price = priceMinor(security, day)
    const held = toAmount(quantity, quantityDecimals)
    const value = toAmount(valueMinor(quantity, price), 2)
    found.securities.set(key, toSecurity(key, day))
    found.rows.push({
      account_id: idOf(viewed, plan),
      security_id: securityId(key),
      institution_price: toAmount(price, 2),
      institution_price_as_of: dayOf(tradingDay(security, day) * dayMs),
      institution_price_datetime: null,
      institution_value: value,
      cost_basis: toAmount(costMinor, 2),
      quantity: held,
      iso_currency_code: 'USD',
      unofficial_currency_code: null,
      // What an employer has paid in is the holder's from the first day.
      ...(plan.role === 'pension' ? { vested_quantity: held, vested_value: value } : {}),
    })
  }
  return found
}

/** An account with nothing written about it holds its balance as money. */
function moneyHolding(viewed: Viewed, plan: AccountPlan): Found<WireHolding> {
  const currency = currencyOf(viewed.institution, plan)
  const code = currency.isoCurrency ?? currency.unofficialCurrency ?? ''
  const minor = viewed.history.totals(viewed.position).get(plan.key)?.current ?? plan.openingMinor
  const value = toAmount(minor, currency.decimals)
  const security: WireSecurity = {
    ...unknownSecurity,
    security_id: code === 'USD' ? securityId('usd') : securityId(`money ${code}`),
    name: code === 'USD' ? securities.usd.name : code,
    ticker_symbol: `CUR:${code}`,
    is_cash_equivalent: true,
    type: 'cash',
    subtype: 'cash',
    close_price: 1,
    ...currencyKeys(currency),
  }
  return {
    securities: new Map([[security.security_id, security]]),
    rows: [
      {
        account_id: idOf(viewed, plan),
        security_id: security.security_id,
        institution_price: 1,
        institution_price_as_of: dayOf(viewed.position.t),
        institution_price_datetime: null,
        institution_value: value,
        cost_basis: value,
        quantity: value,
        ...currencyKeys(currency),
      },
    ],
  }
}

function gathered<Row>(parts: readonly Found<Row>[]): { rows: Row[]; securities: WireSecurity[] } {
  const known = new Map(
    parts.flatMap(({ securities: some }) => [...some.values()].map((one) => [one.security_id, one] as const)),
  )
  return { rows: parts.flatMap(({ rows }) => rows), securities: [...known.values()] }
}

/** What the accounts hold in the viewed state, and the securities that are named. */
export function holdingsOf(viewed: Viewed, plans: readonly AccountPlan[]) {
  return gathered(
    plans.map((plan) => {
      const custom = viewed.world.customAccounts.get(plan.key)
      if ((custom?.holdings ?? []).length > 0 && custom !== undefined) {
        return customHoldings(custom, viewed, plan)
      }
      const own = ownHoldings(viewed, plan)
      return own.rows.length > 0 || isDebt(plan) ? own : moneyHolding(viewed, plan)
    }),
  )
}

const wording: Record<TradeKind, Pick<WireInvestmentTransaction, 'type' | 'subtype'> & { verb: string }> = {
  buy: { type: 'buy', subtype: 'buy', verb: 'BUY' },
  sell: { type: 'sell', subtype: 'sell', verb: 'SELL' },
  contribution: { type: 'cash', subtype: 'contribution', verb: 'EMPLOYER CONTRIBUTION' },
  deposit: { type: 'cash', subtype: 'deposit', verb: 'DEPOSIT' },
  dividend: { type: 'cash', subtype: 'dividend', verb: 'DIVIDEND' },
  'dividend reinvestment': { type: 'buy', subtype: 'dividend reinvestment', verb: 'REINVESTMENT' },
  interest: { type: 'cash', subtype: 'interest', verb: 'INTEREST ON CASH' },
  'account fee': { type: 'fee', subtype: 'account fee', verb: 'ACCOUNT FEE' },
}

function toInvestmentTransaction(trade: Trade, viewed: Viewed, plan: AccountPlan): WireInvestmentTransaction {
  const { type, subtype, verb } = wording[trade.kind]
  const { name, kind } = securities[trade.security]
  return {
    investment_transaction_id: derivedId('investment', seedOf(viewed), plan.key, trade.key),
    cancel_transaction_id: null,
    account_id: idOf(viewed, plan),
    security_id: securityId(trade.security),
    date: dayOf(trade.day * dayMs),
    transaction_datetime: null,
    name: kind === 'cash' ? verb : `${verb} ${name}`,
    quantity: toAmount(trade.quantity, quantityDecimals),
    amount: toAmount(trade.amountMinor, 2),
    price: toAmount(trade.priceMinor, 2),
    fees: toAmount(trade.feesMinor, 2),
    type,
    subtype,
    iso_currency_code: 'USD',
    unofficial_currency_code: null,
  }
}

const customSubtypes = {
  buy: 'buy',
  sell: 'sell',
  cash: 'deposit',
  fee: 'account fee',
  transfer: 'transfer',
  cancel: 'adjustment',
} as const

function customTrades(
  custom: OverrideAccount,
  viewed: Viewed,
  plan: AccountPlan,
): Found<WireInvestmentTransaction> {
  const found: Found<WireInvestmentTransaction> = { rows: [], securities: new Map() }
  for (const [index, row] of (custom.investment_transactions ?? []).entries()) {
    const security = row.security ? customSecurity(row.security, viewed, plan) : null
    if (security !== null) found.securities.set(security.security_id, security)
    const sign = row.type === 'sell' || row.type === 'cash' ? -1 : 1
    const worth = new Decimal(row.quantity).abs().times(row.price)
    found.rows.push({
      investment_transaction_id: derivedId('investment', seedOf(viewed), plan.key, index),
      cancel_transaction_id: null,
      account_id: idOf(viewed, plan),
      security_id: security?.security_id ?? null,
      date: row.date,
      transaction_datetime: null,
      name: row.name,
      quantity: row.type === 'sell' ? 0 - Math.abs(row.quantity) : row.quantity,
      amount: worth
        .times(sign)
        .plus(row.fees ?? 0)
        .toNumber(),
      price: row.price,
      fees: row.fees ?? null,
      type: row.type,
      subtype: customSubtypes[row.type],
      ...codeKeys(row.currency, viewed, plan),
    })
  }
  return found
}

/** Brokers tell of no more than two years. */
const rememberedDays = 730

/** The accounts' rows from one day to another, both included, newest first, and the securities that are named. */
export function investmentTransactionsOf(
  viewed: Viewed,
  plans: readonly AccountPlan[],
  from: Day,
  to: Day,
): {
  rows: WireInvestmentTransaction[]
  securitiesOf: (rows: readonly WireInvestmentTransaction[]) => WireSecurity[]
} {
  const day = closedDay(viewed.position.t)
  const oldest = dayOf(viewed.position.t - rememberedDays * dayMs)
  const parts = plans.map((plan): Found<WireInvestmentTransaction> => {
    const custom = viewed.world.customAccounts.get(plan.key)
    if (custom !== undefined) return customTrades(custom, viewed, plan)
    const trades = (portfolioOf(viewed.institution.id, plan)?.tradesUntil(day) ?? []).filter((trade) => {
      const date = dayOf(trade.day * dayMs)
      return date >= from && date >= oldest && date <= to
    })
    const named = new Set(trades.map(({ security }) => security))
    return {
      rows: trades.map((trade) => toInvestmentTransaction(trade, viewed, plan)).reverse(),
      securities: new Map([...named].map((security) => [security, toSecurity(security, day)])),
    }
  })
  const all = gathered(parts)
  const rows = all.rows
    .filter(({ date }) => date >= from && date >= oldest && date <= to)
    .sort((left, right) => (left.date === right.date ? 0 : left.date < right.date ? 1 : -1))
  return {
    rows,
    securitiesOf: (shown) => {
      const named = new Set(shown.map(({ security_id }) => security_id))
      return all.securities.filter(({ security_id }) => named.has(security_id))
    },
  }
}

/** How many rows the accounts have got since a moment, or have in all where it is null. No row is made for it. */
export function investmentTransactionCount(
  viewed: Viewed,
  plans: readonly AccountPlan[],
  since: number | null,
): number {
  const { t } = viewed.position
  const oldest = closedDay(t) - rememberedDays
  const after = since === null ? oldest - 1 : Math.max(oldest - 1, closedDay(since))
  const [firstDay, today] = [dayOf((after + 1) * dayMs), dayOf(t)]
  const counts = plans.map((plan) => {
    const custom = viewed.world.customAccounts.get(plan.key)?.investment_transactions
    if (viewed.world.customAccounts.has(plan.key))
      return (custom ?? []).filter(({ date }) => date >= firstDay && date <= today).length
    const trades = portfolioOf(viewed.institution.id, plan)?.tradesUntil(closedDay(t)) ?? []
    return trades.filter(({ day }) => day > after).length
  })
  return counts.reduce((sum, count) => sum + count, 0)
}
