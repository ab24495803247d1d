import type { Page } from '@playwright/test'
import { type StandaloneEmulator, text } from './link-emulator'
import { expect, type Shop, test } from './link-page'

const BANK = 'Platypus OAuth Bank'
const bank = { institution_id: 'ins_127287', name: BANK }

/** A link token that says where the bank leads back to: the visit takes place in the same window. */
function redirecting(emulator: StandaloneEmulator, address: string, more: object = {}): Promise<string> {
  return emulator.linkToken({ redirect_uri: `${address}return`, ...more })
}

async function signInAtBank(page: Page): Promise<void> {
  await page.getByLabel(/username/i).fill('user_good')
  await page.getByLabel(/password/i).fill('pass_good')
  await page.getByRole('button', { name: /sign in/i }).click()
}

async function allow(page: Page): Promise<void> {
  await signInAtBank(page)
  await page.getByRole('button', { name: /^(allow|connect|share)/i }).click()
}

async function deny(page: Page): Promise<void> {
  await signInAtBank(page)
  await page.getByRole('button', { name: /^(deny|do not|don’t|cancel|refuse|no)/i }).click()
}

/** Leaves for the bank in this window, does something there, and takes Link up again on the page one comes back to. */
async function visitBank(shop: Shop, token: string, act: (page: Page) => Promise<void>): Promise<string> {
  await shop.press(`Go to ${BANK}`)
  await shop.page.waitForURL('**/oauth/**')
  await act(shop.page)
  await shop.page.waitForURL(`${shop.address}return?oauth_state_id=*`)
  const back = shop.page.url()
  await shop.begin(token, back)
  return back
}

test('leaves for the bank in the same window and comes back connected, once', async ({ shop, emulator }) => {
  const token = await redirecting(emulator, shop.address)
  await shop.open(token)
  await shop.choose(BANK)
  await expect(shop.link.getByRole('heading', { name: `You go to ${BANK} now` })).toBeVisible()
  await expect(shop.link.getByText('It opens in this window and brings you back here.')).toBeVisible()
  const back = await visitBank(shop, token, allow)
  await expect(shop.link.getByRole('heading', { name: 'Your accounts are connected' })).toBeVisible()
  await shop.press('Finish')
  const [publicToken, metadata] = await shop.outcome('onSuccess')
  expect(publicToken).toMatch(/^public-sandbox-/)
  expect(metadata).toMatchObject({ institution: bank, accounts: expect.any(Array) })
  // One session goes on through both pages; what was told before leaving is not told again.
  const ids = new Set([...shop.event('OPEN'), ...shop.event('HANDOFF')].map((event) => event.link_session_id))
  expect(ids).toEqual(new Set([text('link_session_id')(metadata)]))
  expect(shop.events().filter((name) => name === 'OPEN_OAUTH')).toHaveLength(1)

  shop.told.length = 0
  await shop.begin(token, back)
  await expect(shop.link.getByRole('alert')).toContainText('This has been done already')
  await shop.press('Leave')
  const [error] = await shop.outcome('onExit')
  expect(error).toMatchObject({ error_code: 'OAUTH_STATE_ID_ALREADY_PROCESSED' })
})

test('says so when the bank was told no, and another try is one press away', async ({ shop, emulator }) => {
  const token = await redirecting(emulator, shop.address)
  await shop.open(token)
  await shop.choose(BANK)
  await visitBank(shop, token, deny)
  await expect(shop.link.getByRole('heading', { name: 'Nothing was shared' })).toBeVisible()
  await shop.press('Choose another bank')
  await expect(shop.link.getByRole('button', { name: 'First Platypus Bank' })).toBeVisible()
  await shop.link.getByRole('button', { name: BANK }).click()
  await visitBank(shop, token, deny)
  await shop.press('Try again')
  await shop.page.waitForURL('**/oauth/**')
  await allow(shop.page)
  await shop.page.waitForURL(`${shop.address}return?oauth_state_id=*`)
  await shop.begin(token, shop.page.url())
  await shop.press('Finish')
  await shop.outcome('onSuccess')
  expect(shop.events()).toContain('FAIL_OAUTH')
})

test('a return that began elsewhere, or nowhere, says so and reaches the page as an error', async ({
  shop,
  emulator,
}) => {
  const token = await redirecting(emulator, shop.address)
  await shop.open(token)
  await shop.choose(BANK)
  await shop.press(`Go to ${BANK}`)
  await allow(shop.page)
  await shop.page.waitForURL(`${shop.address}return?oauth_state_id=*`)
  const back = shop.page.url()
  const other = await redirecting(emulator, shop.address)
  const cases = [
    [other, back, 'This visit began somewhere else', 'INCORRECT_LINK_TOKEN'],
    [
      token,
      `${shop.address}return?oauth_state_id=00000000-0000-0000-0000-000000000000`,
      'This visit to the bank is not known',
      'OAUTH_STATE_ID_NOT_FOUND',
    ],
  ] as const
  for (const [linkToken, address, words, code] of cases) {
    shop.told.length = 0
    await shop.begin(linkToken, address)
    await expect(shop.link.getByRole('alert')).toContainText(words)
    await shop.press('Leave')
    expect((await shop.outcome('onExit'))[0]).toMatchObject({ error_code: code })
  }
  // None of that has spoilt the visit itself.
  await shop.begin(token, back)
  await expect(shop.link.getByRole('heading', { name: 'Your accounts are connected' })).toBeVisible()
})

test('opens the bank in a window of its own where there is no address to come back to', async ({
  shop,
  emulator,
}) => {
  await shop.open(await emulator.linkToken())
  await shop.choose(BANK)
  await expect(shop.link.getByText('It opens in a window of its own. Leave this one open.')).toBeVisible()

  const shut = shop.page.waitForEvent('popup')
  await shop.press(`Go to ${BANK}`)
  await expect(shop.link.getByRole('heading', { name: `Finish at ${BANK}` })).toBeVisible()
  await (await shut).close()
  await expect(shop.link.getByRole('heading', { name: 'You are not done yet' })).toBeVisible()

  const refused = shop.page.waitForEvent('popup')
  await shop.press(`Go to ${BANK}`)
  await deny(await refused)
  await expect(shop.link.getByRole('heading', { name: 'Nothing was shared' })).toBeVisible()

  const allowed = shop.page.waitForEvent('popup')
  await shop.press('Try again')
  await allow(await allowed)
  await expect(shop.link.getByRole('heading', { name: 'Your accounts are connected' })).toBeVisible()
  await shop.press('Finish')
  expect((await shop.outcome('onSuccess'))[1]).toMatchObject({ institution: bank })
  const visits = shop.events().filter((name) => name.endsWith('_OAUTH'))
  expect(visits).toEqual(['OPEN_OAUTH', 'CLOSE_OAUTH', 'OPEN_OAUTH', 'FAIL_OAUTH', 'OPEN_OAUTH'])
})

test('a window that the browser holds back can be opened by a link, and leaving says requires_oauth', async ({
  shop,
  emulator,
}) => {
  await shop.open(await emulator.linkToken())
  await shop.page.evaluate(() => {
    window.open = () => null
  })
  await shop.choose(BANK)
  await shop.press(`Go to ${BANK}`)
  await expect(shop.link.getByRole('heading', { name: 'Your browser held the window back' })).toBeVisible()
  const opened = shop.page.waitForEvent('popup')
  await shop.link.getByRole('link', { name: `Go to ${BANK}` }).click()
  await (await opened).close()
  await expect(shop.link.getByRole('heading', { name: `Finish at ${BANK}` })).toBeVisible()
  await shop.press('Close')
  expect((await shop.outcome('onExit'))[1]).toMatchObject({ status: 'requires_oauth', institution: bank })
})

test('a connection is renewed at the bank without asking which bank it is', async ({ shop, emulator }) => {
  const { accessToken, itemId } = await emulator.item(bank.institution_id)
  await emulator.post('/sandbox/item/reset_login', { access_token: accessToken }, () => undefined)
  const token = await redirecting(emulator, shop.address, { access_token: accessToken })
  await shop.open(token)
  await shop.press('Continue')
  await visitBank(shop, token, allow)
  await expect(shop.link.getByRole('heading', { name: `${BANK} is connected again` })).toBeVisible()
  await shop.press('Finish')
  await shop.outcome('onSuccess')
  expect(shop.event('OPEN')[0]).toMatchObject({ is_update_mode: 'true', institution_id: bank.institution_id })
  await emulator.post('/item/get', { access_token: accessToken }, (answer) =>
    expect(answer).toMatchObject({ item: { item_id: itemId, error: null } }),
  )
})
