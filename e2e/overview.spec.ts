import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { givenPerson } from './given'
import { makeItHappen, waitForImport } from './steps'

const BANK = 'Alderbrook Bank'
const SAMPLE_BANKS = [BANK, 'Bramblewick Invest', 'Noorderkade Bank', 'Quillstone Wallet']
const DOLLARS = /\$[\d,]+\.\d{2}/

const card = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const sums = (page: Page): Locator => page.getByRole('list', { name: 'Sums by currency' })

/** The amount in dollars that a text says first, without its sign. */
async function amountIn(place: Locator): Promise<string> {
  return DOLLARS.exec((await place.textContent()) ?? '')?.[0] ?? 'no amount'
}

/** The list that was opened is narrowed down, and adds up to what was clicked. */
async function addsUpTo(page: Page, amount: string): Promise<void> {
  await expect(page).toHaveURL(/\/transactions\?/)
  await expect(page.getByRole('list', { name: 'Active filters' })).toBeVisible()
  await expect(sums(page).getByRole('listitem')).toHaveCount(1)
  await expect(sums(page)).toContainText(amount)
}

test('the overview of sample data answers at a glance, and every figure leads to its rows', async ({
  page,
}) => {
  test.slow()
  await givenPerson(page)

  await test.step('a new household has two choices, and a list of first steps', async () => {
    await expect(page.getByRole('button', { name: 'Connect a bank' })).toBeVisible()
    await expect(card(page, 'First steps')).toContainText('0 of 4 done')
    await page.getByRole('button', { name: 'Try with sample data' }).click()
    await expect(card(page, 'First steps')).toContainText('1 of 4 done', { timeout: 60_000 })
    for (const bank of SAMPLE_BANKS) await waitForImport(page, bank)
  })

  await test.step('balances, cash flow, spending, what is pending and what is coming', async () => {
    // What comes again is worked out once the bank is up to date.
    await expect(async () => {
      await page.goto('/dashboard')
      await expect(page.getByRole('navigation', { name: 'What needs you' })).toContainText(
        'Ironwood Climbing Gym has not come',
        { timeout: 5_000 },
      )
    }).toPass({ timeout: 60_000 })
    for (const code of ['USD', 'EUR', 'BTC']) {
      await expect(page.getByRole('region', { name: `${code} balances` })).toBeVisible()
    }
    for (const name of ['Cash flow', 'Spending by category', 'Pending', 'Coming up']) {
      await expect(page.getByRole('heading', { name, exact: true })).toBeVisible()
    }
  })

  await test.step('a bar of the cash flow leads to rows of that sum', async () => {
    const flow = card(page, 'Cash flow')
    // The month before this one: newest first, under the head.
    const month = flow.getByRole('table').getByRole('row').nth(2)
    for (const column of [0, 1]) {
      await page.goto('/dashboard')
      await flow.getByRole('button', { name: 'Show as table' }).click()
      const figure = month.getByRole('cell').nth(column).getByRole('link')
      const amount = await amountIn(figure)
      await figure.click()
      await addsUpTo(page, `${column === 0 ? '+' : '−'}${amount}`)
    }
  })

  await test.step('a category of the spending leads to rows of that sum', async () => {
    await page.goto('/dashboard')
    const row = card(page, 'Spending by category').getByRole('listitem').first()
    const amount = await amountIn(row)
    await row.getByRole('link').click()
    await addsUpTo(page, `−${amount}`)
    await expect(page).toHaveURL(/category=/)
  })

  await test.step('what is pending leads to as many rows of that sum', async () => {
    await page.goto('/dashboard')
    const link = card(page, 'Pending').getByRole('link', { name: DOLLARS }).first()
    const [, amount = '', count = ''] =
      /^(\S+) in (\d+ transactions?)$/.exec((await link.textContent()) ?? '') ?? []
    expect(amount).toMatch(DOLLARS)
    await link.click()
    await expect(page).toHaveURL(/state=pending/)
    await expect(sums(page)).toContainText(amount)
    await expect(sums(page)).toContainText(count)
  })

  await test.step('what is to be reviewed leads to as many rows', async () => {
    await page.goto('/dashboard')
    const link = page.getByRole('link', { name: /to review$/ })
    const [count = '0'] = ((await link.textContent()) ?? '').split(' ')
    await link.click()
    await expect(page).toHaveURL(/review=open/)
    const listed = await sums(page)
      .getByText(/\d transactions?$/)
      .allTextContents()
    const total = listed.reduce(
      (sum, text) => sum + Number(/([\d,]+) transactions?$/.exec(text)?.[1]?.replaceAll(',', '') ?? 0),
      0,
    )
    expect(total).toBe(Number(count))
  })

  await test.step('a range and a currency are in the address, and the chart has a table', async () => {
    await page.goto('/dashboard')
    await page.getByRole('link', { name: 'Show euros in the large chart' }).click()
    await expect(page).toHaveURL(/currency=EUR/)
    await page.getByRole('link', { name: '1 year' }).click()
    await expect(page).toHaveURL(/range=1y&currency=EUR/)
    const euros = page.getByRole('region', { name: 'EUR balances' })
    await euros.getByRole('button', { name: 'Show as table' }).click()
    await expect(euros.getByRole('table')).toContainText('estimated')
  })

  await test.step('the chart is a picture until somebody turns to it, and then says the figures of a day', async () => {
    const figures = page.getByRole('figure').getByRole('status')
    const chart = page.getByRole('application')
    for (const turn of [() => chart.hover(), () => chart.focus()]) {
      await page.goto('/dashboard')
      await expect(page.getByRole('button', { name: 'Show as table' }).first()).toBeEnabled()
      await expect(page.locator('.recharts-surface')).toHaveCount(0)
      await turn()
      await expect(figures).toContainText(DOLLARS)
    }
    const before = await figures.textContent()
    await page.keyboard.press('ArrowRight')
    await expect(figures).not.toHaveText(before ?? '')
  })

  await test.step('the first steps are done by what there is, and stay away once put away', async () => {
    await page.goto('/dashboard')
    const steps = card(page, 'First steps')
    await expect(steps).toContainText('1 of 4 done')
    await steps.getByRole('button', { name: 'Put away' }).click()
    await expect(steps).toBeHidden()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Balances by currency' })).toBeVisible()
    await expect(steps).toBeHidden()
  })

  await test.step('a bank that asks for a login stands above everything else', async () => {
    await makeItHappen(page, BANK, 'Bank asks for a new login')
    await expect(async () => {
      await page.goto('/dashboard')
      await expect(page.getByRole('alert').filter({ hasText: BANK })).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
  })
})
