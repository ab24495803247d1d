import { readFile } from 'node:fs/promises'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import { chromiumArguments, isThere, told } from '@/scripts/measures/visit'
import { weighPage } from './browser-bytes'
import { memoryGrowth } from './browser-memory'
import type { BenchContext, Part } from './part'
import { median } from './rounds'
import { benchServer, servedWorld } from './served'

/** What bench/browser-probe.js puts into every page. */
interface Probe {
  lcpMs: number
  /** What it was that was painted, and what was moved. */
  largest: string
  shift: number
  shifted: string[]
  longestTaskMs: number
  longestInteractionMs: number
  search(text: string): Promise<number>
  row(): Promise<{ openedMs: number; wholeMs: number }>
  reset(): void
}

declare global {
  interface Window {
    benchProbe: Probe
  }
}

const PAGES = {
  'sign-in': '/sign-in',
  dashboard: '/dashboard',
  transactions: '/transactions',
  accounts: '/accounts',
  reports: '/reports',
}
const CPU_SLOWDOWN = 4
/** Slow 4G. */
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
}
/** A page takes seconds at that speed, and a search some. */
const MOST_ROUNDS = 5
/** Nothing larger is painted for this long: what was the largest is. */
const SETTLED_MS = 1_500
const TYPED_EVERY_MS = 80
const WHEEL_STEPS = 80
const WHEEL_PX = 500
const WHEEL_EVERY_MS = 40

/** Opens tabs of a signed-in person, each with the probe in it. */
export interface Tabs {
  /** In a browser that has been nowhere before. Close its context. */
  open(signedIn?: boolean): Promise<Page>
}

/** What a person's browser has to do, on a slow processor and where it matters over a slow network. */
export const browser: Part = {
  name: 'browser',
  async measure(context) {
    const served = await servedWorld(context)
    const { rows, words } = served.world
    const server = await benchServer(served)
    const chrome = await chromium.launch({ executablePath: told('CHROMIUM_PATH'), args: chromiumArguments })
    try {
      await server.start()
      const { cookie } = await server.signIn()
      const tabs = await tabsOf(chrome, server.url, cookie)
      const size = { ...context, rounds: Math.min(context.rounds, MOST_ROUNDS) }
      await pages(size, tabs, rows)
      await searches(size, tabs, rows, words.narrow)
      await openings(size, tabs, rows)
      await scrolling(size, tabs, rows)
      // What grows in the browser grows the same over either database, and it takes minutes to see.
      if (!context.figures.some(({ figure }) => figure === 'browser.memory.growth'))
        await memoryGrowth(context, tabs, rows, words.common)
    } finally {
      await chrome.close()
      await server.remove()
    }
  },
}

async function tabsOf(chrome: Browser, url: string, cookie: string): Promise<Tabs> {
  const probe = await readFile(new URL('./browser-probe.js', import.meta.url), 'utf8')
  const cookies = cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
  })
  return {
    async open(signedIn = true) {
      const context: BrowserContext = await chrome.newContext({
        baseURL: url,
        viewport: { width: 1280, height: 860 },
        locale: 'en-US',
        timezoneId: 'UTC',
      })
      if (signedIn) await context.addCookies(cookies)
      await context.addInitScript(probe)
      return context.newPage()
    },
  }
}

async function slowDown(tab: Page, { network = false } = {}): Promise<void> {
  const cdp = await tab.context().newCDPSession(tab)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN })
  if (!network) return
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', NETWORK)
}

/** A tab on the list, which answers to keys and presses. */
async function listTab(tabs: Tabs): Promise<Page> {
  const tab = await tabs.open()
  await tab.goto('/transactions')
  await isThere(tab)
  await tab.locator('[data-list-row] input:enabled').first().waitFor()
  await slowDown(tab)
  return tab
}

async function pages({ rounds, report, say }: BenchContext, tabs: Tabs, rows: number): Promise<void> {
  for (const [name, address] of Object.entries(PAGES)) {
    const signedIn = name !== 'sign-in'
    const tab = await tabs.open(signedIn)
    const { bytes, scriptBytes } = await weighPage(tab, address)
    await tab.context().close()
    const kib = (count: number) => ({ rows, subject: count / 1_024, floor: null, unit: 'KiB' }) as const
    report({ figure: `browser.bytes.${name}`, ...kib(bytes) })
    report({ figure: `browser.javascript.${name}`, ...kib(scriptBytes) })
    const largest: number[] = []
    const shifts: number[] = []
    for (let round = 0; round < rounds; round += 1) {
      const slow = await tabs.open(signedIn)
      await slowDown(slow, { network: true })
      await slow.goto(address)
      await isThere(slow)
      await slow.waitForTimeout(SETTLED_MS)
      const { lcpMs, largest: what, shift, shifted } = await slow.evaluate(() => ({ ...window.benchProbe }))
      largest.push(lcpMs)
      shifts.push(shift)
      if (round === 0) say(`  ${name}: the largest is ${what}`)
      if (round === 0 && shift > 0) say(`  ${name}: moved by ${shift.toFixed(5)}: ${shifted.join('; ')}`)
      await slow.context().close()
    }
    report({ figure: `browser.lcp.${name}`, rows, subject: median(largest), floor: null, unit: 'ms' })
    report({ figure: `browser.cls.${name}`, rows, subject: Math.max(...shifts), floor: null, unit: 'score' })
  }
}

async function searches(
  { rounds, report }: BenchContext,
  tabs: Tabs,
  rows: number,
  text: string,
): Promise<void> {
  const took: number[] = []
  const interactions: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const tab = await listTab(tabs)
    const box = tab.locator('input[name=q]').first()
    await box.focus()
    await tab.evaluate(() => window.benchProbe.reset())
    const measured = tab.evaluate((wanted) => window.benchProbe.search(wanted), text)
    await box.pressSequentially(text, { delay: TYPED_EVERY_MS })
    took.push(await measured)
    interactions.push(await longestInteraction(tab))
    await tab.context().close()
  }
  report({ figure: 'browser.search', rows, subject: median(took), floor: null, unit: 'ms' })
  report({ figure: 'browser.inp.search', rows, subject: median(interactions), floor: null, unit: 'ms' })
}

async function openings({ rounds, report }: BenchContext, tabs: Tabs, rows: number): Promise<void> {
  const opened: number[] = []
  const whole: number[] = []
  const interactions: number[] = []
  const tab = await listTab(tabs)
  // The first opens what later ones find there: it warms up.
  for (let round = 0; round <= rounds; round += 1) {
    await tab.evaluate(() => window.benchProbe.reset())
    const measured = tab.evaluate(() => window.benchProbe.row())
    await tab
      .locator('a[data-row-link]')
      .nth(2 + round)
      .click()
    const { openedMs, wholeMs } = await measured
    if (round > 0) {
      opened.push(openedMs)
      whole.push(wholeMs)
      interactions.push(await longestInteraction(tab))
    }
    await tab.keyboard.press('Escape')
    await tab.waitForURL(({ searchParams }) => !searchParams.has('open'))
    await tab.locator('#transaction-history').waitFor({ state: 'detached' })
  }
  await tab.context().close()
  report({ figure: 'browser.row', rows, subject: median(opened), floor: null, unit: 'ms' })
  report({ figure: 'browser.row.whole', rows, subject: median(whole), floor: null, unit: 'ms' })
  report({ figure: 'browser.inp.row', rows, subject: median(interactions), floor: null, unit: 'ms' })
}

async function longestInteraction(tab: Page): Promise<number> {
  // The browser tells of an event some time after it has painted what came of it.
  await tab.waitForTimeout(300)
  return tab.evaluate(() => window.benchProbe.longestInteractionMs)
}

/** The longest task while somebody turns the wheel, as pages of the list come; 50 where none was that long. */
async function scrolling({ rounds, report }: BenchContext, tabs: Tabs, rows: number): Promise<void> {
  const longest: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const tab = await listTab(tabs)
    await tab.mouse.move(640, 500)
    await tab.evaluate(() => window.benchProbe.reset())
    for (let step = 0; step < (rounds === 1 ? 10 : WHEEL_STEPS); step += 1) {
      await tab.mouse.wheel(0, WHEEL_PX)
      await tab.waitForTimeout(WHEEL_EVERY_MS)
    }
    const { longestMs, top } = await tab.evaluate(() => ({
      longestMs: window.benchProbe.longestTaskMs,
      top: window.scrollY,
    }))
    if (top === 0) throw new Error('The list did not scroll')
    longest.push(Math.max(50, longestMs))
    await tab.context().close()
  }
  report({ figure: 'browser.scroll.longest', rows, subject: median(longest), floor: null, unit: 'ms' })
}
