import { dateParts, dayNumber, hourMs } from '../../day'
import { randomFor } from '../../random'

export type SecurityKind = 'cash' | 'cryptocurrency' | 'equity' | 'etf' | 'fixed income' | 'mutual fund'

/** Something that can be held. All but money itself are invented, or belong to nobody. */
export interface SecurityPlan {
  key: string
  name: string
  ticker: string | null
  kind: SecurityKind
  subtype: string
  /** Its price on the day that portfolios open with, in minor units for one whole. */
  openingMinor: number
  /** What a year adds to the price, and how far it swings about that, both as shares of the opening price. */
  yearlyGrowth: number
  swing: number
  /** What it pays out each quarter, as a share of its price. */
  quarterlyDividend: number
  exchange: string | null
  sector: string | null
  industry: string | null
}

const money: SecurityPlan = {
  key: 'usd',
  name: 'U S Dollar',
  ticker: 'CUR:USD',
  kind: 'cash',
  subtype: 'cash',
  openingMinor: 100,
  yearlyGrowth: 0,
  swing: 0,
  quarterlyDividend: 0,
  exchange: null,
  sector: null,
  industry: null,
}

/** Everything that the pretend brokers trade in, by key. */
export const securities = {
  usd: money,
  targetFund: {
    ...money,
    key: 'targetFund',
    name: 'Harborlight Target 2055 Fund',
    ticker: 'HLTFX',
    kind: 'mutual fund',
    subtype: 'mutual fund',
    openingMinor: 2841,
    yearlyGrowth: 0.068,
    swing: 0.05,
    quarterlyDividend: 0.0042,
  },
  bondFund: {
    ...money,
    key: 'bondFund',
    name: 'Harborlight Core Bond Fund',
    ticker: 'HLCBX',
    kind: 'mutual fund',
    subtype: 'mutual fund',
    openingMinor: 1075,
    yearlyGrowth: 0.006,
    swing: 0.018,
    quarterlyDividend: 0.0081,
  },
  marketEtf: {
    ...money,
    key: 'marketEtf',
    name: 'Meridian Total Market ETF',
    ticker: 'MRTM',
    kind: 'etf',
    subtype: 'etf',
    openingMinor: 15_630,
    yearlyGrowth: 0.094,
    swing: 0.075,
    quarterlyDividend: 0.0034,
    exchange: 'ARCX',
  },
  worldEtf: {
    ...money,
    key: 'worldEtf',
    name: 'Meridian World ex-US ETF',
    ticker: 'MRWX',
    kind: 'etf',
    subtype: 'etf',
    openingMinor: 5824,
    yearlyGrowth: 0.052,
    swing: 0.08,
    quarterlyDividend: 0.0061,
    exchange: 'ARCX',
  },
  treasury: {
    ...money,
    key: 'treasury',
    name: 'US Treasury Note 3.25% 2031',
    ticker: null,
    kind: 'fixed income',
    subtype: 'bond',
    openingMinor: 9870,
    yearlyGrowth: 0.002,
    swing: 0.012,
    quarterlyDividend: 0.0081,
  },
  riverworks: {
    ...money,
    key: 'riverworks',
    name: 'Riverworks Utilities Inc.',
    ticker: 'RVWK',
    kind: 'equity',
    subtype: 'common stock',
    openingMinor: 6412,
    yearlyGrowth: 0.051,
    swing: 0.09,
    quarterlyDividend: 0.0077,
    exchange: 'XNYS',
    sector: 'Utilities',
    industry: 'Water Utilities',
  },
  voltside: {
    ...money,
    key: 'voltside',
    name: 'Voltside Electronics Corp.',
    ticker: 'VLTS',
    kind: 'equity',
    subtype: 'common stock',
    openingMinor: 20_894,
    yearlyGrowth: 0.14,
    swing: 0.17,
    quarterlyDividend: 0.0012,
    exchange: 'XNAS',
    sector: 'Electronic Technology',
    industry: 'Semiconductors',
  },
  kestrel: {
    ...money,
    key: 'kestrel',
    name: 'Kestrel Airways Group plc',
    ticker: 'KSTL',
    kind: 'equity',
    subtype: 'common stock',
    openingMinor: 4275,
    yearlyGrowth: -0.035,
    swing: 0.13,
    quarterlyDividend: 0,
    exchange: 'XNYS',
    sector: 'Transportation',
    industry: 'Airlines',
  },
  bitcoin: {
    ...money,
    key: 'bitcoin',
    name: 'Bitcoin',
    ticker: 'CUR:BTC',
    kind: 'cryptocurrency',
    subtype: 'cryptocurrency',
    openingMinor: 3_420_000,
    yearlyGrowth: 0.21,
    swing: 0.24,
    quarterlyDividend: 0,
  },
} as const satisfies Record<string, SecurityPlan>

export type SecurityKey = keyof typeof securities

/** The day number that every portfolio opens on: Monday, 4 January 2021. */
export const openingDay = dayNumber(Date.UTC(2021, 0, 4))

/** The last day whose closing prices are known at a moment; the markets' day ends at 21:00 UTC. */
export function closedDay(t: number): number {
  return dayNumber(t - 21 * hourMs)
}

/** The last day number up to the given one on which a security was traded: coins every day, the rest on weekdays. */
export function tradingDay({ kind }: SecurityPlan, day: number): number {
  if (kind === 'cryptocurrency') return day
  const { weekday } = dateParts(day)
  return weekday === 0 ? day - 2 : weekday === 6 ? day - 1 : day
}

const prices = new Map<string, number>()
/** Every security on every day of some seven years. */
const maxPrices = 20_000

/** The closing price of a security on a day, in minor units: it grows, it swings, and it never is worth nothing. */
export function priceMinor(security: SecurityPlan, day: number): number {
  if (security.kind === 'cash') return security.openingMinor
  const traded = tradingDay(security, day)
  const key = `${security.key}/${traded}`
  const known = prices.get(key)
  if (known !== undefined) return known
  const price = computePrice(security, traded)
  if (prices.size >= maxPrices) prices.clear()
  prices.set(key, price)
  return price
}

function computePrice(security: SecurityPlan, traded: number): number {
  const since = traded - openingDay
  const phase = randomFor('market', security.key).next() * 6.28
  const wave = 0.5 * Math.sin(since / 97 + phase) + 0.3 * Math.sin(since / 23 + phase * 2)
  const noise = (randomFor('market', security.key, traded).next() - 0.5) * 0.4
  const swung = security.swing * (wave + noise - 0.5 * Math.sin(phase) - 0.3 * Math.sin(phase * 2))
  const worth = 1 + (security.yearlyGrowth * since) / 365 + swung
  return Math.max(1, Math.round(security.openingMinor * Math.max(0.05, worth)))
}
