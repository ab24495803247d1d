import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { givenPerson } from './given'

const HEAD = 'Date,Payee,Amount,Category,Memo'
const COFFEE = '2026-01-12,Blue Door Coffee,-4.50,Coffee,'
const JANUARY = [
  HEAD,
  '2026-01-10,Harbor Market,-31.20,Groceries,Weekend',
  COFFEE,
  COFFEE,
  '2026-01-15,Payroll,"1,200.00",,',
]
const FEBRUARY = [...JANUARY, '2026-02-02,Harbor Market,-12.00,Groceries,', 'someday,Nobody,-1.00,,']

async function createAccount(page: Page): Promise<void> {
  await page.goto('/accounts/new')
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Village savings')
  await page.getByRole('combobox', { name: 'Currency' }).fill('USD')
  await page.getByRole('textbox', { name: 'What it holds today' }).fill('0')
  await page.getByRole('button', { name: 'Create and import a CSV file' }).click()
  await expect(page.getByRole('heading', { name: 'Import a file' })).toBeVisible()
}

async function choose(page: Page, name: string, lines: readonly string[]): Promise<void> {
  const input = page.getByLabel('CSV file')
  await expect(input).toBeEnabled()
  await input.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\r\n')}\r\n`) })
}

for (const width of [1440, 390]) {
  test(`a file is imported, its duplicates are found, and it is undone, at ${width} px`, async ({ page }) => {
    test.slow()
    await page.setViewportSize({ width, height: 900 })
    await givenPerson(page)
    await createAccount(page)

    await test.step('the first file, with two equal coffees', async () => {
      await choose(page, 'january.csv', JANUARY)
      await expect(page.getByRole('table', { name: 'The first rows as transactions' })).toContainText(
        '$1,200.00',
      )
      await expect(page.getByText('4 rows can be read.')).toBeVisible()
      await page.getByRole('button', { name: 'Look for duplicates' }).click()
      await expect(page.getByText('None of these rows is in the account already.')).toBeVisible()
      await page.getByRole('button', { name: 'Import 4 transactions' }).click()
      await expect(page.getByText('4 transactions were imported')).toBeVisible()
      await page.getByRole('link', { name: 'See them in the account' }).click()
      await expect(
        page.getByRole('region', { name: 'Balance', exact: true }).getByText('$1,159.80'),
      ).toBeVisible()
      const latest = page.getByRole('table', { name: 'Latest transactions' })
      await expect(latest.getByRole('link', { name: 'Blue Door Coffee', exact: true })).toHaveCount(2)
    })

    await test.step('the next one has them again, and a row that cannot be read', async () => {
      await page.getByRole('link', { name: 'Import CSV' }).click()
      await choose(page, 'february.csv', FEBRUARY)
      await expect(page.getByText('The columns are read as in your last file.')).toBeVisible()
      const unread = page.getByRole('table', { name: 'Rows that cannot be read' })
      await expect(unread.getByRole('row').filter({ hasText: '“someday” is not a date.' })).toContainText('7')
      await expect(page.getByRole('button', { name: 'Look for duplicates' })).toBeDisabled()
      await page.getByRole('checkbox', { name: 'Import the others without these rows' }).check()
      await page.getByRole('button', { name: 'Look for duplicates' }).click()
      await expect(page.getByText('4 rows are in the account already')).toBeVisible()
      await page.getByRole('checkbox', { name: 'Import line 3 again' }).check()
      await page.getByRole('button', { name: 'Import 2 transactions' }).click()
      await expect(page.getByText('2 transactions were imported')).toBeVisible()
      await expect(page.getByText('3 rows were in the account already.')).toBeVisible()
    })

    await test.step('undone, the account is as it was', async () => {
      await page.getByRole('button', { name: 'Undo the import of february.csv' }).click()
      const question = page.getByRole('alertdialog', { name: 'Undo this import?' })
      await expect(question.getByText('2 transactions go for good')).toBeVisible()
      await question.getByRole('button', { name: 'Undo' }).click()
      await expect(page.getByText('Undone', { exact: true })).toBeVisible()
      await page.getByRole('link', { name: 'Village savings' }).click()
      await expect(
        page.getByRole('region', { name: 'Balance', exact: true }).getByText('$1,159.80'),
      ).toBeVisible()
    })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
  })
}

test('a date that could be read in two ways is asked for', async ({ page }) => {
  await givenPerson(page)
  await createAccount(page)
  await choose(page, 'sparkasse.csv', [
    'Datum;Beschreibung;Betrag',
    '03/04/2026;Bäckerei;-3,20',
    '05/04/2026;Lohn;1.000,00',
  ])
  const order = page.getByRole('combobox', { name: 'How dates are written' })
  await expect(page.getByText('03/04/2026 could be either.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Look for duplicates' })).toBeDisabled()
  await order.selectOption({ label: 'Day, month, year' })
  const preview = page.getByRole('table', { name: 'The first rows as transactions' })
  await expect(preview).toContainText('Apr 3, 2026')
  await expect(preview).toContainText('$1,000.00')
  await expect(page.getByRole('button', { name: 'Look for duplicates' })).toBeEnabled()
})

test('what is no table is refused with the reason', async ({ page }) => {
  await givenPerson(page)
  await createAccount(page)
  await choose(page, 'letter.txt', ['Dear customer', 'thank you'])
  await expect(page.getByRole('alert').getByText('No columns were found in the file.')).toBeVisible()
})
