import type { Page } from '@playwright/test'
import { findings } from './findings'
import { expect, signUp, test } from './fixtures'
import { connectBank, linkDialog, makeItHappen, waitForImport } from './steps'

const BANK = 'Kanaalbank'

/** A page in both themes, on a phone and on a desk; it never scrolls sideways. */
async function inEveryForm(
  page: Page,
  address: string,
  settle: (page: Page) => Promise<void>,
  { isDarkOnPhone = false } = {},
): Promise<void> {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await page.goto(address)
    await settle(page)
    const where = `${address} at ${width} px`
    expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(width)
    expect(await findings(page), `${where}, light`).toEqual([])
    // The colours of a page are the same at every width; what only a phone shows is on all of them.
    if (width === 390 && !isDarkOnPhone) continue
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    // Colours that fade into each other have their last one only in the end.
    await page.evaluate(() => {
      const fading = document.getAnimations().filter((animation) => animation instanceof CSSTransition)
      for (const transition of fading) transition.finish()
    })
    expect(await findings(page, 'contrast'), `${where}, dark`).toEqual([])
  }
}

const heading = (page: Page) => expect(page.getByRole('heading', { level: 1 })).toBeVisible()

test('the public pages are accessible in light and dark, at 390 and 1440 px', async ({ page, watch }) => {
  watch.expectConsole(/404/)
  for (const address of ['/', '/sign-in', '/sign-up', '/no-such-page'])
    await inEveryForm(page, address, heading, { isDarkOnPhone: address === '/' })
})

test('the pages of a person are accessible in light and dark, at 390 and 1440 px', async ({ page }) => {
  test.slow()
  await signUp(page)
  for (const address of ['/dashboard', '/transactions', '/connections'])
    await inEveryForm(page, address, heading, { isDarkOnPhone: true })

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto('/connections')
  await page.getByRole('button', { name: 'Connect a bank' }).first().click()
  await expect(linkDialog(page).getByRole('button', { name: 'Continue' })).toBeVisible()
  expect(await findings(page), 'Link').toEqual([])
  await page.goto('/connections')
  await connectBank(page, BANK)
  await waitForImport(page, BANK)
  await makeItHappen(page, BANK, 'Bank asks for a new login')
  await expect(page.getByRole('button', { name: 'Reconnect' }).first()).toBeVisible({ timeout: 30_000 })

  await inEveryForm(page, '/dashboard', async () => {
    await expect(page.getByRole('region', { name: 'EUR balances' })).toBeVisible()
    await expect(page.getByRole('alert').filter({ hasText: BANK })).toBeVisible()
  })
  const table = () => expect(page.getByRole('table', { name: 'Transactions' })).toBeVisible()
  await inEveryForm(page, '/transactions', table)
  await inEveryForm(page, '/transactions?state=pending', table)
  await inEveryForm(page, '/transactions?q=nothing-of-this-name', () =>
    expect(page.getByText('Nothing matches')).toBeVisible(),
  )
  await page.goto('/transactions')
  const href =
    (await page
      .getByRole('table', { name: 'Transactions' })
      .getByRole('link')
      .first()
      .getAttribute('href')) ?? ''
  await inEveryForm(page, href, () => expect(page.getByRole('textbox', { name: 'Note' })).toBeVisible())
  await inEveryForm(page, '/connections', () =>
    expect(page.getByRole('region', { name: BANK, exact: true })).toBeVisible(),
  )
  await inEveryForm(page, '/settings', () =>
    expect(page.getByRole('button', { name: 'Sign out everywhere' })).toBeVisible(),
  )
  const details = page.getByRole('link', { name: `Details of ${BANK}` })
  await page.goto('/connections')
  await inEveryForm(page, (await details.getAttribute('href')) ?? '', () =>
    expect(page.getByRole('region', { name: 'Timeline' }).getByText('ITEM ERROR').first()).toBeVisible(),
  )
  await inEveryForm(page, '/connections/codes?q=ITEM_LO', () =>
    expect(page.getByRole('link', { name: 'ITEM_LOCKED' })).toBeVisible(),
  )
  // All of them at once, on the narrowest screen.
  await page.goto('/connections/codes')
  expect(await findings(page), 'every code').toEqual([])
  await inEveryForm(page, '/operator', () =>
    expect(page.getByRole('region', { name: 'Webhooks of the last 30 days' })).toBeVisible(),
  )
})

test('the keyboard alone signs up, connects a bank and opens a transaction', async ({ page }) => {
  test.slow()
  await page.setViewportSize({ width: 390, height: 844 })
  await signUp(page)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await expect(page.getByRole('heading', { name: 'No bank is connected yet' })).toBeVisible()
  await page.getByRole('button', { name: 'Connect a bank' }).first().focus()
  await press('Enter')
  const link = linkDialog(page)
  await expect(link.getByRole('button', { name: 'Continue' })).toBeVisible()
  await link.getByRole('button', { name: 'Continue' }).focus()
  await press('Enter')
  await link.getByRole('textbox', { name: 'Search institutions' }).focus()
  await page.keyboard.type('Northlight')
  await expect(link.getByRole('button', { name: 'Northlight Bitcoin Wallet' })).toBeVisible()
  await expect(link.getByRole('button', { name: 'First Platypus Bank' })).toBeHidden()
  await press('ArrowDown', 'Enter')
  await link.getByRole('textbox', { name: 'Username' }).focus()
  await page.keyboard.type('user_good')
  await press('Tab')
  await page.keyboard.type('pass_good')
  await press('Enter')
  await expect(link.getByRole('checkbox').first()).toBeVisible()
  await link.getByRole('button', { name: 'Continue' }).focus()
  await press('Enter')
  await expect(link.getByRole('button', { name: 'Finish' })).toBeVisible()
  const taken = page.waitForResponse((response) => response.request().headers()['next-action'] !== undefined)
  await link.getByRole('button', { name: 'Finish' }).focus()
  await press('Enter')
  await taken
  await waitForImport(page, 'Northlight Bitcoin Wallet')
  await page.goto('/transactions')
  const first = page.getByRole('table', { name: 'Transactions' }).getByRole('link').first()
  await first.focus()
  await press('Enter')
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Note' })).toBeVisible()
  await press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})
