import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { findings } from './findings'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const BANK = 'First Platypus Bank'

const table = (page: Page): Locator => page.getByRole('table', { name: 'Transactions' })
const rows = (page: Page): Locator => table(page).locator('tr[data-list-row]')
const box = (page: Page, index: number): Locator => rows(page).nth(index).getByRole('checkbox')
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Change the selected transactions' })
const chips = (page: Page): Locator => page.getByRole('list', { name: 'Active filters' })

/** Opens the list and waits until it answers. */
async function open(page: Page, address = '/transactions'): Promise<void> {
  await page.goto(address)
  await expect(box(page, 0)).toBeEnabled()
}

async function withBank(page: Page): Promise<void> {
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
}

test('the list is narrowed down by words, operators and boxes, and the address and the chips say so', async ({
  page,
}) => {
  await withBank(page)
  await open(page)
  const search = page.getByRole('textbox', { name: 'Search' })

  await search.fill('is:posted amount:>50 -is:transfer')
  await expect(page).toHaveURL(/q=is%3Aposted/)
  await expect(chips(page).getByRole('link')).toHaveCount(1)
  for (const text of await rows(page).locator('td:last-child > span:last-child').allTextContents())
    expect(Number(text.replaceAll(/[^\d.]/g, ''))).toBeGreaterThan(50)

  await page.locator('summary', { hasText: 'Filters' }).first().click()
  await page.getByRole('combobox', { name: 'Direction' }).selectOption({ label: 'Money out' })
  await expect(page).toHaveURL(/direction=out/)
  await page.getByRole('textbox', { name: 'At most' }).fill('5000')
  await expect(page).toHaveURL(/max=5000/)
  await page.getByRole('button', { name: /^Show \d/ }).click()
  await expect(chips(page).getByRole('link')).toHaveCount(3)
  await page.getByRole('link', { name: 'Remove filter: Money out' }).click()
  await expect(page).not.toHaveURL(/direction/)

  await search.fill('nothing of this name')
  await expect(page.getByText('Nothing matches')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await expect(page).toHaveURL(/\/transactions$/)
  await expect(search).toHaveValue('')
  await expect(rows(page).first()).toBeVisible()

  await page.locator('summary', { hasText: 'Search operators' }).click()
  await expect(page.getByText('amount:10..20')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('amount:10..20')).toBeHidden()
})

test('what there is to choose from comes when somebody is about to choose, and again where no answer came', async ({
  page,
  watch,
}) => {
  watch.expectConsole(/api\/transactions\/choices/)
  await withBank(page)
  await open(page)
  const lost = (wanted: URL) => wanted.pathname === '/api/transactions/choices'
  const missing = 'The lists to choose from did not arrive.'
  await page.route(lost, (route) => route.abort())
  await page.locator('summary', { hasText: 'Filters' }).first().click()
  await expect(page.getByRole('alert').filter({ hasText: missing })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Account (Any|All)/ })).toBeDisabled()
  await page.unroute(lost)
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('button', { name: /^Account (Any|All)/ }).click()
  await page.getByRole('dialog', { name: 'Account' }).getByRole('option').first().click()
  await expect(page).toHaveURL(/account=/)
  await expect(chips(page).getByRole('link')).toHaveCount(1)

  await open(page)
  await page.route(lost, (route) => route.abort())
  await box(page, 0).click()
  await bar(page).getByRole('button', { name: 'Category' }).click()
  await expect(page.getByText(missing)).toBeVisible()
  await page.unroute(lost)
  await bar(page).getByRole('button', { name: 'Category' }).click()
  await expect(page.getByRole('combobox', { name: 'Category' })).toBeVisible()
})

test('a filter is saved, used, called otherwise, and comes back when it was deleted by mistake', async ({
  page,
}) => {
  await withBank(page)
  await open(page, '/transactions?direction=in')
  await page.getByRole('button', { name: 'Save this filter' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('What came in')
  await page.getByRole('textbox', { name: 'Name' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeHidden()

  await open(page)
  const saved = page.locator('summary', { hasText: 'Saved filters' })
  await saved.click()
  await page.getByRole('button', { name: 'Rename What came in' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Money in')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('link', { name: 'Money in', exact: true }).click()
  await page.waitForURL('**/transactions?direction=in')
  await expect(page.getByRole('link', { name: 'Remove filter: Money in' })).toBeVisible()

  await page.getByRole('button', { name: 'Delete Money in' }).click()
  await expect(page.getByText('Money in is deleted.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Delete Money in' })).toBeVisible()
})

test('several transactions are changed at once, and undo puts everything back', async ({ page }) => {
  await withBank(page)
  await open(page, '/transactions?state=posted')
  const before = await rows(page).first().textContent()

  await box(page, 0).click()
  await box(page, 2).click({ modifiers: ['Shift'] })
  await expect(bar(page)).toContainText('3 selected')
  expect(await findings(page), 'with the bar').toEqual([])
  await bar(page).getByRole('button', { name: 'Category' }).click()
  await page.getByRole('combobox', { name: 'Category' }).fill('lodging')
  await page
    .getByRole('option', { name: /Lodging/ })
    .first()
    .click()
  await expect(page.getByText('3 transactions changed.')).toBeVisible()
  await expect(rows(page).first()).toContainText('Lodging')
  await expect(bar(page)).toBeHidden()

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('3 transactions are as they were before.')).toBeVisible()
  await expect(rows(page).first()).toHaveText(before ?? '')

  await box(page, 1).click()
  await bar(page).getByRole('button', { name: 'Tags' }).click()
  const dialog = page.getByRole('dialog', { name: 'Tags of the selected transactions' })
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('together, house')
  await dialog.getByRole('button', { name: 'Add tags' }).click()
  await expect(page.getByText('1 transaction changed.')).toBeVisible()
  await page.goto('/transactions?tag=house')
  await expect(rows(page)).toHaveCount(1)
})

test('the review inbox empties by all that the filter finds, and fills again by undo', async ({ page }) => {
  await withBank(page)
  await open(page, '/transactions?review=open')
  await expect(page.getByRole('tab', { name: 'To review' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: /^Mark all .* as reviewed$/ }).click()
  await expect(page.getByRole('heading', { name: 'All reviewed' })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page).first()).toBeVisible()
})

test('the keyboard alone walks, selects, reviews, flags and undoes', async ({ page }) => {
  await withBank(page)
  await open(page, '/transactions?state=posted')
  await page.keyboard.press('j')
  await expect(rows(page).nth(0).getByRole('link')).toBeFocused()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  await expect(rows(page).nth(1).getByRole('link')).toBeFocused()

  await page.keyboard.press('f')
  await expect(rows(page).nth(1)).toContainText('Flagged')
  await page.keyboard.press('u')
  await expect(rows(page).nth(1)).not.toContainText('Flagged')

  await page.keyboard.press('Space')
  await expect(box(page, 1)).toBeChecked()
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+Space')
  await expect(bar(page)).toContainText('2 selected')
  await page.keyboard.press('r')
  await expect(page.getByText('2 transactions changed.')).toBeVisible()
  await expect(rows(page).nth(1)).not.toContainText('Not reviewed')

  await page.keyboard.press('k')
  await page.keyboard.press('c')
  await page.keyboard.type('coffee')
  await expect(page.getByRole('option', { name: /Coffee/ }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(rows(page).nth(1)).toContainText('Coffee')

  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: 'Search' })).toBeFocused()
  await page.keyboard.type('jku')
  await expect(page).toHaveURL(/q=jku/)
})

test('older rows follow as one scrolls, few are drawn, and Back returns to where one was', async ({
  page,
}) => {
  await withBank(page)
  await open(page, '/transactions?state=posted')
  await expect(page.getByRole('link', { name: 'Older transactions' })).toBeHidden()
  const newest = await rows(page).first().getByRole('link').getAttribute('href')
  for (let turn = 0; turn < 6; turn++) {
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
    await expect(page.getByText('Loading older transactions'))
      .toBeHidden({ timeout: 10_000 })
      .catch(() => {})
  }
  expect(await rows(page).count()).toBeLessThan(90)
  await expect(rows(page).first().getByRole('link')).not.toHaveAttribute('href', newest ?? '')

  const top = await page.evaluate(() => Math.round(window.scrollY))
  expect(top).toBeGreaterThan(1_000)
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' }).click()
  await page.waitForURL('**/connections')
  await page.goBack()
  await expect(table(page)).toBeVisible()
  await expect.poll(() => page.evaluate(() => Math.round(window.scrollY))).toBeGreaterThan(top - 500)
})

test('a phone shows two lines to a row, filters in a sheet, and never scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await withBank(page)
  await open(page)
  const sideways = () => page.evaluate(() => document.documentElement.scrollWidth)
  expect(await sideways()).toBeLessThanOrEqual(390)
  await box(page, 0).click()
  await expect(bar(page)).toBeVisible()
  expect(await sideways()).toBeLessThanOrEqual(390)
  await bar(page).getByRole('button', { name: 'Clear selection' }).click()
  await page.locator('summary', { hasText: 'Filters' }).first().click()
  await expect(page.getByRole('textbox', { name: 'From' })).toBeVisible()
  expect(await findings(page), 'the sheet of filters').toEqual([])
  await page.getByRole('link', { name: 'This year' }).click()
  await expect(page).toHaveURL(/from=/)
})

test('without scripts the list is searched, filtered and read to its end', async ({
  page,
  browser,
  baseURL,
}) => {
  await withBank(page)
  const silent = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  const quiet = await silent.newPage()
  await quiet.goto('/transactions')
  await quiet.getByRole('link', { name: 'Older transactions' }).click()
  await quiet.waitForURL(/after=/)
  await expect(rows(quiet).first()).toBeVisible()
  await quiet.getByRole('link', { name: 'Back to the newest' }).click()
  await quiet.locator('summary', { hasText: 'Filters' }).first().click()
  await quiet.getByRole('combobox', { name: 'Direction' }).selectOption({ label: 'Money in' })
  await quiet.getByRole('button', { name: /^Show \d/ }).click()
  await quiet.waitForURL(/direction=in/)
  await expect(chips(quiet).getByRole('link')).toHaveCount(1)
  await silent.close()
})

test('what is listed is downloaded as a sheet, with the same rows', async ({ page }) => {
  await withBank(page)
  await open(page, '/transactions?direction=in')
  const count = await page
    .getByText(/^\d+ transactions?$/)
    .first()
    .textContent()
  const started = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV' }).click()
  const file = await (await started).path()
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n')
  expect(lines[0]).toContain('Date,Merchant,Category')
  expect(lines.length - 1).toBe(Number.parseInt(count ?? '', 10))
})
