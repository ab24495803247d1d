import { expect, signUp, test } from './fixtures'
import {
  connectBank,
  connection,
  findBank,
  finishLink,
  linkDialog,
  signInAtBank,
  waitForImport,
} from './steps'

const WALLET = 'Northlight Bitcoin Wallet'

test('connecting the same login again leads to the one there is; another login is added only when one says so', async ({
  page,
}) => {
  test.slow()
  await signUp(page)
  await connectBank(page, WALLET)
  await waitForImport(page, WALLET)

  await connectBank(page, WALLET)
  const question = page.getByRole('dialog', { name: 'You have this connection already' })
  await question.getByRole('button', { name: 'Cancel' }).first().click()
  await page.goto('/connections')
  await expect(page.getByRole('main').getByRole('region', { name: /Northlight/ })).toHaveCount(1)

  await connectBank(page, WALLET)
  await question.getByRole('button', { name: 'Reconnect it' }).click()
  await linkDialog(page).getByRole('button', { name: 'Continue' }).click()
  await signInAtBank(linkDialog(page))
  await finishLink(page)
  await waitForImport(page, WALLET)
  await expect(page.getByRole('main').getByRole('region', { name: /Northlight/ })).toHaveCount(1)

  await connectBank(page, WALLET)
  await question.getByRole('button', { name: 'It is another login' }).click()
  await expect(page.getByRole('main').getByRole('region', { name: /Northlight/ })).toHaveCount(2)
})

test('removing a connection says what will be gone, and then it is', async ({ page }) => {
  await signUp(page)
  await connectBank(page, WALLET)
  await waitForImport(page, WALLET)
  await connection(page, WALLET).getByRole('button', { name: 'Remove' }).click()
  const question = page.getByRole('alertdialog', { name: `Remove ${WALLET}?` })
  await expect(question).toContainText('its 2 accounts, their transactions and your notes on them')
  await question.getByRole('button', { name: 'Keep it' }).click()
  await expect(connection(page, WALLET)).toBeVisible()
  await connection(page, WALLET).getByRole('button', { name: 'Remove' }).click()
  await question.getByRole('button', { name: 'Remove connection' }).click()
  await expect(page.getByRole('heading', { name: 'No bank is connected yet' })).toBeVisible()
  await page.goto('/transactions')
  await expect(page.getByText('No transactions yet')).toBeVisible()
})

test('a wrong password at the bank and a window that is closed change nothing', async ({ page, watch }) => {
  watch.expectConsole(/400/)
  await signUp(page)
  await page.getByRole('button', { name: 'Connect a bank' }).first().click()
  const link = linkDialog(page)
  await link.getByRole('button', { name: 'Continue' }).click()
  await findBank(link, WALLET)
  await link.getByRole('textbox', { name: 'Username' }).fill('user_good')
  await link.getByLabel('Password', { exact: true }).fill('wrong')
  await link.getByRole('button', { name: 'Sign in' }).click()
  await expect(link.getByRole('alert')).toBeVisible()
  await expect(link.getByRole('textbox', { name: 'Username' })).toHaveValue('user_good')
  await link.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('The bank did not accept the sign-in.')).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(link.getByRole('button', { name: 'Continue' })).toBeVisible()
  await link.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByText('Nothing was connected.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No bank is connected yet' })).toBeVisible()
})

test('the tick is for who has its secret, and a webhook for who can sign it', async ({ request }) => {
  expect((await request.get('/api/jobs/tick')).status()).toBe(401)
  expect((await request.get('/api/jobs/tick', { headers: { authorization: 'Bearer guess' } })).status()).toBe(
    401,
  )
  const tick = await request.get('/api/jobs/tick', {
    headers: { authorization: 'Bearer the-cron-secret-of-the-browser-tests' },
  })
  const counted = expect.any(Number)
  expect(await tick.json()).toEqual({ queued: counted, waiting: counted, later: counted, active: counted })
  const body = { webhook_type: 'ITEM', webhook_code: 'LOGIN_REPAIRED', item_id: 'x' }
  expect((await request.post('/api/plaid/webhook', { data: body })).status()).toBe(401)
  const forged = {
    'plaid-verification': `${Buffer.from('{"alg":"none","kid":"x"}').toString('base64url')}.e30.`,
  }
  expect((await request.post('/api/plaid/webhook', { data: body, headers: forged })).status()).toBe(401)
  expect((await request.post('/api/plaid/webhook', { data: { filler: 'x'.repeat(100_000) } })).status()).toBe(
    413,
  )
})

test('a page’s policy lets no script run but by nonce or from here', async ({ request }) => {
  const first = (await request.get('/sign-in')).headers()['content-security-policy'] ?? ''
  const second = (await request.get('/sign-in')).headers()['content-security-policy'] ?? ''
  const scripts = (policy: string) =>
    policy.split('; ').find((directive) => directive.startsWith('script-src')) ?? ''
  expect(scripts(first)).toMatch(/^script-src 'self' 'nonce-[\w+/=]+'$/)
  expect(scripts(first)).not.toBe(scripts(second))
  expect(first).not.toContain('plaid.com')
})
