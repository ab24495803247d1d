import type { Locator, Page } from '@playwright/test'
import { expect } from './fixtures'

export const linkDialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Plaid Link' })
export const connection = (page: Page, bank: string): Locator =>
  page.getByRole('region', { name: bank, exact: true })

/** Looks a bank up by its name, inside Link, and chooses it. */
export async function findBank(link: Locator, bank: string): Promise<void> {
  await link.getByRole('textbox', { name: 'Search institutions' }).fill(bank)
  // Until the answer is there, the list is one that is about to move.
  await expect(link.getByText('Results', { exact: true })).toBeVisible()
  await link.getByRole('button', { name: bank }).click()
}

/** Signs in at a pretend bank, inside Link. */
export async function signInAtBank(link: Locator): Promise<void> {
  await link.getByRole('textbox', { name: 'Username' }).fill('user_good')
  await link.getByLabel('Password', { exact: true }).fill('pass_good')
  await link.getByRole('button', { name: 'Sign in' }).click()
}

/** Walks through Link up to its last pane: consent, the bank's name, the credentials, the accounts. */
export async function walkThroughLink(page: Page, bank: string): Promise<void> {
  const link = linkDialog(page)
  await link.getByRole('button', { name: 'Continue' }).click()
  await findBank(link, bank)
  await signInAtBank(link)
  await expect(link.getByRole('checkbox').first()).toBeVisible()
  await link.getByRole('button', { name: 'Continue' }).click()
  await finishLink(page)
}

/** Does something that asks the server to change something, and waits until it has. */
export async function untilTaken(page: Page, act: () => Promise<void>): Promise<void> {
  const taken = page.waitForResponse((response) => response.request().headers()['next-action'] !== undefined)
  await act()
  expect((await taken).status()).toBe(200)
}

/** Presses Link's last button, and waits until the server has taken what Link gave. */
export async function finishLink(page: Page): Promise<void> {
  await untilTaken(page, () => linkDialog(page).getByRole('button', { name: 'Finish' }).click())
  await expect(linkDialog(page)).toBeHidden()
}

/** Connects a bank from the page that is open. */
export async function connectBank(page: Page, bank: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect a bank' }).first().click()
  await walkThroughLink(page, bank)
}

/** Waits until a bank has given its whole history. */
export async function waitForImport(page: Page, bank: string): Promise<void> {
  await page.goto('/connections')
  await expect(connection(page, bank).getByText('Up to date', { exact: true })).toBeVisible({
    timeout: 90_000,
  })
}

/** Makes something happen at a pretend bank, by the panel of the demo. */
export async function makeItHappen(page: Page, bank: string, event: string): Promise<void> {
  await page.goto('/connections')
  await page.locator('summary', { hasText: 'Demo bank' }).click()
  const chosen = page.getByRole('combobox', { name: 'Connection' })
  await chosen.selectOption({ label: bank })
  await expect(chosen.locator('option:checked')).toHaveText(bank)
  await untilTaken(page, () => page.getByRole('button', { name: event }).click())
}

/** What the pages say there is: accounts by bank, and transactions by currency, posted and pending together. */
export async function census(page: Page, banks: readonly string[]): Promise<Record<string, number>> {
  const counted: Record<string, number> = {}
  await page.goto('/connections')
  for (const bank of banks) {
    await expect(connection(page, bank)).toBeVisible()
    counted[`accounts of ${bank}`] = await connection(page, bank).getByRole('listitem').count()
  }
  for (const path of ['/transactions?state=posted', '/transactions?state=pending']) {
    await page.goto(path)
    const sums = page.getByRole('list', { name: 'Sums by currency' })
    await expect(sums).toBeVisible()
    for (const text of await sums.getByText(/\d transactions?$/).allTextContents()) {
      const [, currency = '', count = ''] = /^(.*?),? ([\d,]+) transactions?$/.exec(text.trim()) ?? []
      const key = `transactions in ${currency}`
      counted[key] = (counted[key] ?? 0) + Number(count.replaceAll(',', ''))
    }
  }
  return counted
}
