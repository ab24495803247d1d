import type { Page } from '@playwright/test'
import { expect, signUp, test } from './fixtures'
import { connectBank, waitForImport } from './steps'

const WALLET = 'Northlight Bitcoin Wallet'

const transactions = (page: Page) => page.getByRole('table', { name: 'Transactions' })

/** The ids of the transactions that are pending now. */
async function pendingIds(page: Page): Promise<string[]> {
  await page.goto('/transactions?state=pending')
  await expect(transactions(page)).toBeVisible({ timeout: 5_000 })
  const links = await transactions(page).getByRole('link').all()
  const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')))
  return hrefs.flatMap((href) => new URLSearchParams(href?.split('?')[1]).get('open') ?? [])
}

async function letTimePass(page: Page, days: string): Promise<void> {
  await page.goto('/connections')
  await page.locator('summary', { hasText: 'Demo bank' }).click()
  await page
    .getByRole('group', { name: 'Let time pass' })
    .getByRole('button', { name: days, exact: true })
    .click()
}

// The last file there is: the pretend banks' clock moves ahead for everything that runs on this server.
test('days can be lived through: what was pending posts, and every page is of the new day', async ({
  page,
}) => {
  test.setTimeout(90_000)
  await signUp(page)
  await connectBank(page, WALLET)
  await waitForImport(page, WALLET)
  const pending = await pendingIds(page)
  expect(pending.length).toBeGreaterThan(0)

  await letTimePass(page, '3 days')
  await expect(page.getByText('3 days have passed')).toBeVisible()
  const inThreeDays = new Intl.DateTimeFormat('en-US', {
    dateStyle: 'long',
    timeZone: 'America/New_York',
  }).format(Date.now() + 3 * 86_400_000)
  await expect(page.getByText(`It is ${inThreeDays} there, and here.`)).toBeVisible()
  await letTimePass(page, '1 day')
  await expect(page.getByText('A day has passed')).toBeVisible()

  await expect(async () => {
    const now = await pendingIds(page)
    expect(now.filter((id) => pending.includes(id))).toEqual([])
    // The wallet is never without one: these have come since.
    expect(now.length).toBeGreaterThan(0)
  }).toPass({ timeout: 60_000 })
  await page.goto('/connections')
  await expect(
    page.getByRole('region', { name: WALLET }).getByText(/Updated (now|\d+ minutes? ago)/),
  ).toBeVisible()
})
