import { findings } from './findings'
import { expect, signUp, test } from './fixtures'
import { connectBank, connection, makeItHappen, waitForImport } from './steps'

const BANK = 'Northlight Bitcoin Wallet'

test('a connection’s page says how it is, what happened and what comes next, and writes the case for support', async ({
  page,
}) => {
  await signUp(page)
  await connectBank(page, BANK)
  await waitForImport(page, BANK)
  const timeline = page.getByRole('region', { name: 'Timeline' })

  await test.step('a refresh stands in the timeline by itself, with Plaid’s request ids', async () => {
    await connection(page, BANK)
      .getByRole('link', { name: `Details of ${BANK}` })
      .click()
    await expect(page.getByRole('heading', { level: 1, name: BANK })).toBeVisible()
    await expect(page.getByText('Up to date', { exact: true })).toBeVisible()
    await expect(timeline.getByText('First sync after connecting')).toBeVisible()
    await page.getByRole('button', { name: 'Refresh' }).click()
    const run = timeline.getByRole('listitem').filter({ hasText: 'Sync that you asked for' })
    await expect(run.getByText('Done', { exact: true })).toBeVisible({ timeout: 15_000 })
    await run.locator('summary').click()
    await expect(run.locator('details p')).toHaveText(/\w{10,}/)
    await expect(
      timeline
        .getByRole('listitem')
        .filter({ hasText: /TRANSACTIONS (SYNC|INITIAL|HISTORICAL)_UPDATE/ })
        .first(),
    ).toBeVisible()
    await expect(page.getByText(/and at the latest/)).toBeVisible()
  })

  const address = new URL(page.url()).pathname
  await test.step('a login that is asked for is told with its code, its webhook and the one button', async () => {
    await makeItHappen(page, BANK, 'Bank asks for a new login')
    await expect(async () => {
      await page.goto(address)
      await expect(page.getByRole('button', { name: 'Reconnect' })).toBeVisible({ timeout: 1_000 })
      await expect(timeline.getByText('ITEM ERROR')).toBeVisible({ timeout: 1_000 })
    }).toPass({ timeout: 15_000 })
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
