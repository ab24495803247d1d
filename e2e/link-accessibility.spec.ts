import { findings } from './findings'
import { expect, type Shop, test } from './link-page'

const BANK = 'First Platypus Bank'
const OAUTH_BANK = 'Platypus OAuth Bank'

/** The pane on a phone: nothing that WCAG 2.2 AA finds fault with in either theme, and nothing to be scrolled sideways to. */
async function check({ page, link }: Shop, pane: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // The structure is the same in the dark; the colours are not.
    expect(
      await findings(page, colorScheme === 'light' ? 'all' : 'contrast'),
      `${pane}, ${colorScheme}`,
    ).toEqual([])
  }
  const size = await link.evaluate((dialog) => {
    const stage = dialog.querySelector('.stage')
    const { left, width } = dialog.getBoundingClientRect()
    return { left, width, spare: (stage?.scrollWidth ?? 0) - (stage?.clientWidth ?? 0) }
  })
  expect(size, pane).toEqual({ left: 0, width: 390, spare: 0 })
}

test.beforeEach(({ page }) => page.setViewportSize({ width: 390, height: 844 }))

test('the panes of a new connection are accessible on a phone, in light and dark', async ({
  shop,
  emulator,
}) => {
  const { link } = shop
  await shop.open(await emulator.linkToken())
  await expect(link.getByRole('button', { name: 'Continue' })).toBeVisible()
  await check(shop, 'consent')
  await shop.press('Continue')
  await expect(link.getByRole('button', { name: BANK })).toBeVisible()
  await check(shop, 'institutions')
  await link.getByRole('textbox').fill('Nowhere Savings')
  await expect(link.getByText('Nothing here is called')).toBeVisible()
  await check(shop, 'no result')
  await shop.press('Clear search')
  await link.getByRole('button', { name: BANK }).click()
  await check(shop, 'credentials')
  await shop.signIn('user_good', 'wrong')
  await expect(link.getByRole('alert')).toBeVisible()
  await check(shop, 'wrong password')
  await shop.signIn()
  await expect(link.getByRole('checkbox').first()).toBeVisible()
  await check(shop, 'accounts')
  await shop.press('Close')
  await check(shop, 'leaving')
  await shop.press('Stay')
  await shop.press('Continue')
  await expect(link.getByRole('button', { name: 'Finish' })).toBeVisible()
  await check(shop, 'connected')
})

test('the panes of a second step, and of its failure, are accessible too', async ({ shop, emulator }) => {
  const { link } = shop
  await shop.open(await emulator.linkToken({ link_customization_name: 'single' }))
  await shop.choose(BANK)
  await shop.signIn('mfa_device')
  await expect(link.getByRole('radio').first()).toBeVisible()
  await check(shop, 'device')
  await link.getByRole('radio').first().check()
  await shop.press('Continue')
  await expect(link.getByRole('textbox')).toBeVisible()
  await check(shop, 'code')
  await link.getByRole('textbox').fill('1234')
  await shop.press('Continue')
  await expect(link.getByText('One account at')).toBeVisible()
  await shop.press('Continue')
  await expect(link.getByRole('alert')).toBeVisible()
  await check(shop, 'one account')
  await shop.page.evaluate(() => window.handler.exit({ force: true }))
  await shop.outcome('onExit')

  await shop.begin(await emulator.linkToken())
  await shop.choose(BANK)
  await shop.signIn('mfa_questions_1_2')
  await expect(link.getByRole('textbox')).toHaveCount(2)
  await check(shop, 'questions')
  await shop.press('Back')
  await shop.signIn('mfa_selections_1_1_3')
  await expect(link.getByRole('radio')).toHaveCount(3)
  await check(shop, 'selections')
  await shop.press('Back')
  await shop.signIn('user_good', 'error_ITEM_LOCKED')
  await expect(link.getByText('This login is locked')).toBeVisible()
  await check(shop, 'failed')
})

test('the panes about a bank’s own page are accessible too', async ({ shop, emulator }) => {
  const { link, page } = shop
  await shop.open(await emulator.linkToken())
  await shop.choose(OAUTH_BANK)
  await expect(link.getByText('It opens in a window of its own.')).toBeVisible()
  await check(shop, 'oauth')
  const opened = page.waitForEvent('popup')
  await shop.press(`Go to ${OAUTH_BANK}`)
  const bank = await opened
  await expect(link.getByRole('heading', { name: `Finish at ${OAUTH_BANK}` })).toBeVisible()
  await check(shop, 'oauth waiting')
  await bank.close()
  await expect(link.getByRole('heading', { name: 'You are not done yet' })).toBeVisible()
  await check(shop, 'oauth closed')
  await page.evaluate(() => {
    window.open = () => null
  })
  await shop.press(`Go to ${OAUTH_BANK}`)
  await expect(link.getByRole('link', { name: `Go to ${OAUTH_BANK}` })).toBeFocused()
  await check(shop, 'oauth blocked')
  await shop.press('Close')
  await shop.outcome('onExit')

  await shop.begin(
    await emulator.linkToken(),
    `${shop.address}return?oauth_state_id=00000000-0000-0000-0000-000000000000`,
  )
  await expect(link.getByText('This visit to the bank is not known')).toBeVisible()
  await check(shop, 'return unknown')
})

test('the panes of a renewal, and of a bank that is not well, are accessible too', async ({
  shop,
  emulator,
}) => {
  const { link } = shop
  const { accessToken } = await emulator.item('ins_109508')
  await shop.open(await emulator.linkToken({ access_token: accessToken }))
  await expect(link.getByRole('heading', { name: `Sign in to ${BANK} again` })).toBeVisible()
  await check(shop, 'renewal')
  await shop.press('Continue')
  await shop.signIn()
  await expect(link.getByRole('heading', { name: `${BANK} is connected again` })).toBeVisible()
  await check(shop, 'renewed')
  await shop.press('Finish')
  await shop.outcome('onSuccess')

  const set = (status: string) =>
    emulator.post('/emulator/institutions/ins_109511/status', { status }, () => undefined)
  await set('DOWN')
  await shop.begin(await emulator.linkToken())
  await shop.press('Continue')
  await expect(link.getByRole('button', { name: 'Tartan Bank' })).toContainText('Down')
  await check(shop, 'institutions with marks')
  await link.getByRole('button', { name: 'Tartan Bank' }).click()
  await check(shop, 'unavailable')
  await shop.press('Back')
  await set('DEGRADED')
  await link.getByRole('textbox').fill('tartan b')
  await expect(link.getByRole('button', { name: 'Tartan Bank' })).toContainText('Unsteady')
  await link.getByRole('button', { name: 'Tartan Bank' }).click()
  await expect(link.getByText('answers unsteadily')).toBeVisible()
  await check(shop, 'unsteady')
  await set('HEALTHY')
})
