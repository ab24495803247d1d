import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const BANK = 'Noorderkade Bank'

/** What the list of transactions says it adds up to, in euros: money in and money out as they are written. */
async function listedSums(page: Page): Promise<string> {
  const sums = page.getByRole('list', { name: 'Sums by currency' })
  await expect(sums).toBeVisible()
  return ((await sums.textContent()) ?? '').replaceAll(/\s+/g, ' ')
}

test('a report says where the money went, and every number leads to its rows', async ({ page }) => {
  test.slow()
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)

  await test.step('by month', async () => {
    await page.goto('/reports')
    await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible()
    const months = page.getByRole('table', { name: 'Income and spending by month, euros' })
    await expect(months.getByRole('row')).toHaveCount(13)
    const spent = months.getByRole('row').nth(2).getByRole('link').nth(1)
    const amount = (await spent.textContent()) ?? ''
    await spent.click()
    await expect(page).toHaveURL(/\/transactions\?.*flow=spending/)
    expect(await listedSums(page)).toContain(amount.replace('€', ''))
  })

  await test.step('by merchant, searched for, and as a file', async () => {
    await page.goto('/reports?view=merchants&period=12-months')
    await page.getByRole('searchbox', { name: 'Find a merchant' }).fill('kievit')
    await page.getByRole('button', { name: 'Find' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'merchants' })).toContainText('1 of')
    const list = page.getByRole('list', { name: 'Spending by merchant in euros' })
    await expect(list.getByRole('listitem')).toHaveCount(1)
    const downloaded = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download CSV' }).click()
    const file = await (await downloaded).path()
    const lines = (await readFile(file, 'utf8')).trim().split('\r\n')
    expect(lines[0]).toContain('merchant,amount,currency')
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/^Kievit Mobiel,-\d+(\.\d+)?,EUR,/)
    await list.getByRole('link', { name: 'Kievit Mobiel' }).click()
    await expect(page).toHaveURL(/merchant=kievit/)
    expect(await listedSums(page)).toContain(lines[1]?.split(',')[1]?.replace('-', '') ?? 'an amount')
  })

  await test.step('a whole year as a flow, and beside the year before', async () => {
    await page.goto('/reports?view=sankey&period=12-months')
    await expect(page.getByRole('figure', { name: 'Where money went, in euros' })).toBeVisible()
    await page.getByRole('button', { name: 'Show as table' }).click()
    await expect(page.getByRole('table', { name: 'Where money went, in euros' })).toBeVisible()
    await page.getByRole('link', { name: 'Compare', exact: true }).click()
    await expect(page).toHaveURL(/view=compare/)
    await page.getByRole('link', { name: 'Year before' }).click()
    await expect(page).toHaveURL(/compare=year-before/)
    const compared = page.getByRole('table', { name: 'Income and spending by group, euros' })
    await expect(compared.getByRole('rowheader', { name: 'Income', exact: true }).first()).toBeVisible()
    await expect(compared.getByRole('rowheader', { name: 'Kept' })).toBeVisible()
  })

  await test.step('transfers are left out, and can be seen', async () => {
    await page.getByRole('link', { name: 'See transfers' }).click()
    await expect(page).toHaveURL(/flow=transfer/)
    await expect(page.getByText('NAAR SPAARREKENING').first()).toBeVisible()
  })
})

test('reports can be read and changed without any script', async ({ page, browser, contextOptions }) => {
  test.slow()
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  const plain = await browser.newContext({
    ...contextOptions,
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  })
  try {
    const still = await plain.newPage()
    await still.goto('/reports')
    await still.getByRole('link', { name: 'By category' }).click()
    await expect(still).toHaveURL(/view=categories/)
    await expect(still.getByRole('heading', { name: 'Spending by group in euros' })).toBeVisible()
    await still.getByRole('link', { name: 'Own days' }).click()
    await still.getByLabel('From').fill('2020-01-01')
    await still.getByRole('button', { name: 'Show', exact: true }).click()
    await expect(still).toHaveURL(/from=2020-01-01/)
    await expect(
      still.getByRole('list', { name: 'Spending by group in euros' }).getByRole('link').first(),
    ).toBeVisible()
  } finally {
    await plain.close()
  }
})
