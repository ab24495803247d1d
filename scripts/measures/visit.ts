import { type Browser, type BrowserContext, chromium, expect, type Page } from '@playwright/test'
import { DEMO_EMAIL, DEMO_PASSWORD } from '@/lib/auth/demo-access'
import { type FoundPages, findAddresses, listPageRoutes } from './pages'

/** What is signed in, as Playwright keeps it. */
export type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/** A demo that is being served, and a browser. */
export interface Visit extends FoundPages {
  browser: Browser
  /** Without a slash at the end. */
  url: string
  session: Session
}

/** The variable that scripts/demo-server.mjs sets. @throws Error where it is not set. */
export function told(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set; start this by its npm script`)
  return value
}

export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

/** Signs in to the demo that is being served and does the work; the browser is closed afterwards. */
export async function visitDemo<Value>(work: (visit: Visit) => Promise<Value>): Promise<Value> {
  const url = told('MEASURE_URL')
  const browser = await chromium.launch({
    executablePath: told('CHROMIUM_PATH'),
    args: chromiumArguments,
  })
  try {
    const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce' })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await page.getByRole('textbox', { name: 'Email' }).fill(DEMO_EMAIL)
    await page.getByLabel('Password', { exact: true }).fill(DEMO_PASSWORD)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/dashboard')
    const session = await context.storageState()
    const found = await findAddresses(await listPageRoutes(), (address) => linksOn(page, address))
    await context.close()
    return await work({ browser, url, session, ...found })
  } finally {
    await browser.close()
  }
}

/** The paths that a page links to, once its content is there. */
export async function linksOn(page: Page, address: string): Promise<string[]> {
  await page.goto(address)
  await isThere(page)
  return page
    .locator('a[href^="/"]')
    .evaluateAll((links) => links.flatMap((link) => link.getAttribute('href') ?? []))
}

/** Waits until a page has its heading and nothing that holds the place of what is to come. */
export async function isThere(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible({ timeout: 20_000 })
  await expect(page.locator('main .animate-breathe')).toHaveCount(0, { timeout: 20_000 })
}
