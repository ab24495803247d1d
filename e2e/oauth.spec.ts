import type { Page } from '@playwright/test'
import { expect, signUp, test } from './fixtures'
import { census, connection, findBank, finishLink, linkDialog, makeItHappen, waitForImport } from './steps'

const BANK = 'Platypus OAuth Bank'

/** From Link's list to the bank's own page, in the same tab. */
async function goToBank(page: Page): Promise<void> {
  await linkDialog(page)
    .getByRole('button', { name: `Go to ${BANK}` })
    .click()
  await page.waitForURL('**/plaid-emulator/oauth/**')
}

/** Signs in on the bank's own page, shares what is asked for, and is led back. */
async function allowAtBank(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Username' }).fill('user_good')
  await page.getByLabel('Password').fill('pass_good')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Allow', exact: true }).click()
  await page.waitForURL('**/connections**')
}

test('a bank that signs in on its own page leads there and back, for a new connection and for a reconnect', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await signUp(page)
  await page.getByRole('button', { name: 'Connect a bank' }).first().click()
  await linkDialog(page).getByRole('button', { name: 'Continue' }).click()
  await findBank(linkDialog(page), BANK)
  await goToBank(page)
  await allowAtBank(page)
  // The address has done its work: a reload must not come back from the bank once more.
  await expect(page).toHaveURL(/\/connections$/)
  await finishLink(page)
  await waitForImport(page, BANK)
  const before = await census(page, [BANK])
  expect(before[`accounts of ${BANK}`]).toBeGreaterThan(1)

  await makeItHappen(page, BANK, 'Bank asks for a new login')
  await expect(async () => {
    await page.goto('/connections')
    await expect(connection(page, BANK).getByRole('button', { name: 'Reconnect' })).toBeVisible({
      timeout: 5_000,
    })
  }).toPass({ timeout: 60_000 })
  await connection(page, BANK).getByRole('button', { name: 'Reconnect' }).click()
  await linkDialog(page).getByRole('button', { name: 'Continue', exact: true }).click()
  await goToBank(page)
  await allowAtBank(page)
  await finishLink(page)
  await expect(page.getByText(`${BANK} is connected again`)).toBeVisible()
  await waitForImport(page, BANK)
  expect(await census(page, [BANK])).toEqual(before)
})

test('a way back from a bank is gone on with once, and only where it began', async ({ page, watch }) => {
  watch.expectConsole(/400/)
  await signUp(page)
  await page.goto('/connections?oauth_state_id=6e5f1f52-6f0e-4a5e-9d57-0d3a2c8f1b11')
  await expect(page.getByText('the visit to it did not begin in this browser')).toBeVisible()
  await expect(page).toHaveURL(/\/connections$/)

  await page.getByRole('button', { name: 'Connect a bank' }).first().click()
  await linkDialog(page).getByRole('button', { name: 'Continue' }).click()
  await findBank(linkDialog(page), BANK)
  await goToBank(page)
  const bank = page.url()
  await page.getByRole('textbox', { name: 'Username' }).fill('user_good')
  await page.getByLabel('Password').fill('pass_good')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const back = page.waitForRequest(/\/connections\?oauth_state_id=/)
  await page.getByRole('button', { name: 'Don’t allow' }).click()
  const { searchParams } = new URL((await back).url())
  expect(bank).toContain(searchParams.get('oauth_state_id'))
  await expect(linkDialog(page)).toBeVisible()
  await linkDialog(page).getByRole('button', { name: 'Close' }).click()
  await expect(linkDialog(page)).toBeHidden()

  // The same address again, as from the browser's history.
  await page.goto(`/connections?${searchParams}`)
  await expect(page.getByText('the visit to it did not begin in this browser')).toBeVisible()

  // A visit that was begun too long ago: its token is no longer good.
  await page.evaluate(() => {
    const visit = {
      purpose: { kind: 'connect' },
      token: 'link-sandbox-x',
      keptMs: Date.now() - 5 * 3_600_000,
    }
    sessionStorage.setItem('evenkeel:link-visit', JSON.stringify(visit))
  })
  await page.goto(`/connections?${searchParams}`)
  await expect(page.getByText('open for too long')).toBeVisible()
})
