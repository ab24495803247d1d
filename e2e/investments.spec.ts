import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

test('what is invested is told with its cost, its value and its losses', async ({ page }) => {
  test.slow()
  await givenPerson(page)

  await test.step('nothing is there, and that is said', async () => {
    await page.goto('/investments')
    await expect(page.getByRole('heading', { name: 'No investments' })).toBeVisible()
    await page.goto('/connections')
  })

  await givenBank(page, 'Bramblewick Invest')
  await waitForImport(page, 'Bramblewick Invest')

  await test.step('holdings by account, a loss with its minus', async () => {
    // What a login has beside transactions is looked up after its first sync.
    await expect(async () => {
      await page.goto('/investments')
      await expect(page.getByRole('region', { name: 'Investments in US dollars' })).toBeVisible({
        timeout: 5_000,
      })
    }).toPass({ timeout: 60_000 })
    const brokerage = page.getByRole('table', { name: /Individual Brokerage ••7316/ })
    const kestrel = brokerage.getByRole('row', { name: /Kestrel Airways Group/ })
    await expect(kestrel).toContainText(/−\$[\d,]+\.\d\d/)
    await expect(page.getByRole('table', { name: /Roth IRA ••7324/ })).toBeVisible()
  })

  await test.step('sorted by gain, the loss is last of those that are known', async () => {
    const brokerage = page.getByRole('table', { name: /Individual Brokerage ••7316/ })
    await brokerage.getByRole('link', { name: 'Gain, sort' }).click()
    await expect(page).toHaveURL(/sort=gain/)
    await expect(brokerage.getByRole('columnheader', { name: 'Gain' })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    await expect(brokerage.getByRole('rowheader').last()).toContainText('Kestrel Airways Group')
    await brokerage.getByRole('link', { name: 'Gain, sort' }).click()
    await expect(page).toHaveURL(/turned=1/)
    await expect(brokerage.getByRole('rowheader').first()).toContainText('Kestrel Airways Group')
  })

  await test.step('one kind of them, from the chart', async () => {
    await page
      .getByRole('list', { name: 'Investments by kind in US dollars' })
      .getByRole('link', { name: 'Stocks' })
      .click()
    await expect(page.getByText(/^Only Stocks are listed: \$/)).toBeVisible()
    await expect(page.getByRole('rowheader', { name: /Riverworks Utilities/ })).toBeVisible()
    await expect(page.getByRole('rowheader', { name: /Harborlight Core Bond Fund/ })).toHaveCount(0)
    await page.getByRole('link', { name: 'Show all holdings' }).click()
    await expect(page.getByRole('rowheader', { name: /Harborlight Core Bond Fund/ }).first()).toBeVisible()
  })

  await test.step('where it comes from', async () => {
    await expect(page.getByText('Bramblewick Invest tells what it holds.')).toBeVisible()
  })
})

test('a card tells its rate and when it is due; a bank without investments is no error', async ({ page }) => {
  test.slow()
  await givenPerson(page)
  await givenBank(page, 'Alderbrook Bank')
  await waitForImport(page, 'Alderbrook Bank')

  await expect(async () => {
    await page.goto('/investments')
    await expect(
      page.getByText('Alderbrook Bank has no investments at this login, which is nothing to worry about.'),
    ).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })

  await page.goto('/accounts')
  await page
    .getByRole('link', { name: /Cash Back Card/ })
    .first()
    .click()
  const debt = page.getByRole('region', { name: 'About this debt' })
  await expect(debt).toBeVisible()
  // What is owed is asked for after what is invested.
  await expect(async () => {
    await page.reload()
    await expect(debt.getByText('Next payment due')).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
  await expect(debt.getByText('Minimum payment')).toBeVisible()
  await expect(debt).toContainText(/Purchases/)
  await expect(debt).toContainText(/\d+(\.\d+)?%/)
})
