import { text } from './link-emulator'
import { expect, test } from './link-page'

const BANK = 'First Platypus Bank'

test('update mode renews a login and adds nothing', async ({ shop, emulator }) => {
  const { accessToken, itemId } = await emulator.item('ins_109508')
  await emulator.post('/sandbox/item/reset_login', { access_token: accessToken }, () => undefined)
  await shop.open(await emulator.linkToken({ access_token: accessToken }))
  await expect(shop.link.getByRole('heading', { name: `Sign in to ${BANK} again` })).toBeVisible()
  await shop.press('Continue')
  await expect(shop.link.getByRole('button', { name: 'Back' })).toBeHidden()
  await shop.signIn('user_other')
  await expect(shop.link.getByRole('alert')).toContainText('belongs to another username')
  await shop.signIn()
  await expect(shop.link.getByRole('heading', { name: `${BANK} is connected again` })).toBeVisible()
  await shop.press('Finish')
  await shop.outcome('onSuccess')
  expect(shop.event('OPEN')[0]).toMatchObject({ is_update_mode: 'true', institution_name: BANK })
  await emulator.post('/item/get', { access_token: accessToken }, (answer) =>
    expect(answer).toMatchObject({ item: { item_id: itemId, error: null } }),
  )
})

test('update mode with account selection keeps what was chosen and offers an account opened since as new', async ({
  shop,
  emulator,
}) => {
  const { accessToken, itemId } = await emulator.item('ins_109508')
  await emulator.post(`/emulator/items/${itemId}/open-account`, {}, () => undefined)
  const update = { account_selection_enabled: true }
  await shop.open(await emulator.linkToken({ access_token: accessToken, update }))
  await shop.press('Continue')
  await shop.signIn()
  const boxes = shop.link.getByRole('checkbox')
  await expect(boxes.first()).toBeChecked()
  const fresh = shop.link.getByRole('checkbox', { name: /\bNew\b/ })
  await expect(fresh).toHaveCount(1)
  await expect(fresh).not.toBeChecked()
  await fresh.check()
  await boxes.first().uncheck()
  await shop.press('Continue')
  await shop.press('Finish')
  const [, metadata] = await shop.outcome('onSuccess')
  const count = await emulator.post('/accounts/get', { access_token: accessToken }, (answer) => {
    const accounts: unknown = Reflect.get(Object(answer), 'accounts')
    return Array.isArray(accounts) ? accounts.length : 0
  })
  expect(Reflect.get(Object(metadata), 'accounts')).toHaveLength(count)
})

test('marks the banks that are not well, and says so before anybody signs in', async ({ shop, emulator }) => {
  const { page, link } = shop
  const set = (status: string) =>
    emulator.post('/emulator/institutions/ins_109511/status', { status }, () => undefined)
  const row = link.getByRole('button', { name: 'Tartan Bank' })
  const token = await emulator.linkToken()
  await set('DOWN')
  await shop.open(token)
  await shop.press('Continue')
  await expect(row).toHaveAccessibleDescription(/Down/)
  await row.click()
  await expect(link.getByRole('heading', { name: 'Tartan Bank is down' })).toBeVisible()
  await shop.press('Try anyway')
  await shop.signIn()
  await expect(link.getByRole('alert')).toContainText('INSTITUTION_DOWN')
  await shop.press('Close')
  const [error, metadata] = await shop.outcome('onExit')
  expect(error).toMatchObject({ error_code: 'INSTITUTION_DOWN' })
  expect(metadata).toMatchObject({ status: 'requires_credentials' })
  expect(shop.events()).toContain('SELECT_DOWN_INSTITUTION')

  await set('UNSUPPORTED')
  shop.told.length = 0
  await shop.begin(token)
  await shop.press('Continue')
  await row.click()
  await expect(link.getByRole('heading', { name: 'Tartan Bank cannot be connected' })).toBeVisible()
  await shop.press('Close')
  expect((await shop.outcome('onExit'))[1]).toMatchObject({ status: 'institution_not_supported' })

  await set('DEGRADED')
  shop.told.length = 0
  await shop.begin(token)
  await shop.press('Continue')
  await row.click()
  await expect(link.getByText('Tartan Bank answers unsteadily at the moment.')).toBeVisible()
  await page.keyboard.press('Escape')
  await shop.outcome('onExit')
  expect(shop.events()).toContain('SELECT_DEGRADED_INSTITUTION')
  await set('HEALTHY')
})

test('stands in the page when it is embedded, and opens over it at the login', async ({ shop, emulator }) => {
  const { page, link } = shop
  await page.goto(shop.address)
  await page.evaluate(
    (token) => {
      const target = document.getElementById('embed')
      if (!target) return
      window.Plaid.createEmbedded(
        {
          token,
          onLoad: () => window.told('onLoad'),
          onSuccess: (...given) => window.told('onSuccess', ...given),
          onExit: (...given) => window.told('onExit', ...given),
          onEvent: (...given) => window.told('onEvent', ...given),
        },
        target,
      )
    },
    await emulator.linkToken(),
  )
  const row = page.locator('#embed').getByRole('button', { name: BANK })
  await row.click()
  await expect(link).toBeVisible()
  await shop.press('Close')
  expect((await shop.outcome('onExit'))[1]).toMatchObject({ status: 'requires_credentials' })
  // It is there again for another try.
  await row.click()
  await shop.signIn()
  await shop.press('Continue')
  await shop.press('Finish')
  await shop.outcome('onSuccess')
  await expect(row).toBeHidden()
})

test('the page can ask to leave, insist on it, or take Link away without a word', async ({
  shop,
  emulator,
}) => {
  const { page, link } = shop
  const token = await emulator.linkToken()
  await shop.open(token)
  await shop.choose(BANK)
  await shop.signIn()
  await expect(link.getByRole('heading', { name: 'Choose accounts' })).toBeVisible()
  await page.evaluate(() => window.handler.exit())
  await expect(link.getByRole('heading', { name: 'Leave without connecting?' })).toBeVisible()
  await shop.press('Stay')
  await page.evaluate(() => window.handler.exit({ force: true }))
  expect((await shop.outcome('onExit'))[1]).toMatchObject({ status: 'requires_account_selection' })

  shop.told.length = 0
  await shop.begin(token)
  await expect(link.getByRole('button', { name: 'Continue' })).toBeVisible()
  await page.evaluate(() => {
    window.handler.submit({ phone_number: '+14155550100' })
    window.handler.destroy()
    window.handler.open()
  })
  await expect(link).toHaveCount(0)
  await expect(page.locator('[data-plaid-link-stand-in]')).toHaveCount(0)
  expect(shop.told.some(([callback]) => callback === 'onExit' || callback === 'onSuccess')).toBe(false)
})

test('a page’s own styles do not reach in, and none of Link’s reach out', async ({ shop, emulator }) => {
  const { page, link } = shop
  const token = await emulator.linkToken()
  await shop.open(token)
  const shown = () =>
    link.evaluate((dialog) => {
      const looks = [dialog, ...dialog.querySelectorAll('*')].map((element) => {
        const { display, color, fontSize, fontFamily, padding, backgroundColor } = getComputedStyle(element)
        return [display, color, fontSize, fontFamily, padding, backgroundColor].join(' ')
      })
      return looks.join('\n')
    })
  await expect(link.getByRole('button', { name: 'Continue' })).toBeVisible()
  const before = await shown()
  const outside = await page.locator('h1').evaluate((heading) => getComputedStyle(heading).font)
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
      * {
        --ink: red !important; --card: lime !important; --sans: cursive !important; color: red !important;
        font: 40px/3 cursive !important; padding: 30px !important; background: yellow !important;
        direction: rtl !important; visibility: hidden !important; display: none !important;
        letter-spacing: 1em !important; text-transform: uppercase !important; color-scheme: dark !important;
      }
      html, body { display: block !important }
      dialog::backdrop { background: red !important }
    `)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })
  expect(await shown()).toBe(before)
  await shop.press('Continue')
  await expect(link.getByRole('button', { name: BANK })).toBeVisible()
  await page.evaluate(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)
  })
  expect(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).font)).toBe(outside)
})

test('the page behind stands still, and moves again afterwards', async ({ shop, emulator }) => {
  const overflow = () => shop.page.evaluate(() => getComputedStyle(document.documentElement).overflowY)
  await shop.open(await emulator.linkToken())
  expect(await overflow()).toBe('hidden')
  await shop.press('Close')
  await shop.outcome('onExit')
  expect(await overflow()).toBe('visible')
})

test('Hosted Link is the same flow as a page, and its end can be asked for', async ({ page, emulator }) => {
  const created = await emulator.post(
    '/link/token/create',
    {
      client_name: 'Corner Shop',
      language: 'en',
      country_codes: ['US'],
      user: { client_user_id: 'somebody' },
      products: ['transactions'],
      hosted_link: {},
    },
    (answer) => ({ url: text('hosted_link_url')(answer), token: text('link_token')(answer) }),
  )
  await page.goto(created.url)
  const link = page.getByRole('dialog', { name: 'Plaid Link' })
  await link.getByRole('button', { name: 'Continue' }).click()
  await link.getByRole('button', { name: BANK }).click()
  await link.getByRole('textbox', { name: 'Username' }).fill('user_good')
  await link.getByLabel('Password', { exact: true }).fill('pass_good')
  await link.getByRole('button', { name: 'Sign in' }).click()
  await expect(link.getByRole('checkbox').first()).toBeChecked()
  await link.getByRole('button', { name: 'Continue' }).click()
  await link.getByRole('button', { name: 'Finish' }).click()
  await expect(link).toBeHidden()
  await expect(page.getByRole('heading').first()).toBeVisible()
  await expect
    .poll(() =>
      emulator.post('/link/token/get', { link_token: created.token }, (answer) => JSON.stringify(answer)),
    )
    .toMatch(/item_add_results.*public-sandbox-.*HANDOFF|HANDOFF.*item_add_results.*public-sandbox-/)
})

test('runs where the page allows nothing but what comes from its own address', async ({ shop, emulator }) => {
  const { page } = shop
  // The page as the emulator would serve it: its script and its answers are the page's own.
  await page.route(`${emulator.base}/own`, (route) =>
    route.fulfill({
      contentType: 'text/html',
      headers: {
        'content-security-policy':
          "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'none'",
      },
      body: '<!doctype html><html lang="en"><title>Own</title><script src="/link-stand-in.js"></script></html>',
    }),
  )
  await page.goto(`${emulator.base}/own`)
  await shop.begin(await emulator.linkToken())
  await shop.choose(BANK)
  await shop.signIn()
  await shop.press('Continue')
  const tile = await shop.link.getByRole('button', { name: 'Finish' }).evaluate((button) => {
    return getComputedStyle(button).borderRadius
  })
  expect(tile).toBe('7px')
  await shop.press('Finish')
  await shop.outcome('onSuccess')
})
