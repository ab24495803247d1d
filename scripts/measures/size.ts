import { parseArgs } from 'node:util'
import type { CDPSession, Page } from '@playwright/test'
import type { PageAddress, PageRoute } from './pages'
import { type Visit, visitDemo } from './visit'

// npm run size [-- --scripts /dashboard]: how much JavaScript each page loads, in bytes as they come over the wire (compressed, with the
// headers of the answer), into a browser that has been nowhere before.
//
// "Until painted" is what the document itself names, and what its scripts ask for before the main content is there:
// the heading in <main>, and no place held for what is to come. What scripts ask for is kept waiting until then, so
// that the result does not depend on who is quicker; where the content does not come without it, it is let go and
// counted. "In all" is everything, after one has scrolled to the end and nothing has come for a while.

const { values: options } = parseArgs({ options: { scripts: { type: 'string' } } })

const KIB = 1_024
const UNTIL_PAINTED_KIB = 190
/** Of the pages that are not named, the sum is shown and has no limit. */
const IN_ALL_KIB: Readonly<Record<string, number>> = { '/dashboard': 290 }
/** Where nothing but scripts is kept waiting for this long, the content waits for them. */
const PATIENCE_MS = 1_500
/** Nothing is under way for this long: the page has all that it asks for by itself. */
const IDLE_MS = 500
const STEP_MS = 50
const MOST_MS = 20_000

interface Size {
  page: PageAddress
  paintedBytes: number
  allBytes: number
  scripts: Script[]
}

/** The scripts that a page asks for, in the order in which it does. */
interface Script {
  url: string
  isNamed: boolean
  bytes: number
}

/** Opens a page in a browser that has nothing of it yet, and weighs its scripts. */
async function weigh({ browser, url, session }: Visit, page: PageAddress): Promise<Size> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    ...(page.isPublic ? {} : { storageState: session }),
  })
  try {
    const tab = await context.newPage()
    const cdp = await context.newCDPSession(tab)
    const watched = await watchScripts(cdp)
    await tab.goto(page.address, { waitUntil: 'commit' })
    await content(tab, watched)
    // Two frames later, what is there has been painted.
    await tab.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    )
    const untilPainted = new Set(await watched.release())
    await settle(tab, watched.underWay)
    const bytes = (scripts: readonly Script[]) => scripts.reduce((sum, script) => sum + script.bytes, 0)
    const scripts = watched.scripts()
    return {
      page,
      paintedBytes: bytes(scripts.filter((script) => script.isNamed || untilPainted.has(script.url))),
      allBytes: bytes(scripts),
      scripts,
    }
  } finally {
    await context.close()
  }
}

/** Waits for the main content, and lets go the scripts without which it does not come. */
async function content(tab: Page, watched: WatchedScripts): Promise<void> {
  const isThere = () =>
    tab.evaluate(
      () =>
        document.querySelector('main h1, main h2') !== null &&
        document.querySelector('main .animate-breathe') === null,
    )
  const until = Date.now() + MOST_MS
  for (let stuckMs = 0; !(await isThere()); ) {
    if (Date.now() > until) throw new Error(`${tab.url()} has no content after ${MOST_MS} ms`)
    await tab.waitForTimeout(STEP_MS)
    stuckMs = watched.isStuck() ? stuckMs + STEP_MS : 0
    if (stuckMs >= PATIENCE_MS) watched.letGoNeeded()
  }
}

interface WatchedScripts {
  /** Whether scripts are kept waiting, and nothing else is under way. */
  isStuck(): boolean
  /** Lets go what is kept waiting now: nothing is painted without it. */
  letGoNeeded(): void
  /** Keeps nothing waiting from now on. @returns the addresses of the scripts that were let go as needed. */
  release(): Promise<string[]>
  /** How many requests have no answer yet. */
  underWay(): number
  scripts(): Script[]
}

async function watchScripts(cdp: CDPSession): Promise<WatchedScripts> {
  const named = new Map<string, boolean>()
  const byRequest = new Map<string, Script>()
  const open = new Set<string>()
  /** The addresses of what is kept waiting. */
  const held = new Map<string, string>()
  const needed: string[] = []
  let isPainted = false
  const letGo = (requestId: string) => {
    held.delete(requestId)
    return cdp.send('Fetch.continueRequest', { requestId }).catch(() => undefined)
  }
  cdp.on('Network.requestWillBeSent', ({ requestId, request, initiator, type }) => {
    open.add(requestId)
    named.set(requestId, initiator.type === 'parser' || initiator.type === 'preload')
    if (type === 'Script') {
      const isNamed = named.get(requestId) ?? false
      byRequest.set(requestId, { url: request.url, isNamed, bytes: 0 })
    }
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    open.delete(requestId)
    const script = byRequest.get(requestId)
    if (script) script.bytes = encodedDataLength
  })
  cdp.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId))
  cdp.on('Fetch.requestPaused', ({ requestId, networkId, request }) => {
    if (isPainted || networkId === undefined || named.get(networkId) !== false) {
      void letGo(requestId)
      return
    }
    held.set(requestId, request.url)
  })
  await cdp.send('Network.enable')
  await cdp.send('Fetch.enable', { patterns: [{ resourceType: 'Script' }] })
  return {
    isStuck: () => held.size > 0 && open.size === held.size,
    letGoNeeded() {
      for (const [requestId, url] of held) {
        needed.push(url)
        void letGo(requestId)
      }
    },
    async release() {
      isPainted = true
      const before = [...needed]
      await Promise.all([...held.keys()].map(letGo))
      return before
    },
    underWay: () => open.size,
    scripts: () => [...byRequest.values()],
  }
}

/** Scrolls to the end and waits until nothing more comes. */
async function settle(tab: Page, underWay: () => number): Promise<void> {
  await tab.waitForLoadState('load')
  for (let round = 0; round < 2; round += 1) {
    let quietMs = 0
    for (let waitedMs = 0; quietMs < IDLE_MS && waitedMs < MOST_MS; waitedMs += STEP_MS) {
      await tab.waitForTimeout(STEP_MS)
      quietMs = underWay() === 0 ? quietMs + STEP_MS : 0
    }
    if (round === 0) await tab.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  }
}

const kib = (bytes: number) => (bytes / KIB).toFixed(1).padStart(8)

function report(sizes: readonly Size[], unlinked: readonly PageRoute[]): number {
  const width = Math.max(...sizes.map(({ page }) => page.route.length))
  const lines: string[] = [`${'KiB of JavaScript'.padEnd(width)}  painted   in all  scripts`]
  let failed = 0
  for (const { page, paintedBytes, allBytes, scripts } of sizes) {
    const limit = IN_ALL_KIB[page.route]
    const over = [
      ...(paintedBytes > UNTIL_PAINTED_KIB * KIB ? [`more than ${UNTIL_PAINTED_KIB} until painted`] : []),
      ...(limit !== undefined && allBytes > limit * KIB ? [`more than ${limit} in all`] : []),
    ]
    if (over.length > 0) failed += 1
    const end = over.length > 0 ? `  ✗ ${over.join(', ')}` : ''
    lines.push(
      `${page.route.padEnd(width)} ${kib(paintedBytes)} ${kib(allBytes)} ${String(scripts.length).padStart(8)}${end}`,
    )
  }
  for (const { route } of unlinked) lines.push(`${route.padEnd(width)}  ✗ no page of the demo links to one`)
  for (const { page, scripts } of sizes.filter((size) => size.page.route === options.scripts)) {
    lines.push('', `The scripts of ${page.route}, largest first; those marked + are asked for by others`)
    for (const { url, bytes, isNamed } of scripts.toSorted((a, b) => b.bytes - a.bytes))
      lines.push(`${kib(bytes)} ${isNamed ? ' ' : '+'} ${new URL(url).pathname}`)
  }
  process.stdout.write(
    `\n${lines.join('\n')}\n\n${sizes.length - failed} passed, ${failed + unlinked.length} failed\n`,
  )
  return failed + unlinked.length
}

async function main(): Promise<number> {
  return visitDemo(async (visit) => {
    const sizes = new Map<string, Size>()
    const left = [...visit.pages]
    // Two at a time: each has a browser's context of its own, and half of it is waiting.
    const weighOn = async () => {
      for (let page = left.shift(); page; page = left.shift()) sizes.set(page.route, await weigh(visit, page))
    }
    await Promise.all([weighOn(), weighOn()])
    return report(
      visit.pages.flatMap(({ route }) => sizes.get(route) ?? []),
      visit.unlinked,
    )
  })
}

main().then(
  (failed) => process.exit(failed === 0 ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
