import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const BANK = 'Alderbrook Bank'

/** A household with two years at one bank, whose recurring payments have been found. */
async function withTwoYears(page: Page): Promise<void> {
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  // They are looked for once the import is over.
  await expect
    .poll(
      async () => {
        await page.goto('/recurring')
        await expect(page.getByRole('tabpanel')).toBeVisible()
        return page.getByRole('link', { name: 'Lumen Stream', exact: true }).count()
      },
      { timeout: 60_000 },
    )
    .toBe(1)
}

const list = (page: Page) => page.getByRole('table', { name: 'Recurring payments' })
const stream = (page: Page, name: string) => list(page).getByRole('row').filter({ hasText: name })

test('what comes again is listed with its price rise, and what was missed stands on top', async ({
  page,
}) => {
  test.slow()
  await withTwoYears(page)

  await expect(stream(page, 'Lumen Stream')).toContainText(/\$15\.99 → \$18\.99 on/)
  await expect(stream(page, 'Hawthorne Court Apartments')).toContainText('$1,820.00')
  await expect(stream(page, 'Cascade Light & Power')).toContainText(' to ')
  await expect(stream(page, 'CASH BACK CARD AUTOPAY')).toHaveCount(0)

  const missed = page.getByRole('region', { name: 'A payment did not come' })
  await expect(missed).toContainText('Ironwood Climbing Gym was expected on')
  await expect(missed).toContainText('$62.00')
  await missed.getByRole('link', { name: 'See Ironwood Climbing Gym' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ironwood Climbing Gym' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Why it is here' })).toContainText(
    /23 payments since .* of each month/,
  )
  await expect(
    page.getByRole('table', { name: 'Payments of Ironwood Climbing Gym' }).getByRole('row'),
  ).toHaveCount(24)

  await page.getByRole('link', { name: 'All in transactions' }).click()
  await page.waitForURL(/\/transactions\?.*merchant=ironwood/)

  await page.goto('/recurring')
  const filters = page.getByRole('navigation', { name: 'Which payments' })
  await filters.getByRole('link', { name: /^Ended: / }).click()
  await expect(stream(page, 'The Morning Ledger')).toBeVisible()
  await filters.getByRole('link', { name: /^Income: / }).click()
  await expect(stream(page, 'LARKSPUR ROBOTICS PAYROLL')).toContainText('+$2,628.80')
  await filters.getByRole('link', { name: /^Transfers: / }).click()
  await expect(stream(page, 'CASH BACK CARD AUTOPAY')).toHaveCount(1)
  await expect(stream(page, 'PAYMENT THANK YOU')).toHaveCount(0)
})

test('a person says what it is called, that it is none, that it has ended, and takes it back', async ({
  page,
}) => {
  test.slow()
  await withTwoYears(page)

  await page.getByRole('link', { name: 'Pixelforge Studio', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Drawing program')
  await page.getByRole('button', { name: 'Save name' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Drawing program' })).toBeVisible()

  await page.getByRole('button', { name: 'Not recurring' }).click()
  await expect(page.getByRole('button', { name: 'It is recurring after all' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Not recurring' })).toBeVisible()

  await page.getByRole('button', { name: 'It is recurring', exact: true }).click()
  await expect(page.getByText('You confirmed it')).toBeVisible()
  await page.getByRole('button', { name: 'Mark as ended' }).click()
  await expect(page.getByText('You marked it as ended')).toBeVisible()
  await page.getByRole('button', { name: 'It goes on' }).click()
  await expect(page.getByText('You marked it as ended')).toHaveCount(0)

  // What was said stands when everything is looked for anew.
  await page.goto('/recurring')
  await page.getByRole('button', { name: 'Look again' }).click()
  await expect(page.getByText('Your transactions were looked through again.')).toBeVisible()
  await expect(stream(page, 'Drawing program')).toBeVisible()
})

test('the calendar is used by the keyboard alone, as a grid and as a table', async ({ page }) => {
  test.slow()
  await withTwoYears(page)

  await expect(page.getByRole('button', { name: 'Look again' })).toBeEnabled()
  await page.getByRole('tab', { name: 'List' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/recurring?view=calendar')
  const next = page.getByRole('link', { name: /^Next month/ })
  await next.focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/month=\d{4}-\d{2}/)
  const grid = page.getByRole('table', { name: /^Recurring payments in/ })
  const rent = grid.getByRole('link', { name: /Hawthorne Court Apartments/ })
  await rent.focus()
  await expect(rent).toBeFocused()

  const asTable = page.getByRole('button', { name: 'Show as table' })
  await asTable.focus()
  await page.keyboard.press('Enter')
  const row = page.getByRole('row').filter({ hasText: 'Hawthorne Court Apartments' })
  await expect(row).toContainText('expected')
  await expect(row).toContainText('$1,820.00')
  await row.getByRole('link').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Hawthorne Court Apartments' })).toBeVisible()
})

test('on a phone the calendar is an agenda, and nothing scrolls sideways', async ({ page }) => {
  test.slow()
  await withTwoYears(page)
  await page.setViewportSize({ width: 390, height: 844 })
  for (const address of ['/recurring', '/recurring?view=calendar']) {
    await page.goto(address)
    await expect(page.getByRole('tabpanel')).toBeVisible()
    await expect(page.locator('main .animate-breathe')).toHaveCount(0)
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), address)
      .toBeLessThanOrEqual(390)
  }
  const agenda = page.getByRole('list', { name: 'Days with payments' })
  await expect(agenda).toBeVisible()
  await expect(agenda.getByRole('link', { name: /Hawthorne Court Apartments/ })).toBeVisible()
})
