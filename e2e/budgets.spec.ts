import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const BANK = 'Alderbrook Bank'

/** The row of a budget, or on its own page what stands there of it. */
const figures = (page: Page, name: string): Locator =>
  page.getByRole('figure', { name: new RegExp(`^${name} in `) })
const opener = (page: Page, name: string): Locator => page.locator(`summary[aria-label$=": ${name}"]`)
/** The form that belongs to that line; closed, it is not seen. */
const form = (page: Page, name: string): Locator =>
  page.locator('details').filter({ has: opener(page, name) })

async function setBudget(page: Page, name: string, amount: string, rollover?: boolean): Promise<void> {
  // What has no budget stands among the largest, or below them.
  await expect(opener(page, name)).toHaveCount(1)
  const more = page.locator('summary', { hasText: /\d+ more$/ })
  // What the server has sent is in the page before it is shown.
  await expect(opener(page, name).or(more).filter({ visible: true }).first()).toBeVisible()
  if (!(await opener(page, name).isVisible())) await more.click()
  await opener(page, name).click()
  const own = form(page, name)
  await own.getByRole('textbox', { name: 'Amount a month' }).fill(amount)
  if (rollover !== undefined) await own.getByRole('switch', { name: 'Roll over' }).setChecked(rollover)
  await own.getByRole('button', { name: 'Set budget' }).click()
  await expect(page.getByText(`Budget set: ${name}`).first()).toBeVisible()
  // What was said of an earlier one may still stand there; the form closes with its own.
  await expect(form(page, name)).not.toHaveAttribute('open')
}

/** Follows a figure, and says what the transactions there come to. */
async function sumBehind(page: Page, link: Locator): Promise<string> {
  await link.click()
  await page.waitForURL('**/transactions?**')
  const sums = page.getByRole('list', { name: 'Sums by currency' })
  await expect(sums.getByRole('listitem')).toHaveCount(1)
  return ((await sums.textContent()) ?? '').replaceAll('\u2212', '-')
}

const amountIn = (text: string | null, pattern: RegExp): string => pattern.exec(text ?? '')?.[1] ?? ''

test('budgets are suggested, set, passed, rolled over, removed and brought back', async ({ page }) => {
  test.slow()
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  await page.goto('/budgets')
  await expect(page.getByRole('heading', { name: /^No budgets in / })).toBeVisible()

  await test.step('what was spent before suggests them, and each can be refused', async () => {
    await page.getByRole('link', { name: 'Suggest budgets from your last three months' }).click()
    const suggested = page.getByRole('region', { name: 'Suggested budgets' })
    await expect(suggested.getByRole('checkbox', { name: /Groceries/ })).toBeChecked()
    const all = await suggested.getByRole('checkbox').count()
    await suggested.getByRole('checkbox').first().uncheck()
    await suggested.getByRole('button', { name: `Set ${all - 1} budgets` }).click()
    await expect(page.getByRole('region', { name: 'All budgets' })).toBeVisible()
    await expect(suggested).toBeHidden()
    await expect(figures(page, 'Groceries')).toBeVisible()
  })

  await test.step('a past month is set by itself, and is as far as its transactions say', async () => {
    await page.getByRole('link', { name: /^Previous month/ }).click()
    await expect(figures(page, 'Groceries')).toHaveCount(0)
    await setBudget(page, 'Groceries', '100000')
    await expect(figures(page, 'Groceries')).toContainText('of $100,000.00 spent')
    const spent = amountIn(await figures(page, 'Groceries').textContent(), /(\$[\d,.]+) of/)
    expect(await sumBehind(page, figures(page, 'Groceries').getByRole('link').first())).toContain(`-${spent}`)
    await page.goBack()
  })

  await test.step('what is too much is said in words', async () => {
    await setBudget(page, 'Groceries', '1')
    await expect(figures(page, 'Groceries')).toContainText(/\$[\d,.]+ over/)
  })

  let left = ''
  await test.step('what is left moves on to the next month, where both roll over', async () => {
    await setBudget(page, 'Groceries', '5000', true)
    await expect(figures(page, 'Groceries')).toContainText('rolls over')
    left = amountIn(await figures(page, 'Groceries').textContent(), /(\$[\d,.]+) left/)
    const before = (await figures(page, 'Groceries').getAttribute('aria-label')) ?? ''
    await page.getByRole('link', { name: /^Next month/ }).click()
    await expect(figures(page, 'Groceries')).not.toHaveAccessibleName(before)
    await expect(figures(page, 'Groceries')).not.toContainText(`+${left}`)
    await setBudget(page, 'Groceries', '400', true)
    await expect(figures(page, 'Groceries')).toContainText(`+${left} from`)
  })

  await test.step('its own page has the days and the months', async () => {
    await page.getByRole('link', { name: 'Groceries', exact: true }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'Groceries' })).toBeVisible()
    await expect(figures(page, 'Groceries').first()).toContainText(`+${left} from`)
    await expect(page.getByRole('heading', { name: 'Day by day' })).toBeVisible()
    const months = page.getByRole('table', { name: /^Groceries month by month/ })
    await expect(months.getByRole('row')).toHaveCount(13)
    await expect(months.getByRole('row').nth(2)).toContainText('$5,000.00')
    await page.getByRole('link', { name: 'Budgets' }).first().click()
    // Its own page has a form for it as well.
    await expect(page.getByRole('heading', { level: 1, name: 'Budgets' })).toBeVisible()
  })

  await test.step('one that is removed comes back by undo, as it was', async () => {
    await opener(page, 'Groceries').click()
    await form(page, 'Groceries').getByRole('button', { name: 'Remove budget' }).click()
    await expect(page.getByText('Budget removed: Groceries')).toBeVisible()
    await expect(figures(page, 'Groceries')).toHaveCount(0)
    const toast = page.getByRole('listitem').filter({ hasText: 'Budget removed: Groceries' })
    await toast.getByRole('button', { name: 'Undo' }).click()
    await expect(figures(page, 'Groceries')).toContainText(`+${left} from`)
  })
})

test('a budget for a whole group is added on a phone, and its categories count in it', async ({ page }) => {
  test.slow()
  await page.setViewportSize({ width: 390, height: 844 })
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  await page.goto('/budgets')
  await page.locator('summary', { hasText: 'Add a budget' }).click()
  const add = page.getByRole('region', { name: 'Add a budget' })
  await add.getByRole('button', { name: 'Set budget' }).click()
  await expect(add.getByText('A category is needed.')).toBeVisible()
  await add.getByRole('button', { name: /^Category/ }).click()
  const list = page.getByRole('dialog')
  await list.getByRole('combobox').fill('All of Food')
  await list.getByRole('option', { name: /All of Food and drink/ }).click()
  await add.getByRole('textbox', { name: 'Amount a month' }).fill('900')
  await add.getByRole('button', { name: 'Set budget' }).click()
  await expect(figures(page, 'All of Food and drink')).toContainText('of $900.00 spent')
  const totals = page.getByRole('region', { name: 'All budgets' })
  await expect(totals).toContainText('$900.00')
  await expect(opener(page, 'Groceries')).toHaveCount(0)

  await page.goto(`/budgets/FOOD_AND_DRINK_GROCERIES`)
  await setBudget(page, 'Groceries', '300')
  await page.goto('/budgets')
  await expect(figures(page, 'Groceries')).toContainText('of $300.00 spent')
  await expect(totals).toContainText('of $900.00 spent')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
})
