import type { Page } from '@playwright/test'
import { isThere } from '@/scripts/measures/visit'
import type { Tabs } from './browser'
import type { BenchContext } from './part'

const MINUTE_MS = 60_000
/** In one round: the harness is tried, and nothing is measured. */
const SHORT_MS = { first: 1_000, last: 4_000 }
const MB = 1_000_000

/** How much more a page keeps after minutes of use than after one: to and fro, scrolling, searching, opening. */
export async function memoryGrowth(
  { minutes, rounds, report, say }: BenchContext,
  tabs: Tabs,
  rows: number,
  word: string,
): Promise<void> {
  const isShort = rounds === 1
  const tab = await tabs.open()
  await tab.goto('/dashboard')
  await isThere(tab)
  const started = performance.now()
  const heapAfter = async (ms: number) => {
    let visits = 0
    do {
      await visit(tab, word)
      visits += 1
    } while (performance.now() - started < ms)
    say(`  ${visits} more visits to the list`)
    return heapBytes(tab)
  }
  const first = await heapAfter(isShort ? SHORT_MS.first : MINUTE_MS)
  const last = await heapAfter(isShort ? SHORT_MS.last : Math.max(2, minutes) * MINUTE_MS)
  await tab.context().close()
  report({ figure: 'browser.memory.after', rows, subject: last / MB, floor: null, unit: 'MB' })
  report({ figure: 'browser.memory.growth', rows, subject: (last - first) / MB, floor: null, unit: 'MB' })
}

/** From the overview to the list and back, with all that one does there. */
async function visit(tab: Page, word: string): Promise<void> {
  await tab.locator('a[href="/transactions"]').first().click()
  await tab.waitForURL('**/transactions')
  await tab.locator('[data-list-row] input:enabled').first().waitFor()
  await tab.mouse.move(640, 500)
  for (let step = 0; step < 20; step += 1) {
    await tab.mouse.wheel(0, 600)
    await tab.waitForTimeout(30)
  }
  await tab.evaluate(() => window.scrollTo(0, 0))
  await tab.locator('input[name=q]').first().fill(word)
  await tab.waitForURL(({ searchParams }) => searchParams.get('q') === word)
  await tab.locator('a[data-row-link]').nth(2).click()
  await tab.locator('#transaction-history').waitFor()
  await tab.keyboard.press('Escape')
  await tab.locator('#transaction-history').waitFor({ state: 'detached' })
  await tab.locator('a[href="/dashboard"]').first().click()
  await tab.waitForURL('**/dashboard')
  await isThere(tab)
}

/** What is kept once everything that nobody holds is gone. */
async function heapBytes(tab: Page): Promise<number> {
  const cdp = await tab.context().newCDPSession(tab)
  await cdp.send('HeapProfiler.enable')
  for (let round = 0; round < 3; round += 1) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  await cdp.detach()
  return usedSize
}
