import { text } from './link-emulator'
import { expect, test } from './link-page'

const BANK = 'First Platypus Bank'
const bank = { institution_id: 'ins_109508', name: BANK }

test('connects the chosen accounts and tells the page everything that Plaid documents', async ({
  shop,
  emulator,
}) => {
  await shop.open(await emulator.linkToken())
  await expect.poll(shop.events).toEqual(['OPEN'])
  await shop.choose(BANK)
  await shop.signIn()
  const boxes = shop.link.getByRole('checkbox')
  await expect(boxes.first()).toBeChecked()
  const count = await boxes.count()
  await boxes.nth(1).uncheck()
  await expect(shop.link.getByText(`${count - 1} of ${count} chosen`)).toBeVisible()
  await shop.press('Continue')
  await expect(shop.link.getByRole('heading', { name: 'Your accounts are connected' })).toBeVisible()
  await shop.press('Finish')

  const [publicToken, metadata] = await shop.outcome('onSuccess')
  expect(publicToken).toMatch(/^public-sandbox-[0-9a-f-]{36}$/)
  const linkSessionId = text('link_session_id')(metadata)
  expect(metadata).toEqual({
    institution: bank,
    accounts: expect.any(Array),
    link_session_id: expect.stringMatching(/.{8,}/),
    transfer_status: null,
  })
  const accounts: unknown = Reflect.get(Object(metadata), 'accounts')
  expect(accounts).toHaveLength(count - 1)
  expect(accounts).toContainEqual({
    id: expect.stringMatching(/^\w{37}$/),
    name: 'Plaid Checking',
    mask: '0000',
    type: 'depository',
    subtype: 'checking',
    verification_status: null,
    class_type: null,
  })

  expect(shop.told[0]).toEqual(['onLoad'])
  expect(shop.events()).toEqual([
    'OPEN',
    'TRANSITION_VIEW',
    'TRANSITION_VIEW',
    'SELECT_INSTITUTION',
    'TRANSITION_VIEW',
    'SUBMIT_CREDENTIALS',
    'TRANSITION_VIEW',
    'TRANSITION_VIEW',
    'HANDOFF',
  ])
  expect(shop.event('TRANSITION_VIEW').map(({ view_name }) => view_name)).toEqual([
    'CONSENT',
    'SELECT_INSTITUTION',
    'CREDENTIAL',
    'SELECT_ACCOUNT',
    'CONNECTED',
  ])
  expect(shop.event('OPEN')[0]).toMatchObject({ is_update_mode: 'false', institution_id: null })
  expect(shop.event('HANDOFF')[0]).toEqual({
    account_number_mask: null,
    error_type: null,
    error_code: null,
    error_message: null,
    exit_status: null,
    institution_id: bank.institution_id,
    institution_name: bank.name,
    institution_search_query: null,
    is_update_mode: null,
    match_reason: null,
    mfa_type: null,
    routing_number: null,
    view_name: null,
    selection: null,
    timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    link_session_id: linkSessionId,
    request_id: expect.stringMatching(/^\w{15}$/),
  })
})

test('a wrong password is said in place, keeps the username, and the right one goes on', async ({
  shop,
  emulator,
}) => {
  await shop.open(await emulator.linkToken())
  await shop.choose(BANK)
  await shop.press('Sign in')
  await expect(shop.link.getByRole('alert')).toHaveText('Enter your username.')
  await shop.signIn('user_good', 'wrong')
  await expect(shop.link.getByRole('alert')).toContainText('do not go together')
  await expect(shop.link.getByRole('textbox', { name: 'Username' })).toHaveValue('user_good')
  await expect(shop.link.getByLabel('Password', { exact: true })).toBeFocused()
  await shop.signIn()
  await expect(shop.link.getByRole('heading', { name: 'Choose accounts' })).toBeVisible()
  await shop.press('Close')
  await shop.press('Leave')
  const [error, metadata] = await shop.outcome('onExit')
  expect(error).toBeNull()
  expect(metadata).toMatchObject({ status: 'requires_account_selection', institution: bank })
  expect(shop.event('ERROR')[0]).toMatchObject({
    error_type: 'ITEM_ERROR',
    error_code: 'INVALID_CREDENTIALS',
  })
  expect(shop.event('EXIT')[0]).toMatchObject({ exit_status: 'requires_account_selection', error_code: null })
})

test('a device is chosen and its code entered, the first time wrongly', async ({ shop, emulator }) => {
  await shop.open(await emulator.linkToken())
  await shop.choose(BANK)
  await shop.signIn('mfa_device')
  await expect(shop.link.getByRole('heading', { name: 'Where should the code go?' })).toBeVisible()
  await shop.press('Continue')
  await expect(shop.link.getByRole('alert')).toHaveText('Choose one to go on.')
  await shop.link.getByRole('radio').first().check()
  await shop.press('Continue')
  const code = shop.link.getByRole('textbox')
  await code.fill('9999')
  await shop.press('Continue')
  await expect(shop.link.getByRole('alert')).toHaveText('That is not the right answer. Try again.')
  await code.fill('1234')
  await shop.press('Continue')
  await expect(shop.link.getByRole('heading', { name: 'Choose accounts' })).toBeVisible()
  await shop.page.evaluate(() => window.handler.exit({ force: true }))
  await shop.outcome('onExit')
  expect(shop.event('SUBMIT_MFA').map(({ mfa_type }) => mfa_type)).toEqual(['device', 'code', 'code'])
})

test('questions come in rounds, each with as many as the login says', async ({ shop, emulator }) => {
  await shop.open(await emulator.linkToken())
  await shop.choose(BANK)
  await shop.signIn('mfa_questions_2_2')
  for (const round of [0, 1]) {
    const boxes = shop.link.getByRole('textbox')
    await expect(boxes).toHaveCount(2)
    await expect(boxes.first()).toHaveValue('')
    await boxes.nth(0).fill(`answer_${round}_0`)
    await boxes.nth(1).fill(`answer_${round}_1`)
    await shop.press('Continue')
  }
  await expect(shop.link.getByRole('heading', { name: 'Choose accounts' })).toBeVisible()
})

test('selections take the right one of several answers', async ({ shop, emulator }) => {
  await shop.open(await emulator.linkToken())
  await shop.choose(BANK)
  await shop.signIn('mfa_selections_1_2_3')
  await expect(shop.link.getByRole('radio')).toHaveCount(6)
  for (const group of await shop.link.getByRole('group').all()) {
    await group.getByRole('radio', { name: 'Yes' }).check()
  }
  await shop.press('Continue')
  await expect(shop.link.getByRole('heading', { name: 'Choose accounts' })).toBeVisible()
})

test('an error of the bank is named, can be tried again, and reaches the page', async ({
  shop,
  emulator,
}) => {
  await shop.open(await emulator.linkToken())
  await shop.choose(BANK)
  await shop.signIn('user_good', 'error_ITEM_LOCKED')
  await expect(shop.link.getByRole('alert')).toContainText('This login is locked')
  await expect(shop.link.getByRole('alert')).toContainText(/ITEM_LOCKED, request \w{15}/)
  await shop.press('Try again')
  await expect(shop.link.getByRole('textbox', { name: 'Username' })).toHaveValue('user_good')
  await shop.signIn('user_good', 'error_INSTITUTION_NO_LONGER_SUPPORTED')
  await expect(shop.link.getByRole('alert')).toContainText('cannot be connected any more')
  await shop.press('Close')
  const [error, metadata] = await shop.outcome('onExit')
  expect(error).toMatchObject({
    error_type: expect.any(String),
    error_code: 'INSTITUTION_NO_LONGER_SUPPORTED',
    error_message: expect.any(String),
  })
  expect(metadata).toMatchObject({ status: 'institution_not_supported', institution: bank })
})

const exits: [place: string, username: string | null, status: string | null][] = [
  ['the search', null, 'institution_not_found'],
  ['the login', '', 'requires_credentials'],
  ['the choice of a device', 'mfa_device', 'choose_device'],
  ['questions', 'mfa_questions_1_1', 'requires_questions'],
  ['selections', 'mfa_selections_1_1_2', 'requires_selections'],
]

test('each place says by its status where one left', async ({ shop, emulator }) => {
  const token = await emulator.linkToken()
  await shop.open(token)
  await shop.press('Close')
  expect((await shop.outcome('onExit'))[1]).toMatchObject({ status: null, institution: null })
  for (const [place, username, status] of exits) {
    shop.told.length = 0
    await shop.begin(token)
    if (username === null) await shop.press('Continue')
    else await shop.choose(BANK)
    if (username) await shop.signIn(username)
    if (username) await expect(shop.link.getByRole('textbox', { name: 'Username' })).toBeHidden()
    await shop.press('Close')
    if (username) await shop.press('Leave')
    const [error, metadata] = await shop.outcome('onExit')
    expect(error, place).toBeNull()
    expect(metadata, place).toMatchObject({ status })
    expect(shop.event('EXIT')[0], place).toMatchObject({ exit_status: status })
  }
})

test('a search that finds nothing says so, and how to go on', async ({ shop, emulator }) => {
  await shop.open(await emulator.linkToken())
  await shop.press('Continue')
  await shop.link.getByRole('textbox', { name: 'Search institutions' }).fill('Nowhere Savings')
  await expect(shop.link.getByText('Nothing here is called “Nowhere Savings”')).toBeVisible()
  await shop.press('Clear search')
  await expect(shop.link.getByRole('button', { name: BANK })).toBeVisible()
  await shop.link.getByRole('textbox', { name: 'Search institutions' }).fill('zzz')
  await shop.press('Leave without a bank')
  const [, metadata] = await shop.outcome('onExit')
  expect(metadata).toMatchObject({ status: 'institution_not_found' })
  const queries = shop.event('SEARCH_INSTITUTION').map((event) => event.institution_search_query)
  expect(queries).toEqual(['Nowhere Savings', 'zzz'])
})

test('one account is chosen where the app takes one', async ({ shop, emulator }) => {
  await shop.open(await emulator.linkToken({ link_customization_name: 'single' }))
  await shop.choose(BANK)
  await shop.signIn()
  const options = shop.link.getByRole('radio')
  await expect(options.first()).not.toBeChecked()
  await shop.press('Continue')
  await expect(shop.link.getByRole('alert')).toHaveText('Choose at least one account.')
  await options.nth(1).check()
  await options.nth(0).check()
  await shop.press('Continue')
  await shop.press('Finish')
  const [, metadata] = await shop.outcome('onSuccess')
  expect(Reflect.get(Object(metadata), 'accounts')).toHaveLength(1)
})

test('the keyboard alone is enough, and the focus comes back to where it was', async ({ shop, emulator }) => {
  const { page, link } = shop
  await page.goto(shop.address)
  await page.getByRole('button', { name: 'Connect a bank' }).focus()
  await shop.begin(await emulator.linkToken())
  await expect(link.getByRole('button', { name: 'Continue' })).toBeVisible()
  // Tab goes round inside the dialog, and never to the page behind it.
  for (let step = 0; step < 6; step += 1) {
    await page.keyboard.press('Tab')
    await expect(link.locator(':focus')).toHaveCount(1)
  }
  await link.getByRole('button', { name: 'Continue' }).press('Enter')
  const search = link.getByRole('textbox', { name: 'Search institutions' })
  await expect(search).toBeFocused()
  await expect(link.getByRole('button', { name: BANK })).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(link.getByRole('button', { name: BANK })).toBeFocused()
  await page.keyboard.type('tart')
  await expect(search).toHaveValue('tart')
  await expect(link.getByRole('button', { name: BANK })).toBeHidden()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(link.getByRole('textbox', { name: 'Username' })).toBeFocused()
  await page.keyboard.type('user_good')
  await page.keyboard.press('Tab')
  await page.keyboard.type('pass_good')
  await page.keyboard.press('Enter')
  await expect(link.getByRole('heading', { name: 'Choose accounts' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(link.getByRole('heading', { name: 'Leave without connecting?' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(link.getByRole('heading', { name: 'Choose accounts' })).toBeFocused()
  await link.getByRole('button', { name: 'Continue' }).press('Enter')
  await expect(link.getByRole('heading', { name: 'Your accounts are connected' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await shop.outcome('onSuccess')
  await expect(page.getByRole('button', { name: 'Connect a bank' })).toBeFocused()
})

test('a link token that was used or never given out leads to nothing but an explanation', async ({
  shop,
  emulator,
}) => {
  await shop.open('link-sandbox-00000000-0000-0000-0000-000000000000')
  await expect(shop.link.getByRole('alert')).toContainText('This link is no longer valid')
  await shop.press('Leave')
  const [error, metadata] = await shop.outcome('onExit')
  expect(error).toMatchObject({ error_type: 'INVALID_INPUT', error_code: 'INVALID_LINK_TOKEN' })
  expect(metadata).toMatchObject({ status: null, institution: null })

  const token = await emulator.linkToken()
  await shop.begin(token)
  await shop.choose(BANK)
  await shop.signIn()
  await shop.press('Continue')
  await shop.press('Finish')
  await shop.outcome('onSuccess')
  await shop.begin(token)
  await expect(shop.link.getByRole('alert')).toContainText('This link is no longer valid')
})
