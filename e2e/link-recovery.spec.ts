import type { Page, Route } from '@playwright/test'
import { expect, signUp, test } from './fixtures'
import { connectBank, connection, findBank, linkDialog, signInAtBank, waitForImport } from './steps'

const WALLET = 'Northlight Bitcoin Wallet'
const SCRIPT = '**/plaid-emulator/link-stand-in.js'
const START = '**/plaid-emulator/link-session/start'

const connectButton = (page: Page) => page.getByRole('button', { name: 'Connect a bank' }).first()
const tryAgain = (page: Page) => page.getByRole('button', { name: 'Try again' })
const firstPane = (page: Page) => linkDialog(page).getByRole('button', { name: 'Continue' })

/** The names of the events that the page has reported so far, and whether each report was taken. */
function reported(page: Page) {
  const names: string[] = []
  const refused: number[] = []
  page.on('request', (request) => {
    if (!request.url().endsWith('/api/link/events')) return
    const { events }: { events: { name: string }[] } = request.postDataJSON()
    names.push(...events.map(({ name }) => name))
  })
  page.on('response', (response) => {
    if (response.url().endsWith('/api/link/events') && response.status() !== 200)
      refused.push(response.status())
  })
  return { names, refused }
}

test('a window that does not load, that expires, that vanishes or that is left is brought back without a reload', async ({
  page,
  watch,
}) => {
  watch.expectConsole(/Failed to load resource/)
  await signUp(page)
  let asked = 0
  const keepAway = (answer: (route: Route) => Promise<void>) =>
    page.route(SCRIPT, async (route) => {
      await answer(route)
      asked += 1
    })
  await keepAway((route) => route.abort())
  await page.goto('/connections')
  await page.evaluate(() => document.documentElement.setAttribute('data-not-reloaded', ''))

  await test.step('its script is blocked, and loads when tried again', async () => {
    // It comes when it is wanted, and not with the page.
    expect(asked).toBe(0)
    await connectButton(page).click()
    await expect(page.getByText('The bank’s window could not be loaded.')).toBeVisible()
    await expect.poll(() => asked).toBe(1)
    await tryAgain(page).click()
    await expect.poll(() => asked).toBe(2)
    await expect(page.getByText('The bank’s window could not be loaded.')).toBeVisible()
    // A blocker's empty script arrives, and is as good as none.
    await page.unroute(SCRIPT)
    await keepAway((route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
    await tryAgain(page).click()
    await expect.poll(() => asked).toBe(3)
    await expect(page.getByText('The bank’s window could not be loaded.')).toBeVisible()
    await page.unroute(SCRIPT)
    await tryAgain(page).click()
    await expect(firstPane(page)).toBeVisible()
    await expect(page.getByText('could not be loaded')).toHaveCount(0)
  })

  await test.step('something takes it out of the page', async () => {
    await page.evaluate(() => document.querySelector('[data-plaid-link-stand-in]')?.remove())
    await expect(page.getByText('The bank’s window closed by itself.')).toBeVisible()
    await tryAgain(page).click()
    await expect(firstPane(page)).toBeVisible()
    await linkDialog(page).getByRole('button', { name: 'Close' }).click()
    await expect(page.getByText('Nothing was connected.')).toBeVisible()
  })

  await test.step('its token has expired: a new one is fetched by itself, once', async () => {
    let refusals = 2
    await page.route(START, async (route) => {
      if (refusals === 0) return route.fallback()
      refusals -= 1
      const error = {
        error_type: 'INVALID_INPUT',
        error_code: 'INVALID_LINK_TOKEN',
        error_message: 'expired',
      }
      await route.fulfill({ status: 400, json: { ...error, display_message: null, request_id: 'r' } })
    })
    await connectButton(page).click()
    await linkDialog(page).getByRole('button', { name: 'Leave' }).click()
    await expect.poll(() => refusals).toBe(0)
    await linkDialog(page).getByRole('button', { name: 'Leave' }).click()
    await expect(page.getByText('The bank’s window was open for too long.')).toBeVisible()
    refusals = 1
    await tryAgain(page).click()
    await linkDialog(page).getByRole('button', { name: 'Leave' }).click()
    await expect(firstPane(page)).toBeVisible()
    await linkDialog(page).getByRole('button', { name: 'Close' }).click()
    await expect(page.getByText('Nothing was connected.')).toBeVisible()
  })

  await test.step('the browser puts the page aside while it opens', async () => {
    const actions = (url: URL) => url.pathname === '/connections'
    await page.route(actions, (route) => (route.request().method() === 'POST' ? undefined : route.fallback()))
    await connectButton(page).click()
    await expect(connectButton(page)).toHaveAttribute('aria-disabled', 'true')
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await expect(page.getByText('You left before it was done.')).toBeVisible()
    await page.unroute(actions)
    await tryAgain(page).click()
    await expect(firstPane(page)).toBeVisible()
  })
  await expect(page.locator('html')).toHaveAttribute('data-not-reloaded')

  await test.step('the page is left while it is open, and said so where one comes back to', async () => {
    await page.goto('/dashboard')
    await expect(page.getByText('You left before it was done.')).toBeVisible()
    await tryAgain(page).click()
    await expect(firstPane(page)).toBeVisible()
    await linkDialog(page).getByRole('button', { name: 'Close' }).click()
    await expect(page.getByText('Nothing was connected.')).toBeVisible()
    await page.reload()
    await expect(page.getByText('You left before it was done.')).toHaveCount(0)
  })
})

test('an answer that is lost is asked for again: one connection, and cancelling a reconnect changes nothing', async ({
  page,
  watch,
}) => {
  watch.expectConsole(/Failed to load resource/)
  const { names, refused } = reported(page)
  await signUp(page)
  await page.goto('/connections')
  await connectButton(page).dblclick()
  const link = linkDialog(page)
  await firstPane(page).click()
  // Known at once, should the page be closed now.
  await expect.poll(() => names).toEqual(['OPEN'])
  await findBank(link, WALLET)
  await signInAtBank(link)
  await expect(link.getByRole('checkbox').first()).toBeVisible()
  await link.getByRole('button', { name: 'Continue' }).click()

  await test.step('the server has connected it, but the page never hears', async () => {
    const actions = (url: URL) => url.pathname === '/connections'
    let cut = 0
    await page.route(actions, async (route) => {
      if (route.request().method() !== 'POST' || cut > 0) return route.fallback()
      cut += 1
      await route.fetch()
      await route.abort()
    })
    await link.getByRole('button', { name: 'Finish' }).click()
    await expect(page.getByText('The server did not answer.')).toBeVisible()
    expect(cut).toBe(1)
    await tryAgain(page).click()
    await expect(page.getByText('The server did not answer.')).toHaveCount(0)
    await expect(connection(page, WALLET)).toHaveCount(1)
    await page.unroute(actions)
  })
  await expect.poll(() => names.at(-1)).toBe('HANDOFF')
  expect(names.filter((name) => name === 'OPEN')).toHaveLength(1)
  expect(refused).toEqual([])

  await test.step('closing a reconnect leaves everything as it was', async () => {
    await waitForImport(page, WALLET)
    const accounts = () => connection(page, WALLET).getByRole('list').first().textContent()
    const before = await accounts()
    await connectBank(page, WALLET)
    const writes: string[] = []
    page.on('request', (request) => {
      if (request.method() !== 'GET') writes.push(new URL(request.url()).pathname)
    })
    await page.getByRole('dialog').getByRole('button', { name: 'Reconnect it' }).click()
    await expect(firstPane(page)).toBeVisible()
    await link.getByRole('button', { name: 'Close' }).click()
    await expect(page.getByText(`${WALLET} is as it was.`)).toBeVisible()
    await expect.poll(() => names.at(-1)).toBe('EXIT')
    // One request for a token; the rest is Link's own, and what is told of it.
    const ours = writes.filter((path) => !/^\/(plaid-emulator\/link-session|api\/link\/events)/.test(path))
    expect(ours).toEqual(['/connections'])
    await page.reload()
    await expect(connection(page, WALLET).getByText('Up to date', { exact: true })).toBeVisible()
    expect(await accounts()).toBe(before)
  })
})
