import type { Measurement } from './figure'

/** The most that a figure may be: its ratio to the floor, or itself where it has none. */
interface Target {
  most: number
  /** Counts from this many rows on; smaller sizes are only told. */
  fromRows?: number
  /** The most where there are many more rows. */
  larger?: { fromRows: number; most: number }
  database?: Measurement['database']
}

/** By the name of a figure, or the beginning of several: the longest that fits counts. */
const TARGETS: Readonly<Record<string, Target>> = {
  'sync.first': { most: 3 },
  'sync.first.path': { most: 10_000 },
  'sync.again': { most: 1.5 },
  'sync.again.written': { most: 0 },
  'sync.memory': { most: 300 },
  'reads.': { most: 2, fromRows: 100_000 },
  'reads.growth.': { most: 1.5, larger: { fromRows: 1_000_000, most: 2 } },
  'reads.embedded.': { most: 2 },
  'http.rate.': { most: 2 },
  'http.p95.': { most: 150 },
  'browser.search': { most: 300 },
  'browser.row': { most: 100 },
  'browser.scroll.longest': { most: 100 },
  'browser.lcp.': { most: 1_500 },
  'browser.cls.': { most: 0 },
  'start.first-page.': { most: 2_000, database: 'embedded' },
  'people.webhook.p95': { most: 50 },
  'people.lost': { most: 0 },
  'partitions.failed': { most: 0 },
}

/** The target of a measurement; null where it is only told. */
export function targetOf({ figure, rows, database }: Measurement): number | null {
  const [name] = Object.keys(TARGETS)
    .filter((key) => (key.endsWith('.') ? figure.startsWith(key) : figure === key))
    .sort((a, b) => b.length - a.length)
  const target = name === undefined ? undefined : TARGETS[name]
  if (!target || rows < (target.fromRows ?? 0)) return null
  if (target.database && target.database !== database) return null
  return target.larger && rows >= target.larger.fromRows ? target.larger.most : target.most
}
