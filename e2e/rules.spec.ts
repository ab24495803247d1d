import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const BANK = 'First Platypus Bank'

const transactions = (page: Page) => page.getByRole('table', { name: 'Transactions' })

async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
}

test('a rule is made of what is to be reviewed, looked at before, applied to the past, moved, switched off and deleted', async ({
  page,
}) => {
  test.slow()
  await page.setViewportSize({ width: 390, height: 844 })
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  let merchant = ''

  await test.step('from the review inbox', async () => {
    await page.goto('/transactions?review=open&state=posted')
    merchant = (await transactions(page).getByRole('link').first().textContent())?.trim() ?? ''
    expect(merchant).not.toBe('')
    await page.goto(`/rules/new?${new URLSearchParams({ merchant: merchant.toLowerCase() })}`)
    await expect(page.getByRole('textbox', { name: 'Value of condition 1' })).toHaveValue(
      new RegExp(merchant.slice(0, 4), 'i'),
    )
    await fits(page)
  })

  const preview = page.getByRole('region', { name: 'Preview' })
  await test.step('a rule that says nothing is not saved', async () => {
    await page.getByRole('button', { name: 'Save rule' }).click()
    await expect(page.getByText('Say what is to be done')).toBeVisible()
  })

  await test.step('what it would change is shown before', async () => {
    await page.getByRole('button', { name: /^Category/ }).click()
    await page.getByPlaceholder('Search').fill('Lodging')
    await page
      .getByRole('option', { name: /Lodging/ })
      .first()
      .click()
    await page.getByRole('textbox', { name: 'Add tags' }).fill('by rule')
    await page.getByRole('checkbox', { name: 'Mark as reviewed' }).check()
    await page.getByRole('button', { name: 'Preview' }).click()
    await expect(preview.getByText(/\d+ transactions? match(es)?\./)).toBeVisible()
    const first = page.getByRole('list', { name: 'What the rule would change' }).getByRole('listitem').first()
    await expect(first).toContainText('Lodging')
    await expect(first).toContainText('by rule')
    await fits(page)
    await page.goto('/rules')
    await expect(page.getByRole('heading', { name: 'No rules yet' })).toBeVisible()
  })

  await test.step('it is saved, and applied to what is there already', async () => {
    const wish = { merchant: merchant.toLowerCase(), category: 'TRAVEL_LODGING' }
    await page.goto(`/rules/new?${new URLSearchParams(wish)}`)
    // What the address says is looked at at once.
    await expect(preview.getByText(/\d+ transactions? match(es)?\./)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Save rule' })).toBeEnabled()
    await page.getByRole('textbox', { name: 'Add tags' }).fill('by rule')
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Hotels')
    await page.getByRole('button', { name: 'Save rule' }).click()
    await page.waitForURL('**/rules')
    const rule = page.getByRole('list', { name: 'Your rules' }).getByRole('listitem').first()
    await expect(rule).toContainText('Hotels')
    await expect(rule).toContainText(/Says something of \d+ transaction/)
    const log = page.getByRole('table', { name: 'When rules were applied' })
    await expect(log.getByRole('row').nth(1)).toContainText('Hotels')
    await expect(log.getByText('under way')).toHaveCount(0)
    await fits(page)
    await page.goto(`/transactions?${new URLSearchParams({ tag: 'by rule', category: 'TRAVEL_LODGING' })}`)
    await expect(transactions(page).getByRole('link', { name: merchant }).first()).toBeVisible()
  })

  await test.step('it is copied, moved with the keyboard and switched off', async () => {
    await page.goto('/rules')
    const rules = page.getByRole('list', { name: 'Your rules' }).getByRole('listitem')
    await page.getByRole('button', { name: 'Duplicate: Hotels' }).click()
    await expect(rules).toHaveCount(2)
    await expect(rules.nth(1)).toContainText('Hotels (copy)')
    await page.getByRole('button', { name: 'Move Hotels (copy) up' }).focus()
    await page.keyboard.press('Enter')
    await expect(rules.nth(0)).toContainText('Hotels (copy)')
    await expect(page.getByRole('button', { name: 'Move Hotels (copy) up' })).toBeFocused()
    await page.getByRole('switch', { name: 'Hotels (copy) is on' }).click()
    await expect(rules.nth(0)).toContainText('off')
    await expect(page.getByRole('switch', { name: 'Hotels (copy) is on' })).not.toBeChecked()
  })

  await test.step('what it said goes with it', async () => {
    for (const name of ['Hotels (copy)', 'Hotels']) {
      await page.getByRole('button', { name: `Delete: ${name}`, exact: true }).click()
      const question = page.getByRole('alertdialog', { name: `Delete ${name}?` })
      await expect(question).toContainText('What you wrote on them stays.')
      await question.getByRole('button', { name: 'Delete' }).click()
      await expect(question).toBeHidden()
    }
    await expect(page.getByRole('heading', { name: 'No rules yet' })).toBeVisible()
    await expect(async () => {
      await page.goto('/transactions?tag=by+rule')
      await expect(page.getByText('Nothing matches')).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
  })
})
