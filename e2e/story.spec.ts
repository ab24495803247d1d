import type { Locator, Page } from '@playwright/test'
import { expect, signUp, test } from './fixtures'

/** Walks through Link in the browser as a person does: consent, the bank's name, the credentials, the accounts. */
async function connectBank(page: Page, bank: string): Promise<void> {
  await page.getByRole('button', { name: 'Connect a bank' }).first().click()
  const link = page.getByRole('dialog', { name: 'Plaid Link' })
  await link.getByRole('button', { name: 'Continue' }).click()
  await link.getByRole('textbox', { name: 'Search institutions' }).fill(bank)
  await link.getByRole('button', { name: bank }).click()
  await signInAtBank(link)
  await link.getByRole('button', { name: 'Continue' }).click()
  await link.getByRole('button', { name: 'Finish' }).click()
  await expect(link).toBeHidden()
}

async function signInAtBank(link: Locator): Promise<void> {
  await link.getByRole('textbox', { name: 'Username' }).fill('user_good')
  await link.getByLabel('Password').fill('pass_good')
  await link.getByRole('button', { name: 'Sign in' }).click()
}

const connection = (page: Page, bank: string) => page.getByRole('region', { name: bank })

/** Waits until every bank has given its whole history. */
async function waitForImport(page: Page, banks: readonly string[]): Promise<void> {
  await page.goto('/connections')
  for (const bank of banks) {
    await expect(connection(page, bank).getByText('Up to date', { exact: false })).toBeVisible({
      timeout: 60_000,
    })
  }
}

/** How many accounts and transactions there are, as the pages say. */
async function census(page: Page): Promise<{ accounts: number; posted: string; pending: string }> {
  await page.goto('/connections')
  const accounts = await page.getByRole('main').getByRole('listitem').count()
  const countOn = async (path: string) => {
    await page.goto(path)
    return (await page.getByTestId('transaction-count').textContent()) ?? ''
  }
  return {
    accounts,
    posted: await countOn('/transactions'),
    pending: await countOn('/transactions?state=pending'),
  }
}

async function makeItHappen(page: Page, bank: string, event: string): Promise<void> {
  await page.goto('/connections')
  const panel = page.getByRole('region', { name: 'Demo bank' })
  await panel.getByRole('combobox').selectOption({ label: bank })
  await panel.getByRole('button', { name: event }).click()
}

test('a person connects two banks, watches a pending transaction post with its note, and reconnects without loss', async ({
  page,
  watch,
}) => {
  await signUp(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})
