import { expect, type Page, test } from '@playwright/test'
import { findings } from './findings'
import { type StandaloneEmulator, startEmulator } from './link-emulator'

// The emulator alone, as `npm run plaid:emulator` starts it: no app, no database.

const secret = 'of-this-run-alone-0123456789'

/** A call of Plaid's API by a client of the emulator's. */
async function plaid(base: string, call: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(base + call, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: 'shop', secret: 'any', ...body }),
  })
  return Object(await response.json())
}

let emulator: StandaloneEmulator
let token: string

interface Row {
  transaction_id: string
  pending: boolean
}

test.beforeAll(async () => {
  emulator = await startEmulator()
  token = (await emulator.item('ins_109508')).accessToken
})
test.afterAll(() => emulator.stop())

const item = (page: Page) => page.getByRole('article', { name: 'First Platypus Bank' })
const said = (page: Page) => page.getByRole('status')

/** How many transactions of the Item have not posted, as Plaid's API tells a client from the beginning. */
async function pendingAtBank(): Promise<number> {
  const body = { access_token: token, count: 500 }
  const rows = new Map<string, boolean>()
  for (let cursor = ''; ; ) {
    const page = await plaid(emulator.base, '/transactions/sync', cursor ? { ...body, cursor } : body)
    for (const { transaction_id, pending } of [page.added, page.modified].flat() as Row[])
      rows.set(transaction_id, pending)
    for (const { transaction_id } of page.removed as Row[]) rows.delete(transaction_id)
    cursor = String(page.next_cursor)
    if (!page.has_more) return [...rows.values()].filter(Boolean).length
  }
}

test.describe('the console', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto(`${emulator.base}/emulator`)
    await expect(page.getByRole('heading', { level: 1, name: 'Items' })).toBeVisible()
  })

  test('moves the clock ahead', async ({ page }) => {
    await page.getByRole('button', { name: '+3 days' }).click()
    await expect(said(page).filter({ hasText: 'The clock moved ahead by 3 days.' })).toBeVisible()
    await expect(page.getByText('3 days ahead of this machine')).toBeVisible()
    await page.getByLabel('Ahead by', { exact: true }).fill('2')
    await page.getByLabel('Unit of time', { exact: true }).selectOption('hours')
    await page.getByRole('button', { name: 'Go', exact: true }).click()
    await expect(page.getByText('3 days 2 hours ahead of this machine')).toBeVisible()
  })

  test('lets transactions arrive and post', async ({ page }) => {
    const post = item(page).getByRole('button', { name: /^Post \d+ pending$/ })
    await item(page).getByLabel('How many transactions', { exact: true }).fill('4')
    await item(page).getByRole('button', { name: 'Add pending' }).click()
    await expect(said(page).filter({ hasText: '4 pending transactions arrived' })).toBeVisible()
    // The console looks now and then: what it offers is what the bank has once it has looked.
    let pending = 0
    await expect(async () => {
      pending = await pendingAtBank()
      await expect(post).toHaveText(`Post ${pending} pending`, { timeout: 500 })
    }).toPass({ timeout: 60_000 })
    expect(pending).toBeGreaterThanOrEqual(4)
    await post.click()
    await expect(said(page).filter({ hasText: `${pending} pending transactions posted` })).toBeVisible()
    await expect(item(page).getByRole('button', { name: 'Nothing pending' })).toBeDisabled()
  })

  test('makes a bank ask for a new login, and takes it back', async ({ page }) => {
    await item(page).getByRole('button', { name: 'Require login' }).click()
    await expect(item(page).getByText('asks to sign in again')).toBeVisible()
    const refused = await plaid(emulator.base, '/accounts/get', { access_token: token })
    expect(refused.error_code).toBe('ITEM_LOGIN_REQUIRED')
    await item(page).getByRole('button', { name: 'Clear the error' }).click()
    await expect(item(page).getByText('healthy')).toBeVisible()
    expect(await plaid(emulator.base, '/accounts/get', { access_token: token })).not.toHaveProperty(
      'error_code',
    )
  })

  test('makes the emulator fail by a rule, and shows that it did', async ({ page }) => {
    await page.getByRole('link', { name: 'Faults' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Faults' })).toBeFocused()
    await page.getByLabel('Fault', { exact: true }).selectOption('Error answer')
    await expect(page.getByLabel('Delay in seconds', { exact: true })).toBeHidden()
    await page.getByLabel('Answer', { exact: true }).selectOption('429')
    await page.getByLabel('Path', { exact: true }).fill('/accounts/get')
    await page.getByLabel('Times', { exact: true }).fill('1')
    await page.getByRole('button', { name: 'Add the rule' }).click()
    const rule = page
      .getByRole('listitem')
      .filter({ hasText: 'Every /accounts/get is answered with 429, 1 time.' })
    await expect(rule).toContainText('not hit yet · 1 left')
    const { error_code } = await plaid(emulator.base, '/accounts/get', { access_token: token })
    expect(error_code).toBe('RATE_LIMIT')
    await expect(rule).toContainText('1 hit · spent')
    await page.getByRole('link', { name: 'Activity' }).click()
    await page.getByLabel('Find', { exact: true }).fill('429 accounts/get')
    const entry = page.getByRole('list', { name: /^Requests and webhooks/ }).getByRole('listitem')
    await expect(entry).toHaveCount(1)
    await expect(entry).toContainText('RATE_LIMIT')
    await expect(entry).toContainText('fault: status')
    await page.getByRole('link', { name: 'Faults' }).click()
    await rule.getByRole('button', { name: /^Remove the rule/ }).click()
    await expect(page.getByText('No rules: the emulator behaves.')).toBeVisible()
  })

  test('keeps what is typed and what is open while it looks again, and asks before it removes', async ({
    page,
  }) => {
    await item(page).getByText('Accounts and everything else').click()
    await expect(item(page).getByRole('row', { name: /Plaid Checking/ })).toContainText('USD')
    const address = item(page).getByLabel('Address', { exact: true })
    await address.fill('http://127.0.0.1:9/half-typed')
    const looks = () => page.waitForResponse((response) => response.url().endsWith('/emulator/items'))
    await looks()
    await expect(address).toBeFocused()
    await expect(address).toHaveValue('http://127.0.0.1:9/half-typed')
    await item(page).getByRole('button', { name: 'Remove the Item' }).click()
    await expect(page.getByRole('dialog', { name: /^Remove this Item/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(item(page).getByRole('button', { name: 'Remove the Item' })).toBeFocused()
    await expect(item(page)).toBeVisible()
  })

  test('makes an Item of its own, and sets how a bank is', async ({ page }) => {
    await page.getByText('Make an Item without Link').click()
    await page.getByLabel('Institution', { exact: true }).selectOption('Kanaalbank')
    await page.getByRole('button', { name: 'Make the Item' }).click()
    await expect(page.getByText(/^access-sandbox-/)).toBeVisible()
    const made = page.getByRole('article', { name: 'Kanaalbank' })
    await expect(made).toBeVisible()
    await made.getByText('Accounts and everything else').click()
    await made.getByRole('button', { name: 'Remove the Item' }).click()
    await page.getByRole('button', { name: 'Remove it' }).click()
    await expect(made).toBeHidden()
    await page.getByRole('link', { name: 'Banks' }).click()
    await page.getByLabel('State of Tartan Bank', { exact: true }).selectOption('Down')
    await expect(said(page).filter({ hasText: 'Tartan Bank is down from now on.' })).toBeVisible()
  })

  test('says that the emulator does not answer, and goes on when it does', async ({ page }) => {
    await page.route('**/emulator/clock', (route) => route.abort())
    await expect(page.getByText('The emulator does not answer. Is it still running?')).toBeVisible()
    await expect(item(page)).toBeVisible()
    await page.unroute('**/emulator/clock')
    await expect(page.getByText('Live', { exact: true })).toBeVisible()
  })
})

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`every view is accessible in light and dark, at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.goto(`${emulator.base}/emulator`)
    for (const view of ['Items', 'Banks', 'Faults', 'Activity', 'Connect']) {
      await page.getByRole('link', { name: view }).click()
      await expect(page.getByRole('heading', { level: 1, name: view })).toBeVisible()
      if (view === 'Items') await item(page).getByText('Accounts and everything else').click()
      for (const colorScheme of ['light', 'dark'] as const) {
        const where = `${view} at ${width} px, ${colorScheme}`
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(
          width,
        )
        // The other theme differs in its colours alone, and those are the same on a phone.
        if (colorScheme === 'light') expect(await findings(page), where).toEqual([])
        else if (width > 1000) expect(await findings(page, 'contrast'), where).toEqual([])
      }
    }
  })
}

test('shows nothing without the control secret where there is one', async ({ page }) => {
  const guarded = await startEmulator({ EMULATOR_CONTROL_SECRET: secret })
  try {
    await guarded.item('ins_109508')
    await page.goto(`${guarded.base}/emulator/`)
    await page.getByRole('textbox', { name: 'Control secret' }).fill('another one altogether')
    await page.getByRole('button', { name: 'Open the console' }).click()
    await expect(page.getByRole('alert')).toHaveText('That secret is not the right one.')
    await expect(page.getByText('First Platypus Bank')).toBeHidden()
    await page.getByRole('textbox', { name: 'Control secret' }).fill(secret)
    await page.keyboard.press('Enter')
    await expect(item(page)).toBeVisible()
    await page.reload()
    await expect(item(page)).toBeVisible()
  } finally {
    await guarded.stop()
  }
})
