import { findings } from './findings'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { connection, makeItHappen, waitForImport } from './steps'

const BANK = 'Northlight Bitcoin Wallet'

test('a connection’s page says how it is, what happened and what comes next, and writes the case for support', async ({
  page,
}) => {
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  const timeline = page.getByRole('region', { name: 'Timeline' })

  await test.step('a refresh stands in the timeline by itself, with Plaid’s request ids', async () => {
    await connection(page, BANK)
      .getByRole('link', { name: `Details of ${BANK}` })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: BANK })).toBeVisible()
    await expect(page.getByText('Up to date', { exact: true })).toBeVisible()
    await expect(timeline.getByText('First sync after connecting')).toBeVisible()
    // A sync that waits already takes the place of the one that is asked for: then it is asked for again.
    const run = timeline.getByRole('listitem').filter({ hasText: 'Sync that you asked for' }).last()
    await expect(async () => {
      await page.getByRole('button', { name: 'Refresh' }).click()
      await expect(run.getByText('Done', { exact: true })).toBeVisible({ timeout: 10_000 })
    }).toPass({ timeout: 90_000 })
    await run.locator('summary').click()
    await expect(run.locator('details p')).toHaveText(/\w{10,}/)
    await expect(page.getByText(/and at the latest/)).toBeVisible()
  })

  const address = new URL(page.url()).pathname
  await test.step('so does what the bank reports', async () => {
    await makeItHappen(page, BANK, 'New transactions arrive')
    const called = timeline
      .getByRole('listitem')
      .filter({ hasText: /TRANSACTIONS (SYNC|INITIAL|HISTORICAL)_UPDATE/ })
    await expect(async () => {
      await page.goto(address)
      await expect(called.first()).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
  })

  await test.step('a login that is asked for is told with its code, its webhook and the one button', async () => {
    await makeItHappen(page, BANK, 'Bank asks for a new login')
    await expect(async () => {
      await page.goto(address)
      await expect(page.getByRole('button', { name: 'Reconnect' })).toBeVisible({ timeout: 5_000 })
      await expect(timeline.getByText('ITEM ERROR')).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
    await expect(page.getByText('When you have reconnected it')).toBeVisible()
    await expect(page.getByRole('link', { name: 'ITEM_LOGIN_REQUIRED' }).first()).toHaveAttribute(
      'href',
      '/connections/codes#ITEM_LOGIN_REQUIRED',
    )
  })

  await test.step('and a case for support is filled in, with everything but a secret', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('link', { name: 'Missing transactions' }).click()
    const box = page.getByRole('textbox', { name: 'The case, ready to paste' })
    await expect(box).toHaveValue(/item_id: \S+/)
    await expect(box).toHaveValue(/ITEM_LOGIN_REQUIRED \(ITEM_ERROR\)/)
    await expect(box).toHaveValue(/request_id: \w{10,}/)
    await expect(box).not.toHaveValue(/access-/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    expect(await findings(page)).toEqual([])
  })
})
