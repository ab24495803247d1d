import type { Page } from '@playwright/test'
import { DEMO_EMAIL, DEMO_PASSWORD } from '../lib/auth/demo-access'
import { findAddresses, listPageRoutes } from '../scripts/measures/pages'
import { findings } from './findings'
import { expect, signIn, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { linkDialog, makeItHappen, waitForImport } from './steps'

const BANK = 'Kanaalbank'
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

// Pages are found by themselves: whatever has a folder in app/ is looked at, where the demo's household sees it.

/** A page that is the same row a hundred times over is looked at with a few of them; once, on a phone, with all. */
const withFewRows: Readonly<Record<string, string>> = {
  '/connections/codes': '/connections/codes?q=ITEM_LO',
}

/** Other addresses of theirs, with what is to be seen there before anybody looks. */
const alsoLookedAt: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  '/recurring?view=calendar': (page) => expect(page.getByRole('region', { name: 'Calendar' })).toBeVisible(),
  '/transactions?state=pending': (page) =>
    expect(page.getByRole('table', { name: 'Transactions' })).toBeVisible(),
  '/transactions?review=open&from=2020-01-01&min=5&flow=spending': (page) =>
    expect(page.getByRole('list', { name: 'Active filters' })).toBeVisible(),
  '/transactions?q=nothing-of-this-name': (page) => expect(page.getByText('Nothing matches')).toBeVisible(),
  '/budgets?suggest=1': (page) =>
    expect(page.getByRole('region', { name: 'Suggested budgets' })).toBeVisible(),
}

/** Waits for a page's heading, and for what its skeletons hold the place of. */
async function isThere(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible()
  await expect(page.locator('main .animate-breathe')).toHaveCount(0)
}

/**
 * The page that is open, at one width: in light by all rules; in the dark its colours, for the structure is the same;
 * and it never scrolls sideways.
 */
async function inBothThemes(page: Page, size: typeof DESK, where: string): Promise<void> {
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme: 'light' })
  const place = `${where} at ${size.width} px`
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth), place)
    .toBeLessThanOrEqual(size.width)
  await endTransitions(page)
  expect(await findings(page), `${place}, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await endTransitions(page)
  expect(await findings(page, 'contrast'), `${place}, dark`).toEqual([])
}

/** Colours that fade into each other have their last one only in the end. */
async function endTransitions(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation instanceof CSSTransition) animation.finish()
    }
  })
}

/** A page in all four forms, opened once. */
async function inEveryForm(page: Page, address: string, ready: (page: Page) => Promise<void> = isThere) {
  await page.setViewportSize(DESK)
  await page.goto(address)
  await isThere(page)
  await ready(page)
  await inBothThemes(page, DESK, address)
  await inBothThemes(page, PHONE, address)
}

/** The paths that an address of theirs links to, as the server writes it. */
async function linksOf(page: Page, address: string): Promise<string[]> {
  const html = await (await page.request.get(address)).text()
  return [...html.matchAll(/ href="(\/[^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
}

test('the public pages are accessible in light and dark, at 390 and 1440 px', async ({ page, watch }) => {
  test.slow()
  watch.expectConsole(/404/)
  const routes = await listPageRoutes()
  const addresses = routes.filter(({ isPublic }) => isPublic).map(({ route }) => route)
  expect(addresses).toContain('/sign-in')
  for (const address of [...addresses, '/goodbye?waiting=2', '/no-such-page'])
    await inEveryForm(page, address)
})

// Half of the pages each, side by side: there are many, and each is looked at four times.
for (const half of [0, 1]) {
  test(`every page of a household with two years behind it is accessible in light and dark, at 390 and 1440 px (${half + 1} of 2)`, async ({
    page,
  }) => {
    test.slow()
    await signIn(page, { email: DEMO_EMAIL, password: DEMO_PASSWORD })
    const routes = (await listPageRoutes()).filter(({ isPublic }) => !isPublic)
    const { pages, unlinked } = await findAddresses(routes, (address) => linksOf(page, address))
    expect(unlinked, 'pages that no other page links to').toEqual([])
    for (const [index, { address }] of pages.entries())
      if (index % 2 === half) await inEveryForm(page, withFewRows[address] ?? address)
  })
}

test('its long, filtered and empty lists and an open transaction are accessible in the same way', async ({
  page,
}) => {
  test.slow()
  await signIn(page, { email: DEMO_EMAIL, password: DEMO_PASSWORD })
  await page.setViewportSize(PHONE)
  for (const address of Object.keys(withFewRows)) {
    await page.goto(address)
    await isThere(page)
    expect(await findings(page), `${address} in full`).toEqual([])
  }
  for (const [address, ready] of Object.entries(alsoLookedAt)) await inEveryForm(page, address, ready)
  await page.goto('/transactions')
  const first = page.getByRole('table', { name: 'Transactions' }).getByRole('link').first()
  await inEveryForm(page, (await first.getAttribute('href')) ?? '', () =>
    expect(page.getByRole('textbox', { name: 'Note' })).toBeVisible(),
  )
})

test('the pages of who has nothing yet are accessible on a phone, in light and dark', async ({ page }) => {
  test.slow()
  await page.setViewportSize(PHONE)
  await givenPerson(page)
  for (const { route, isPublic } of await listPageRoutes()) {
    if (isPublic || route.includes('[')) continue
    await page.goto(withFewRows[route] ?? route)
    await isThere(page)
    await inBothThemes(page, PHONE, `${route}, empty,`)
  }
})

test('what a bank in trouble shows is accessible in light and dark, at 390 and 1440 px', async ({ page }) => {
  test.slow()
  await page.setViewportSize(DESK)
  await givenPerson(page)
  await page.goto('/connections')
  await page.getByRole('button', { name: 'Connect a bank' }).first().click()
  await expect(linkDialog(page).getByRole('button', { name: 'Continue' })).toBeVisible()
  expect(await findings(page), 'Link').toEqual([])
  await page.goto('/connections')
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  await makeItHappen(page, BANK, 'Bank asks for a new login')
  await expect(page.getByRole('button', { name: 'Reconnect' }).first()).toBeVisible()
  const details = page.getByRole('link', { name: `Details of ${BANK}` })
  const address = (await details.getAttribute('href')) ?? ''

  await inEveryForm(page, '/dashboard', () =>
    expect(page.getByRole('alert').filter({ hasText: BANK })).toBeVisible(),
  )
  await inEveryForm(page, '/connections', () =>
    expect(page.getByRole('region', { name: BANK, exact: true })).toBeVisible(),
  )
  await inEveryForm(page, address, () =>
    expect(page.getByRole('region', { name: 'Timeline' }).getByText('ITEM ERROR').first()).toBeVisible(),
  )
})
