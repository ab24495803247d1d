/** How far back the chart of balances goes. */
export const RANGES = ['1m', '3m', '1y', 'all'] as const

export type Range = (typeof RANGES)[number]

/** Reads `?range=`; anything else is three months. */
export function readRange(value: string | string[] | undefined): Range {
  return RANGES.find((range) => range === value) ?? '3m'
}

/** How far ahead payments are looked for. */
export const COMING_DAYS = 30
