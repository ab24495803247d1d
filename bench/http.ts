import { startLoad } from './load'
import type { BenchContext, Part } from './part'
import { profiled, profileServer } from './profile'
import { median, quantile } from './rounds'
import { benchServer, servedWorld } from './served'

const AT_ONCE = [1, 8, 32] as const
type AtOnce = (typeof AT_ONCE)[number]
/** Of these the figures are held against targets, so that their names say no number. */
const RATE_AT: AtOnce = 32
const SPREAD_AT: AtOnce = 8
/** Long enough that what is under way when the time is up says little: a page may take half a second at 32 at once. */
const SLICE_MS = { 1: 1_000, 8: 1_500, 32: 3_000 } as const
/** In one round: the harness is tried, and nothing is measured. */
const SHORT_MS = 400

interface Measured {
  tookMs: number[]
  rates: number[]
}

/**
 * Pages over HTTP, signed in, beside an empty page of the same app: what the framework, the session and the frame
 * around every page take.
 */
export const http: Part = {
  name: 'http',
  async measure(context) {
    const served = await servedWorld(context)
    const { words, rows } = served.world
    const pages = {
      empty: '/empty',
      dashboard: '/dashboard',
      transactions: '/transactions',
      search: `/transactions?q=${encodeURIComponent(words.common)}`,
    }
    const server = await benchServer(served, {
      environment: context.profile ? profiled(context.profile) : {},
    })
    const load = startLoad()
    try {
      await server.start()
      const { cookie } = await server.signIn()
      const ask = (path: string, atOnce: number, forMs: number) =>
        load.run({ url: server.url, path, cookie, atOnce, forMs })
      for (const atOnce of AT_ONCE) await measureAt(context, { pages, rows, atOnce, ask })
      if (context.profile) {
        for (const [name, path] of Object.entries(pages))
          await profileServer({ server, name, say: context.say, folder: context.profile }, () =>
            ask(path, RATE_AT, 8_000),
          )
      }
    } finally {
      await load.stop()
      await server.remove()
    }
  },
}

interface Asked<Page extends string> {
  pages: Readonly<Record<Page | 'empty', string>>
  rows: number
  atOnce: AtOnce
  ask(
    path: string,
    atOnce: number,
    forMs: number,
  ): Promise<{ tookMs: number[]; elapsedMs: number; cpuShare: number }>
}

async function measureAt<Page extends string>(
  { rounds, report, say }: BenchContext,
  { pages, rows, atOnce, ask }: Asked<Page>,
): Promise<void> {
  const names = Object.keys(pages) as (Page | 'empty')[]
  const measured = new Map<string, Measured>(names.map((name) => [name, { tookMs: [], rates: [] }]))
  const shares: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const slice = await ask(pages[name], atOnce, rounds === 1 ? SHORT_MS : SLICE_MS[atOnce])
      // The first round warms up.
      if (round === 0) continue
      const { tookMs, rates } = measured.get(name) ?? { tookMs: [], rates: [] }
      tookMs.push(...slice.tookMs)
      rates.push((slice.tookMs.length / slice.elapsedMs) * 1_000)
      shares.push(slice.cpuShare)
    }
  }
  say(`  ${atOnce} at once: asking takes ${Math.round(median(shares) * 100)} % of a processor`)
  const empty = measured.get('empty')
  for (const [name, { tookMs, rates }] of measured) {
    // The floor has figures of its own, and no target.
    const group = name === 'empty' ? 'http.empty' : 'http'
    const suffix = name === 'empty' ? '' : `.${name}`
    if (atOnce === RATE_AT) {
      const floor = name === 'empty' || !empty ? null : median(empty.rates)
      const subject = median(rates)
      report({ figure: `${group}.rate${suffix}`, rows, subject, floor, unit: 'per second' })
    }
    const prefix = atOnce === SPREAD_AT ? group : `${group}.at-${atOnce}`
    for (const [figure, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
      ['p99', 0.99],
    ] as const) {
      const subject = quantile(tookMs, share)
      report({ figure: `${prefix}.${figure}${suffix}`, rows, subject, floor: null, unit: 'ms' })
    }
  }
}
