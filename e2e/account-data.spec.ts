import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { strFromU8, unzipSync } from 'fflate'
import { z } from 'zod'
import { findings } from './findings'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { findSecrets, knownSecrets } from './secrets'
import { waitForImport } from './steps'

const BANK = 'Northlight Bitcoin Wallet'
const amounts = z.array(z.object({ amount: z.string(), currency: z.string(), name: z.string() }))

const yourData = (page: Page) => page.getByRole('region', { name: 'Your data', exact: true })
const removal = (page: Page) => page.getByRole('region', { name: 'Delete account', exact: true })

test('the archive is given for the password alone, and holds every transaction exactly @database', async ({
  page,
  request,
}) => {
  test.slow()
  const person = await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  await page.goto('/settings')
  const section = yourData(page)
  const told = (await section.getByText(/It holds [\d,]+ transactions? in/).textContent()) ?? ''
  const count = Number(/holds ([\d,]+) /.exec(told)?.[1]?.replaceAll(',', ''))
  expect(count).toBeGreaterThan(10)

  await section.getByRole('button', { name: 'Download archive' }).click()
  await expect(section.getByText('Enter your password.')).toBeVisible()
  await section.getByLabel('Your password').fill('not the password')
  await section.getByRole('button', { name: 'Download archive' }).click()
  await expect(section.getByText('This is not your password. Nothing was exported.')).toBeVisible()

  await section.getByLabel('Your password').fill(person.password)
  const downloading = page.waitForEvent('download')
  await section.getByRole('button', { name: 'Download archive' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^evenkeel-export-\d{4}-\d\d-\d\d\.zip$/)
  await expect(section.getByText('The download has begun.', { exact: false })).toBeVisible()
  const files = unzipSync(new Uint8Array(await readFile(await download.path())))
  const text = (name: string) => strFromU8(files[name] ?? new Uint8Array())
  const transactions = amounts.parse(JSON.parse(text('json/transactions.json')))
  expect(transactions).toHaveLength(count)
  for (const { amount } of transactions) expect(amount).toMatch(/^-?\d+\.\d{10}$/)
  expect(text('transactions.csv').trimEnd().split('\r\n').length).toBeGreaterThan(count)
  expect(text('README.txt')).toContain(person.email)
  expect(text('accounts.csv')).toContain('Spending Wallet')
  const whole = Object.keys(files).map(text).join('\n')
  expect(findSecrets(whole, await knownSecrets())).toEqual([])
  expect(whole).not.toContain('sealed_')

  await test.step('an address that was used, or is somebody else’s, gives nothing', async () => {
    expect((await page.request.get(download.url())).status()).toBe(403)
    expect((await request.get(download.url())).status()).toBe(401)
  })
})

test('an account is deleted after its password and email, and there is nothing to sign in to @database', async ({
  page,
  watch,
}) => {
  test.slow()
  watch.expectConsole(/401/)
  const person = await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  const elsewhere = await page.context().storageState()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto('/settings')
  const section = removal(page)
  await section.getByRole('button', { name: 'Delete my account' }).click()
  await expect(section.getByLabel('Password of this account')).toBeFocused()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await findings(page), 'the form that deletes').toEqual([])

  const press = () => section.getByRole('button', { name: 'Delete everything for good' }).click()
  await section.getByLabel('Password of this account').fill('not the password')
  await section.getByLabel('Type your email to confirm').fill('somebody@example.test')
  await press()
  await expect(section.getByText('This is not the email of your account.', { exact: false })).toBeVisible()
  await section.getByLabel('Type your email to confirm').fill(person.email)
  await press()
  await expect(section.getByText('This is not your password. Nothing was deleted.')).toBeVisible()
  await page.reload()
  await expect(section.getByText('The access to 1 bank ends at Plaid.', { exact: false })).toBeVisible()

  await section.getByRole('button', { name: 'Delete my account' }).click()
  await section.getByLabel('Password of this account').fill(person.password)
  await section.getByLabel('Type your email to confirm').fill(person.email.toUpperCase())
  await press()
  await page.waitForURL('**/goodbye')
  await expect(page.getByRole('heading', { name: 'Your account is deleted' })).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)

  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.context().addCookies(elsewhere.cookies)
  await page.goto('/dashboard')
  await expect(page).toHaveURL(/\/sign-in/)
  await page.context().clearCookies()
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Email and password do not match.', { exact: false })).toBeVisible()
  // The address is free again.
  await givenPerson(page, person)
  await expect(page).toHaveURL(/\/dashboard$/)
})

const manifest = z.object({
  name: z.string(),
  start_url: z.literal('/dashboard'),
  display: z.literal('standalone'),
  icons: z.array(z.object({ src: z.string(), sizes: z.string(), type: z.string(), purpose: z.string() })),
})

test('a browser finds what it needs to install the app', async ({ page }) => {
  await page.goto('/sign-in')
  const href = (await page.locator('link[rel=manifest]').getAttribute('href')) ?? ''
  const { icons } = manifest.parse(await (await page.request.get(href)).json())
  expect(icons.map(({ purpose }) => purpose)).toContain('maskable')
  const touch = (await page.locator('link[rel=apple-touch-icon]').getAttribute('href')) ?? ''
  for (const src of [...icons.map((icon) => icon.src), touch]) {
    const answer = await page.request.get(src)
    expect(answer.status(), src).toBe(200)
    expect(answer.headers()['content-type'], src).toMatch(/^image\//)
  }
})
