import type { Page } from '@playwright/test'
import { isThere } from '@/scripts/measures/visit'

/** Nothing is under way for this long: the page has all that it asks for by itself. */
const QUIET_MS = 700
const MOST_MS = 20_000
const STEP_MS = 50

/** What a page loads into a browser that has been nowhere before, in bytes as they come over the wire. */
export async function weighPage(tab: Page, address: string): Promise<{ bytes: number; scriptBytes: number }> {
  const cdp = await tab.context().newCDPSession(tab)
  const types = new Map<string, string>()
  const open = new Set<string>()
  let bytes = 0
  let scriptBytes = 0
  cdp.on('Network.requestWillBeSent', ({ requestId, type }) => {
    open.add(requestId)
    types.set(requestId, type ?? 'Other')
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    open.delete(requestId)
    bytes += encodedDataLength
    if (types.get(requestId) === 'Script') scriptBytes += encodedDataLength
  })
  cdp.on('Network.loadingFailed', ({ requestId }) => open.delete(requestId))
  await cdp.send('Network.enable')
  await tab.goto(address)
  await isThere(tab)
  let quietMs = 0
  for (let waitedMs = 0; quietMs < QUIET_MS && waitedMs < MOST_MS; waitedMs += STEP_MS) {
    await tab.waitForTimeout(STEP_MS)
    quietMs = open.size === 0 ? quietMs + STEP_MS : 0
  }
  return { bytes, scriptBytes }
}
