import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const BANK = 'Quillstone Wallet'

test('a person renames, hides and reorders the accounts of a bank, and totals follow', async ({ page }) => {
  test.slow()
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  await page.goto('/accounts')
  const totals = page.getByRole('region', { name: 'Totals in Bitcoin' })
  await expect(totals.getByText('2 accounts')).toBeVisible()
  const accounts = page.getByRole('list', { name: `Accounts: ${BANK}` })
  await expect(accounts.getByRole('link')).toHaveText(['Bitcoin Vault', 'Bitcoin Wallet'])

  await page.getByRole('link', { name: 'Arrange' }).click()
  await page.getByRole('button', { name: 'Move Bitcoin Wallet up' }).click()
  await expect(accounts.getByRole('textbox', { name: /^Name of/ }).first()).toHaveValue('Bitcoin Wallet')
  const name = page.getByRole('textbox', { name: 'Name of Bitcoin Vault' })
  await name.fill('Rainy days')
  await name.press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name of Rainy days' })).toBeVisible()
  const group = page.getByRole('combobox', { name: 'Group of Rainy days' })
  await group.fill('Savings of ours')
  await group.press('Enter')
  await expect(page.getByRole('checkbox', { name: 'Hide Bitcoin Wallet' })).toBeEnabled()
  await page.getByRole('checkbox', { name: 'Hide Bitcoin Wallet' }).check()
  await expect(totals.getByText('1 account', { exact: true })).toBeVisible()
  await page.getByRole('link', { name: 'Done' }).click()
  await expect(page.getByRole('link', { name: 'Arrange' })).toBeVisible()

  await page.getByRole('link', { name: 'By group' }).click()
  await expect(page.getByRole('list', { name: 'Accounts: Savings of ours' }).getByRole('link')).toHaveText([
    'Rainy days',
  ])
  await page.getByText('Hidden (1)').click()
  await expect(page.getByRole('link', { name: 'Bitcoin Wallet' })).toBeVisible()

  await test.step('the hidden one is out of the transactions, and back when it is shown again', async () => {
    await page.getByRole('link', { name: 'Bitcoin Wallet' }).click()
    await expect(page.getByText('This account is hidden')).toBeVisible()
    await page.getByRole('link', { name: 'Show it again' }).click()
    await page.getByRole('switch', { name: 'Hide this account' }).uncheck()
    await page.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('This account is hidden')).toBeHidden()
    await expect(page.getByRole('region', { name: 'Balance over time' })).toBeVisible()
  })
})

for (const width of [1440, 390]) {
  test(`an account is kept by hand with its balance and transactions, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 })
    await givenPerson(page)
    await page.goto('/accounts/new')
    await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Credit card' })
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Shop card')
    await page.getByRole('combobox', { name: 'Where it is kept' }).fill('Corner shop')
    await page.getByRole('combobox', { name: 'Currency' }).fill('usd')
    await page.getByRole('textbox', { name: 'What you owe today' }).fill('100.50')
    await page.getByRole('textbox', { name: 'Credit limit' }).fill('400')
    await page.getByRole('button', { name: 'Create account', exact: true }).click()
    const summary = page.getByRole('region', { name: 'Balance', exact: true })
    await expect(page.getByRole('heading', { name: 'Shop card', level: 1 })).toBeVisible()
    await expect(summary.getByText('You owe')).toBeVisible()
    await expect(summary.getByText('25.1% of the limit used')).toBeVisible()
    await expect(summary.getByText('$299.50').first()).toBeVisible()

    await page.getByRole('link', { name: 'Add transaction' }).click()
    await page.getByRole('textbox', { name: 'Payee' }).fill('Umbrella')
    await page.getByRole('textbox', { name: 'Amount' }).fill('19.50')
    await page.getByRole('button', { name: 'Save transaction' }).click()
    const latest = page.getByRole('table', { name: 'Latest transactions' })
    await expect(latest.getByRole('row').filter({ hasText: 'Umbrella' })).toContainText('−$19.50')
    await expect(summary.getByText('30% of the limit used')).toBeVisible()

    await page.getByRole('link', { name: 'Edit Umbrella' }).click()
    await page.getByRole('textbox', { name: 'Amount' }).fill('20')
    await page.getByRole('button', { name: 'Save transaction' }).click()
    await expect(latest.getByText('−$20.00')).toBeVisible()

    await page.getByRole('link', { name: 'Set balance' }).click()
    await page.getByRole('textbox', { name: 'You owe' }).fill('200')
    await page.getByRole('button', { name: 'Save balance' }).click()
    await expect(summary.getByText('50% of the limit used')).toBeVisible()

    await page.getByRole('link', { name: 'Edit Umbrella' }).click()
    await page.getByRole('button', { name: 'Delete transaction' }).click()
    const question = page.getByRole('alertdialog', { name: 'Delete this transaction?' })
    await question.getByRole('button', { name: 'Delete transaction' }).click()
    await expect(page.getByText('No transactions yet. Add one, or import a CSV file.')).toBeVisible()
    await expect(summary.getByText('45% of the limit used')).toBeVisible()

    await page.getByRole('link', { name: 'Edit', exact: true }).click()
    await page.getByRole('link', { name: 'Delete account' }).click()
    await page.getByRole('textbox', { name: 'Type the account’s name to confirm' }).fill('Shop card')
    await page.getByRole('button', { name: 'Delete for good' }).click()
    await page.waitForURL('**/accounts')
    await expect(page.getByRole('heading', { name: 'No accounts yet' })).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}

test('what something is worth is noted by the day, and its history keeps every value', async ({ page }) => {
  await givenPerson(page)
  await page.goto('/accounts/new')
  await page.getByRole('combobox', { name: 'Kind' }).selectOption({ label: 'Property' })
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Boat house')
  await page.getByRole('combobox', { name: 'Currency' }).fill('EUR')
  await page.getByRole('textbox', { name: 'What it is worth today' }).fill('250,000')
  await page.getByRole('button', { name: 'Create account', exact: true }).click()
  const values = page.getByRole('region', { name: 'Values you noted' })
  await expect(values.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('link', { name: 'Set value' }).click()
  await page.getByRole('textbox', { name: 'Worth' }).fill('240,000')
  await page.getByLabel('On which day').fill('2026-01-15')
  await page.getByRole('button', { name: 'Save value' }).click()
  await expect(values.getByRole('listitem')).toHaveCount(2)
  await expect(
    page.getByRole('region', { name: 'Balance', exact: true }).getByText('€250,000.00'),
  ).toBeVisible()
  await values.getByRole('button', { name: /^Remove the value of/ }).click()
  await expect(values.getByRole('listitem')).toHaveCount(1)
})
