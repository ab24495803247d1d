import { parseArgs } from 'node:util'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { chromiumArguments, told, visitDemo } from './visit'

// npm run lighthouse [-- --only /dashboard] [-- --runs 3]: Lighthouse's own phone (slow network, slow processor) on the
// pages that are opened most, signed in: the median of three runs. The figures are those of the machine that it
// runs on: to be read by a person, on a machine that does nothing else.

const PAGES = ['/dashboard', '/transactions']
const LEAST = { performance: 95, accessibility: 100 } as const
const METRICS = [
  ['first-contentful-paint', 'FCP'],
  ['largest-contentful-paint', 'LCP'],
  ['total-blocking-time', 'TBT'],
  ['cumulative-layout-shift', 'CLS'],
  ['speed-index', 'SI'],
] as const

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, runs: { type: 'string', default: '3' } },
})

interface Outcome {
  performance: number
  accessibility: number
  metrics: string[]
  findings: string[]
  /** How quick Lighthouse found this machine: its default slowdown is meant for one of 1300 and more. */
  benchmarkIndex: number
}

/** One run on one page. @throws Error where Lighthouse has no result, or the page was not the one asked for. */
async function examine(url: string, cookie: string): Promise<Outcome> {
  const chrome = await launch({
    chromePath: told('CHROMIUM_PATH'),
    chromeFlags: [...chromiumArguments, '--headless=new'],
    logLevel: 'error',
  })
  try {
    const result = await lighthouse(url, {
      port: chrome.port,
      logLevel: 'error',
      output: 'json',
      onlyCategories: ['performance', 'accessibility'],
      extraHeaders: { Cookie: cookie },
    })
    if (!result) throw new Error(`Lighthouse has nothing to say of ${url}`)
    const { categories, audits, environment, finalDisplayedUrl } = result.lhr
    if (finalDisplayedUrl !== url) throw new Error(`${url} led to ${finalDisplayedUrl}`)
    const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100)
    return {
      performance: score('performance'),
      accessibility: score('accessibility'),
      benchmarkIndex: Math.round(environment.benchmarkIndex),
      metrics: METRICS.map(([id, name]) => `${name} ${audits[id]?.displayValue ?? '?'}`),
      findings: Object.values(audits)
        .filter(
          (audit) => audit.score !== null && audit.score < 0.9 && !METRICS.some(([id]) => id === audit.id),
        )
        .map(({ title, displayValue }) => (displayValue ? `${title}: ${displayValue}` : title)),
    }
  } finally {
    chrome.kill()
  }
}

async function main(): Promise<number> {
  const { cookie, url } = await visitDemo(async (visit) => ({
    url: visit.url,
    cookie: visit.session.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
  }))
  let failed = 0
  const pages = options.only === undefined ? PAGES : [options.only]
  for (const page of pages) {
    // What a server does for the first time takes longer.
    await fetch(`${url}${page}`, { headers: { cookie } })
    const outcomes: Outcome[] = []
    for (let run = 0; run < Number(options.runs); run += 1)
      outcomes.push(await examine(`${url}${page}`, cookie))
    outcomes.sort((a, b) => b.performance - a.performance)
    const middle = outcomes[Math.floor((outcomes.length - 1) / 2)]
    if (!middle) continue
    const { performance, accessibility, metrics, findings, benchmarkIndex } = middle
    const isGood = performance >= LEAST.performance && accessibility >= LEAST.accessibility
    if (!isGood) failed += 1
    const all = outcomes.map((outcome) => outcome.performance).join(', ')
    process.stdout.write(
      `\n${isGood ? '✓' : '✗'} ${page}: performance ${performance} (of ${all}), accessibility ${accessibility}\n` +
        `    ${metrics.join(' · ')} · benchmark index ${benchmarkIndex}\n${findings.map((finding) => `    - ${finding}\n`).join('')}`,
    )
  }
  process.stdout.write(`\n${pages.length - failed} passed, ${failed} failed\n`)
  return failed
}

main().then(
  (failed) => process.exit(failed === 0 ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
