import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { census, connection, findBank, finishLink, linkDialog, signInAtBank, waitForImport } from './steps'

// Banks that no other file connects: what is done to them here is done to nobody else's.
const ENDED = 'Tattersall Federal Credit Union'
const GROWING = 'Windowpane Bank'
const OAUTH = 'First Platypus OAuth App2App Bank'

const listed = z.object({ items: z.array(z.object({ item_id: z.string(), institution_name: z.string() })) })

/** Has something happen to the newest connection to a bank, as the emulator's console would. */
async function happen(page: Page, bank: string, verb: string, body: object = {}): Promise<void> {
  const answer = await page.request.get('/plaid-emulator/emulator/items')
  const { items } = listed.parse(await answer.json())
  const item = items.findLast(({ institution_name }) => institution_name === bank)
  expect(item, `the emulator has an Item at ${bank}`).toBeDefined()
  const done = await page.request.post(`/plaid-emulator/emulator/items/${item?.item_id}/${verb}`, {
    data: body,
  })
  expect(done.status(), await done.text()).toBe(200)
}

/** The button of a connection that its news brings. */
async function buttonOf(page: Page, bank: string, name: string) {
  const button = connection(page, bank).getByRole('button', { name, exact: true })
  await expect(async () => {
    await page.goto('/connections')
    await expect(button).toBeVisible({ timeout: 5_000 })
  }).toPass({ timeout: 60_000 })
  return button
}

test('a connection whose access has ended is followed by a new one, with the note kept and nothing twice', async ({
  page,
}) => {
  await givenPerson(page)
  await givenBank(page, ENDED)
  await waitForImport(page, ENDED)
  const before = await census(page, [ENDED])
  await page.goto('/transactions')
  await page.getByRole('table', { name: 'Transactions' }).getByRole('link').first().click()
  await page.getByRole('textbox', { name: 'Note' }).fill('kept through it all')
  await page.getByRole('button', { name: /^Save/ }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  const opened = page.url()

  await happen(page, ENDED, 'revoke')
  const again = await buttonOf(page, ENDED, 'Connect anew')
  await expect(connection(page, ENDED).getByRole('button', { name: 'Reconnect', exact: true })).toBeVisible()
  await again.click()
  const link = linkDialog(page)
  await link.getByRole('button', { name: 'Continue' }).click()
  await findBank(link, ENDED)
  await signInAtBank(link)
  await link.getByRole('button', { name: 'Continue' }).click()
  await finishLink(page)

  await expect(async () => {
    await page.goto('/connections')
    await expect(page.getByRole('main').getByRole('region', { name: /Tattersall/ })).toHaveCount(1, {
      timeout: 5_000,
    })
    await expect(connection(page, ENDED).getByText('Up to date', { exact: true })).toBeVisible({
      timeout: 5_000,
    })
  }).toPass({ timeout: 60_000 })
  expect(await census(page, [ENDED])).toEqual(before)
  await page.goto(opened)
  await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue('kept through it all')
})

test('new accounts at the bank are offered, and chosen or put away', async ({ page }) => {
  await givenPerson(page)
  await givenBank(page, GROWING)
  await waitForImport(page, GROWING)
  const accounts = connection(page, GROWING).getByRole('listitem')
  const count = await accounts.count()
  await happen(page, GROWING, 'open-account')
  await (await buttonOf(page, GROWING, 'Not now')).click()
  await expect(connection(page, GROWING).getByRole('button', { name: 'Choose accounts' })).toBeHidden()

  await happen(page, GROWING, 'fire-webhook', { webhook_code: 'NEW_ACCOUNTS_AVAILABLE' })
  await (await buttonOf(page, GROWING, 'Choose accounts')).click()
  const link = linkDialog(page)
  await link.getByRole('button', { name: 'Continue', exact: true }).click()
  await signInAtBank(link)
  await expect(link.getByRole('checkbox')).toHaveCount(count + 1)
  for (const box of await link.getByRole('checkbox').all()) await box.check()
  await link.getByRole('button', { name: 'Continue' }).click()
  await finishLink(page)
  await expect(accounts).not.toHaveCount(count, { timeout: 60_000 })
  await expect(connection(page, GROWING).getByRole('button', { name: 'Choose accounts' })).toBeHidden()
})

test('somebody else’s login at the same bank is noticed, and may be kept', async ({ page }) => {
  /** Signs in on the bank's own page, and is led back. */
  async function signInAs(username: string) {
    await linkDialog(page)
      .getByRole('button', { name: /^Go to/ })
      .click()
    await page.waitForURL('**/plaid-emulator/oauth/**')
    await page.getByRole('textbox', { name: 'Username' }).fill(username)
    await page.getByLabel('Password').fill('pass_good')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await page.waitForURL('**/connections**')
    await finishLink(page)
  }
  await givenPerson(page)
  await page.getByRole('button', { name: 'Connect a bank' }).first().click()
  await linkDialog(page).getByRole('button', { name: 'Continue' }).click()
  await findBank(linkDialog(page), OAUTH)
  await signInAs('user_good')
  await waitForImport(page, OAUTH)
  await happen(page, OAUTH, 'require-login')
  await (await buttonOf(page, OAUTH, 'Reconnect')).click()
  await linkDialog(page).getByRole('button', { name: 'Continue', exact: true }).click()
  await signInAs('user_partner')
  const card = connection(page, OAUTH)
  await expect(card.getByText('as somebody else')).toBeVisible()
  await expect(card.getByText(/its history stays/).first()).toBeVisible()
  await card.getByRole('button', { name: 'Keep this login' }).click()
  await expect(card.getByText('as somebody else')).toBeHidden()
  await expect(card.getByText(/its history stays/).first()).toBeVisible()
})
