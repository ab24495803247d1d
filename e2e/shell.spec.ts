import type { Page } from '@playwright/test'
import { findings } from './findings'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const BANK = 'Kanaalbank'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Search or jump to' })
const help = (page: Page) => page.getByRole('dialog', { name: 'Keyboard shortcuts' })
const choice = (page: Page, name: string | RegExp) => palette(page).getByRole('option', { name })
const privacy = (page: Page) => page.getByRole('complementary').getByRole('button', { name: 'Hide amounts' })

/** The page answers: what only a script can do is no longer shut. */
async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Search or jump to' }).first()).toBeEnabled()
}

/** How an element is blurred, as the browser has worked it out. */
const filterOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => getComputedStyle(element).filter)

test('the palette opens by the keyboard, finds what is typed, and goes there', async ({ page }) => {
  await givenPerson(page)
  await ready(page)
  // What is the household's own comes late: until then the rest is there.
  let answer = () => {}
  const answered = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/api/palette', async (route) => {
    await answered
    await route.continue()
  })
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await expect(palette(page).getByRole('combobox')).toBeFocused()
  await expect(palette(page).getByRole('status')).toBeVisible()
  expect(await findings(page), 'the palette, before it has all').toEqual([])
  answer()
  await expect(palette(page).getByRole('status')).toBeHidden()
  expect(await findings(page), 'the palette').toEqual([])
  await page.keyboard.type('conn')
  await expect(choice(page, /^Connections/)).toHaveAttribute('aria-selected', 'true')
  await expect(choice(page, /^Overview/)).toBeHidden()
  await page.keyboard.press('Enter')
  await page.waitForURL('**/connections')
  await expect(palette(page)).toBeHidden()

  await ready(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('blue heron')
  await choice(page, 'Search transactions for “blue heron”').click()
  await page.waitForURL('**/transactions?q=blue%20heron')

  // Escape closes it, and the keyboard is where it was.
  const button = page.getByRole('main').getByRole('button', { name: 'Search or jump to' })
  await ready(page)
  await button.click()
  await expect(palette(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
  await expect(button).toBeFocused()
})

test('keys of one letter go to pages, find the search and list themselves, but never while one types', async ({
  page,
}) => {
  await givenPerson(page)
  await ready(page)
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await page.waitForURL('**/connections')
  await ready(page)
  await page.keyboard.press('?')
  await expect(help(page)).toBeVisible()
  await expect(help(page).getByText('Hide or show amounts')).toBeVisible()
  expect(await findings(page), 'the list of shortcuts').toEqual([])
  // What is open over the page keeps the keys to itself.
  await page.keyboard.press('g')
  await page.keyboard.press('o')
  await expect(help(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(help(page)).toBeHidden()
  await expect(page).toHaveURL(/\/connections$/)

  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.waitForURL('**/transactions')

  await page.goto('/settings')
  await ready(page)
  const name = page.getByRole('textbox', { name: 'Name' })
  await name.fill('')
  await name.pressSequentially('gt?/P')
  await expect(name).toHaveValue('gt?/P')
  await expect(page).toHaveURL(/\/settings$/)
  await expect(help(page)).toBeHidden()
  await expect(page.locator('html')).not.toHaveAttribute('data-private')
})

test('keys of one letter can be switched off, and the palette keeps its own', async ({ page }) => {
  await givenPerson(page)
  await page.goto('/settings')
  await ready(page)
  await page.getByRole('switch', { name: 'Shortcuts of one letter' }).uncheck()
  await page.reload()
  await ready(page)
  await expect(page.getByRole('switch', { name: 'Shortcuts of one letter' })).not.toBeChecked()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('g')
  await page.keyboard.press('t')
  await page.keyboard.press('?')
  await page.keyboard.press('Control+k')
  await expect(palette(page)).toBeVisible()
  await expect(help(page)).toBeHidden()
  await expect(page).toHaveURL(/\/settings$/)
})

test('amounts are hidden by one key on every page, until they are shown again', async ({ page }) => {
  test.slow()
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  await page.goto('/dashboard')
  await expect(page.getByRole('region', { name: 'EUR balances' })).toBeVisible()
  await ready(page)
  const amount = 'main .money'
  expect(await filterOf(page, amount)).toBe('none')
  await page.keyboard.press('Shift+P')
  await expect(privacy(page)).toHaveAttribute('aria-pressed', 'true')
  expect(await filterOf(page, amount)).toContain('blur')

  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-private')
  expect(await filterOf(page, amount)).toContain('blur')
  await page.goto('/transactions')
  const table = page.getByRole('table', { name: 'Transactions' })
  await expect(table).toBeVisible()
  expect(await filterOf(page, 'main td .money, main td.figures')).toContain('blur')
  await table.locator('tbody tr').first().hover()
  expect(await filterOf(page, 'main td .money, main td.figures')).toContain('blur')

  await ready(page)
  await privacy(page).click()
  await expect(page.locator('html')).not.toHaveAttribute('data-private')
  await page.reload()
  await expect(table).toBeVisible()
  expect(await filterOf(page, 'main td .money, main td.figures')).toBe('none')
})

test('a phone has five places under the thumb, and the rest in a sheet that also works without scripts', async ({
  page,
  browser,
  baseURL,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await givenPerson(page)
  await page.goto('/transactions')
  const bar = page.getByRole('navigation', { name: 'Main' })
  await expect(bar.getByRole('listitem')).toHaveCount(5)
  await bar.getByRole('button', { name: 'More' }).click()
  const more = page.getByRole('dialog', { name: 'More pages' })
  await expect(more).toBeVisible()
  expect(await findings(page), 'the sheet').toEqual([])
  await more.getByRole('link', { name: 'Settings' }).click()
  await page.waitForURL('**/settings')
  await expect(more).toBeHidden()
  await page.getByRole('banner').getByRole('button', { name: 'Search or jump to' }).click()
  await expect(palette(page)).toBeVisible()

  const silent = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    storageState: await page.context().storageState(),
  })
  const still = await silent.newPage()
  await still.goto('/dashboard')
  await still.getByRole('button', { name: 'More' }).click()
  await still
    .getByRole('dialog', { name: 'More pages' })
    .getByRole('link', { name: 'Connections', exact: true })
    .click()
  await still.waitForURL('**/connections')
  await silent.close()
})
