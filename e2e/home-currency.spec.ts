import type { Locator, Page } from '@playwright/test'
import { exact } from '../lib/money/money'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const EUROS = 'Noorderkade Bank'
const BITCOIN = 'Quillstone Wallet'

const total = (page: Page): Locator => page.getByRole('region', { name: 'All together', exact: true })

/** What a currency's balances come to, as an exact text. */
async function balance(page: Page, code: string): Promise<string> {
  const text =
    (await page
      .getByRole('region', { name: `${code} balances` })
      .locator('.money')
      .first()
      .textContent()) ?? ''
  return text.replaceAll(/[^\d.−]/g, '').replace('−', '-')
}

test('a home currency has a total as soon as there are rates, each of which is shown with its day', async ({
  page,
}) => {
  test.slow()
  await givenPerson(page)
  await givenBank(page, EUROS)
  await waitForImport(page, EUROS)
  await givenBank(page, BITCOIN)
  await waitForImport(page, BITCOIN)

  await test.step('without one nothing is added together', async () => {
    await page.goto('/dashboard')
    await expect(page.getByText('Currencies are never added together.')).toBeVisible()
    await expect(total(page)).toBeHidden()
    await page.getByRole('link', { name: /^Choose a home currency/ }).click()
    const home = page.getByRole('region', { name: 'Home currency' })
    await home.getByRole('combobox', { name: 'Home currency' }).selectOption('USD')
    await home.getByRole('button', { name: 'Save home currency' }).click()
    await expect(home.getByText('Saved')).toBeVisible()
  })

  await test.step('a missing rate is said, and never taken for one', async () => {
    await page.goto('/dashboard')
    await expect(total(page)).toContainText('Nothing can be converted to US dollars yet.')
    await expect(total(page)).toContainText('No rate for BTC: left out of the total')
    await expect(total(page)).toContainText('No rate for EUR: left out of the total')
  })

  let today = ''
  await test.step('a rate is entered by hand, refused where it is none, and changed', async () => {
    await page.goto('/settings/rates?base=BTC')
    const form = page.getByRole('form', { name: 'Enter a rate' })
    await expect(form.getByRole('combobox', { name: 'One unit of' })).toHaveValue('BTC')
    await expect(form.getByRole('combobox', { name: 'is worth in' })).toHaveValue('USD')
    today = (await form.getByLabel('On', { exact: true }).getAttribute('max')) ?? ''
    expect(today).toMatch(/^\d{4}-\d{2}-\d{2}$/)
    const rate = form.getByRole('textbox', { name: 'Rate' })
    await rate.fill('0')
    await form.getByRole('button', { name: 'Save rate' }).click()
    await expect(form.getByText('Enter the rate as a number above zero.')).toBeVisible()
    await rate.fill('91,000')
    await form.getByRole('button', { name: 'Save rate' }).click()
    const entered = page.getByRole('table', { name: 'Rates entered by hand' })
    await expect(entered.getByRole('row').nth(1)).toContainText('1 BTC = 91,000 USD')

    await entered.getByRole('link', { name: /^Edit the rate of BTC/ }).click()
    const change = page.getByRole('form', { name: 'Change a rate' })
    await change.getByRole('textbox', { name: 'Rate' }).fill('90000.5')
    await change.getByRole('button', { name: 'Save rate' }).click()
    await expect(entered.getByRole('row').nth(1)).toContainText('1 BTC = 90,000.5 USD')
    await expect(entered.getByRole('row')).toHaveCount(2)
  })

  await test.step('a file of the European Central Bank brings the others', async () => {
    await page.goto('/settings/rates')
    const ecb = page.getByRole('region', { name: 'From the European Central Bank' })
    await ecb.getByLabel('File', { exact: true }).setInputFiles({
      name: 'notes.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('a,b\n1,2\n'),
    })
    await ecb.getByRole('button', { name: 'Import rates' }).click()
    await expect(ecb.getByText('This is not a file of rates')).toBeVisible()

    const file = `Date,USD,JPY,CYP,\n${today},1.0842,163.41,N/A,\n1999-01-04,1.1789,133.73,0.58231,\n`
    await ecb.getByLabel('File', { exact: true }).setInputFiles({
      name: 'eurofxref-hist.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(file),
    })
    await ecb.getByRole('button', { name: 'Import rates' }).click()
    await expect(ecb.getByText('1 rate imported')).toBeVisible()
    await expect(ecb.getByRole('table', { name: 'Imported rates' })).toContainText('EUR/USD')
  })

  await test.step('the total is that of the balances at the rates that are shown', async () => {
    await page.goto('/dashboard')
    await expect(total(page)).toContainText('1 EUR = 1.0842 USD')
    await expect(total(page)).toContainText('1 BTC = 90,000.5 USD')
    await expect(total(page)).toContainText('ECB')
    await expect(total(page)).toContainText('entered by hand')
    await expect(total(page)).not.toContainText('No rate')
    const euros = exact(await balance(page, 'EUR')).times('1.0842')
    const bitcoin = exact(await balance(page, 'BTC')).times('90000.5')
    const wanted = euros.plus(bitcoin).toDecimalPlaces(2, 6)
    const shown = (await total(page).locator('.money').first().textContent()) ?? ''
    expect(shown.replaceAll(/[^\d.−]/g, '').replace('−', '-')).toBe(wanted.toFixed(2))
  })

  await test.step('and without its rate a currency is left out again', async () => {
    await page.goto('/settings/rates')
    await page.getByRole('button', { name: 'Remove imported rates' }).click()
    await expect(page.getByText('Nothing is imported yet.')).toBeVisible()
    await page.goto('/dashboard')
    await expect(total(page)).toContainText('US dollars, converted, without EUR')
  })
})
