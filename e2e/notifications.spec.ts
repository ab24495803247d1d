import type { Page } from '@playwright/test'
import { findings } from './findings'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { makeItHappen, untilTaken, waitForImport } from './steps'

const BANK = 'Quillstone Wallet'
const ASKS = `${BANK} asks you to sign in again`
const PHONE = { width: 390, height: 844 }

/** The bell while something is unread; without that it has no number. */
const bell = (page: Page, count?: number) =>
  page.getByRole('link', {
    name: count === undefined ? /^Notifications, \d+ unread$/ : `Notifications, ${count} unread`,
  })

/** Opens the notifications again and again until something stands there: it is told once the bank has said so. */
async function isTold(page: Page, title: string): Promise<void> {
  await expect(async () => {
    await page.goto('/notifications')
    await expect(page.getByRole('link', { name: title })).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
}

/** Somebody with a connection, who has read all that it brought. */
async function connected(page: Page): Promise<void> {
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  await page.goto('/notifications')
  await expect(page.getByRole('heading', { level: 1, name: 'Notifications' })).toBeVisible()
  await expect(page.locator('main .animate-breathe')).toHaveCount(0)
  const all = page.getByRole('button', { name: 'Mark all as read' })
  if (await all.isVisible()) {
    await all.click()
    await expect(all).toBeHidden()
  }
  await expect(bell(page)).toHaveCount(0)
}

test('what a bank asks for is told once, counted by the bell, opened and read', async ({ page }) => {
  test.slow()
  await connected(page)
  await makeItHappen(page, BANK, 'Bank asks for a new login')
  await isTold(page, ASKS)
  await expect(bell(page, 1)).toBeVisible()
  const line = page.getByRole('listitem').filter({ hasText: ASKS })
  await expect(line.getByText('Unread', { exact: true })).toBeVisible()
  await expect(page.getByText('1 unread', { exact: true })).toBeVisible()
  expect(await findings(page), 'notifications').toEqual([])

  await test.step('it is marked as read, and as unread again', async () => {
    await line.getByRole('button', { name: `Mark as read: ${ASKS}` }).click()
    await expect(page.getByText('All read', { exact: true })).toBeVisible()
    await expect(line.getByText('Unread', { exact: true })).toHaveCount(0)
    await expect(bell(page)).toHaveCount(0)
    await line.getByRole('button', { name: `Mark as unread: ${ASKS}` }).click()
    await expect(bell(page, 1)).toBeVisible()
  })

  await test.step('it opens what it is about, and is read by that', async () => {
    await untilTaken(page, () => page.getByRole('link', { name: ASKS }).click())
    await page.waitForURL('**/connections/*')
    await expect(page.getByRole('heading', { level: 1, name: BANK })).toBeVisible()
    await page.goto('/notifications')
    await expect(page.getByText('All read', { exact: true })).toBeVisible()
  })

  await test.step('on a phone the bell is in the bar at the top, and nothing scrolls sideways', async () => {
    await page.setViewportSize(PHONE)
    await line.getByRole('button', { name: `Mark as unread: ${ASKS}` }).click()
    await expect(bell(page, 1)).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    expect(await findings(page), 'notifications at 390 px').toEqual([])
    await page.goto('/dashboard')
    await bell(page, 1).click()
    await page.waitForURL('**/notifications')
    await expect(page.getByRole('link', { name: ASKS })).toBeVisible()
  })
})

test('who switches a kind off is not told of it, and limits are kept as they were written', async ({
  page,
}) => {
  test.slow()
  await connected(page)
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Choose notifications' }).click()
  await page.waitForURL('**/settings/notifications')
  const save = page.getByRole('button', { name: 'Save', exact: true })
  const inApp = page.getByRole('switch', { name: 'Bank needs you in the app' })
  const inBrowsers = page.getByRole('switch', { name: 'Bank needs you in browsers' })
  const large = page.getByRole('textbox', { name: 'From, in BTC' })
  await expect(save).toBeEnabled()

  await test.step('an amount that cannot be read is not stored', async () => {
    await large.fill('much')
    await save.click()
    await expect(page.getByText('One of the amounts cannot be read. Nothing was stored.')).toBeVisible()
    await expect(large).toBeFocused()
  })

  await inApp.uncheck()
  await expect(inBrowsers).toBeDisabled()
  await large.fill('0.00000001')
  await save.click()
  await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
  await page.reload()
  await expect(inApp).not.toBeChecked()
  await expect(large).toHaveValue('0.00000001')

  await makeItHappen(page, BANK, 'Bank asks for a new login')
  await page.goto('/connections')
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('region', { name: BANK, exact: true }).getByText('Up to date')).toBeHidden({
      timeout: 5_000,
    })
  }).toPass({ timeout: 60_000 })
  await page.goto('/notifications')
  await expect(page.locator('main .animate-breathe')).toHaveCount(0)
  await expect(page.getByRole('link', { name: ASKS })).toHaveCount(0)

  await test.step('switched on again, it is told at once', async () => {
    await page.goto('/settings/notifications')
    await expect(save).toBeEnabled()
    await inApp.check()
    await save.click()
    await expect(page.getByText('Saved.', { exact: true })).toBeVisible()
    await isTold(page, ASKS)
  })

  await test.step('a browser is asked only when one says so, and its no is understood', async () => {
    await page.goto('/settings/notifications')
    await page.getByRole('button', { name: 'Tell me in this browser' }).click()
    await expect(page.getByText(/^This browser does not let Evenkeel show messages/)).toBeVisible()
    await expect(page.getByText('No browser is told yet.')).toBeVisible()
    await page.setViewportSize(PHONE)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width)
    expect(await findings(page), 'settings at 390 px').toEqual([])
  })
})
