import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { APIRequestContext, Page } from '@playwright/test'
import { z } from 'zod'
import { bankTruth, countMeetings, findItem, listRuns, storedIds, variable } from './deployment.truth'
import { expect, signUp, test } from './fixtures'
import { runFolder } from './secrets'
import { actionsOfBuild, callAction } from './server-actions'
import { connectBank, connection, makeItHappen, waitForImport } from './steps'

const A = `http://localhost:${variable('E2E_PORT')}`
const B = `http://localhost:${variable('E2E_PORT_B')}`
const WITH_PLAID = `http://localhost:${variable('E2E_PORT_PLAID')}`
const EMULATOR = `http://127.0.0.1:${variable('E2E_PORT_EMULATOR')}`
const CONTROL_SECRET = variable('E2E_CONTROL_SECRET')
const PLATYPUS = 'First Platypus Bank'
const WALLET = 'Northlight Bitcoin Wallet'

// What the proxy in front of a hosted Evenkeel adds: nobody counts as being on this machine.
test.use({ extraHTTPHeaders: { 'x-real-ip': '192.0.2.7' } })

const demoPanel = (page: Page) => page.locator('summary', { hasText: 'Demo bank' })

/** Opens the hosted demo with a secret. */
async function giveSecret(page: Page, secret: string): Promise<void> {
  await page.goto('/demo')
  await page.getByLabel('Secret', { exact: true }).fill(secret)
  await page.getByRole('button', { name: 'Open' }).click()
}

/** Asks for news by the button, and waits until it has stopped turning. */
async function refresh(page: Page, bank: string): Promise<void> {
  const button = connection(page, bank).getByRole('button', { name: 'Refresh', exact: true })
  await button.click()
  await expect(button).toBeEnabled({ timeout: 60_000 })
  await expect(connection(page, bank).getByText('Up to date', { exact: true })).toBeVisible()
}

/** Which of the two processes have run a sync of an Item to its end. */
async function processesThatSynced(itemId: string): Promise<string[]> {
  const logs = await Promise.all(
    ['a', 'b'].map(async (name) => ({
      name,
      text: await readFile(path.join(runFolder(), `${name}.log`), 'utf8'),
    })),
  )
  const ran = (text: string) =>
    text.split('\n').some((line) => line.includes('"event":"sync"') && line.includes(itemId))
  return logs.filter(({ text }) => ran(text)).map(({ name }) => name)
}

test('the app runs as an ordinary user in a folder that they cannot write', async () => {
  const probe = z
    .object({ uid: z.number(), writable: z.array(z.string()) })
    .parse(JSON.parse(await readFile(path.join(runFolder(), 'probe.json'), 'utf8')))
  expect(probe.uid).not.toBe(0)
  expect(probe.writable).toEqual([])
})

test('two processes side by side serve one person, and what both fetch at once is there once', async ({
  page: a,
  context,
  request,
}) => {
  test.slow()
  await signUp(a)
  await connectBank(a, PLATYPUS)
  const b = await context.newPage()

  await test.step('what is connected on either is seen on the other', async () => {
    await b.goto(`${B}/connections`)
    await expect(connection(b, PLATYPUS).getByText('Up to date', { exact: true })).toBeVisible({
      timeout: 60_000,
    })
    await connectBank(b, WALLET)
    await waitForImport(a, WALLET)
    await waitForImport(a, PLATYPUS)
  })

  const item = await findItem(variable('E2E_DATABASE_URL'), PLATYPUS)
  await b.goto(`${B}/connections`)
  await test.step('Refresh on both at once, while webhooks come to one of them', async () => {
    // Who takes a job is chance: until both have, and have met.
    const both = async () => (await processesThatSynced(item.itemId)).length === 2
    const met = () => countMeetings(variable('E2E_DATABASE_URL'), item.itemId)
    for (let round = 0; round < 12; round += 1) {
      const arrived = await request.post(`${EMULATOR}/emulator/items/${item.plaidItemId}/arrive`, {
        headers: { authorization: `Bearer ${CONTROL_SECRET}` },
        data: { count: 5 },
      })
      expect(arrived.status()).toBe(200)
      await Promise.all([refresh(a, PLATYPUS), refresh(b, PLATYPUS)])
      // The webhooks come to A, which goes on with what else waits; B has its turn when it asks alone.
      if (!(await both())) await refresh(b, PLATYPUS)
      if (round >= 3 && (await both()) && (await met()) > 0) break
    }
    expect(await met(), 'times that one found the other at work').toBeGreaterThan(0)
    expect(await processesThatSynced(item.itemId)).toEqual(['a', 'b'])
  })

  await test.step('one set of accounts and transactions: the one that the bank has', async () => {
    const truth = await bankTruth(EMULATOR, item.accessToken)
    expect(truth.transactions.length).toBeGreaterThan(500)
    await expect.poll(() => storedIds(variable('E2E_DATABASE_URL'), item.itemId)).toEqual(truth)
    await expect(a.getByRole('region', { name: PLATYPUS })).toHaveCount(1)
    const sums = async (page: Page, origin: string) => {
      await page.goto(`${origin}/transactions`)
      return page.getByRole('list', { name: 'Sums by currency' }).textContent()
    }
    expect(await sums(a, A)).toBe(await sums(b, B))
  })

  await test.step('one run at a time, each to a good end', async () => {
    const history = () => listRuns(variable('E2E_DATABASE_URL'), item.itemId)
    const phases = async () => [...new Set((await history()).map(({ phase }) => phase))]
    // One that was put off may be at work still.
    await expect.poll(phases).toEqual(['done'])
    const runs = await history()
    expect(runs.length).toBeGreaterThan(4)
    for (const [index, { startedAt }] of runs.entries()) {
      const before = runs[index - 1]
      if (before)
        expect(startedAt, `run ${index} began after the end of the last`).toBeGreaterThanOrEqual(
          before.finishedAt,
        )
    }
  })

  await test.step('a session that is ended on one is ended on the other', async () => {
    await a.goto('/settings')
    await a.getByRole('button', { name: 'Sign out everywhere' }).click()
    await a.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click()
    await a.waitForURL('**/sign-in**')
    await b.goto(`${B}/dashboard`)
    await expect(b).toHaveURL(/\/sign-in/)
  })
})

test("a hosted demo's panel and the emulator's control open to their secret alone", async ({
  page,
  request,
  watch,
}) => {
  watch.expectConsole(/404/)
  await signUp(page)
  await connectBank(page, WALLET)
  await waitForImport(page, WALLET)
  await expect(page.getByRole('button', { name: 'Connect a bank' })).toBeVisible()
  await expect(demoPanel(page)).toHaveCount(0)

  await giveSecret(page, 'not the secret')
  await expect(page.getByText('That is not the secret of this demo.', { exact: false })).toBeVisible()
  await giveSecret(page, CONTROL_SECRET)
  await page.waitForURL((url) => url.pathname !== '/demo')
  await makeItHappen(page, WALLET, 'New transactions arrive')
  await expect(page.getByText(/new transactions? (is|are) on the way/).last()).toBeVisible()
  // The other process knows the proof as well.
  await page.goto(`${B}/connections`)
  await expect(demoPanel(page)).toBeVisible()

  const bearer = { authorization: `Bearer ${CONTROL_SECRET}` }
  for (const [address, headers, status] of [
    [`${EMULATOR}/emulator/items`, {}, 404],
    [`${EMULATOR}/emulator/items`, { authorization: 'Bearer another secret' }, 404],
    [`${EMULATOR}/emulator/items`, bearer, 200],
    // To a browser the app passes on what Link needs, and nothing else of the emulator.
    [`${A}/plaid-emulator/emulator/items`, {}, 404],
    [`${A}/plaid-emulator/emulator/items`, bearer, 404],
    [`${A}/plaid-emulator/item/get`, {}, 404],
    [`${A}/plaid-emulator/link-stand-in.js`, {}, 200],
  ] as const)
    expect(
      (await request.get(address, { headers })).status(),
      `${address} ${JSON.stringify(headers).length}`,
    ).toBe(status)
})

test.describe('the same build, told to use Plaid', () => {
  test.use({ baseURL: WITH_PLAID })

  /** The policy of an answer: what each directive lets in, the nonce as NONCE. */
  const policyOf = (header: string | undefined) =>
    Object.fromEntries(
      (header ?? '')
        .replace(/'nonce-[A-Za-z0-9+/=]+'/, 'NONCE')
        .split('; ')
        .map((directive) => directive.split(' '))
        .map(([name = '', ...sources]) => [name, sources] as const),
    )

  async function expectPlaidAlone(request: APIRequestContext, address: string): Promise<void> {
    const response = await request.get(address)
    const policy = policyOf(response.headers()['content-security-policy'])
    expect(policy['script-src'], address).toEqual([
      "'self'",
      'NONCE',
      'https://cdn.plaid.com/link/v2/stable/link-initialize.js',
    ])
    expect(policy['frame-src'], address).toEqual(['https://cdn.plaid.com/'])
    expect(policy['connect-src'], address).toEqual(["'self'", 'https://sandbox.plaid.com'])
    expect(policy['default-src'], address).toEqual(["'self'"])
    expect(await response.text(), address).not.toMatch(/plaid-emulator|link-stand-in|Demo bank/)
  }

  test('lets in what Plaid documents for Link, has nothing of the emulator, and works', async ({
    page,
    watch,
  }) => {
    test.slow()
    watch.expectConsole(/404/)
    const { request } = page
    for (const address of ['/', '/sign-in', '/sign-up', '/no-such-page'])
      await expectPlaidAlone(request, address)
    for (const address of ['/demo', '/plaid-emulator/link-stand-in.js', '/plaid-emulator/emulator/items']) {
      const headers = { authorization: `Bearer ${CONTROL_SECRET}` }
      expect((await request.get(address, { headers })).status(), address).toBe(404)
    }
    const session = await request.post('/plaid-emulator/link-session/start', { data: { link_token: 'x' } })
    expect(session.status()).toBe(404)

    await signUp(page)
    await test.step('a public token, as Plaid’s Link gives it, becomes a connection', async () => {
      const keys = { client_id: 'the-client-id-of-the-browser-tests', secret: variable('E2E_PLAID_SECRET') }
      const institution = { id: 'ins_109508', name: PLATYPUS }
      const made: unknown = await (
        await request.post(`${EMULATOR}/sandbox/public_token/create`, {
          data: { ...keys, institution_id: institution.id, initial_products: ['transactions'] },
        })
      ).json()
      const { public_token: publicToken } = z.object({ public_token: z.string() }).parse(made)
      const connect = (await actionsOfBuild(variable('E2E_SITE'))).get(
        'lib/connections/actions.ts connectBank',
      )
      const answer = await callAction(page, WITH_PLAID, connect ?? { id: '', page: '/connections' }, [
        { publicToken, linkSessionId: null, institution, accounts: [], anotherLogin: false },
      ])
      expect(await answer.text()).toContain('"kind":"connected"')
      await waitForImport(page, PLATYPUS)
      await expect(demoPanel(page)).toHaveCount(0)
    })
    for (const address of ['/dashboard', '/transactions', '/connections', '/settings'])
      await expectPlaidAlone(request, address)

    await test.step('Plaid’s Link is loaded and opened, at the second try when its script was kept away', async () => {
      watch.expectConsole(/^a request to https:\/\/cdn\.plaid\.com$/)
      watch.expectConsole(/Failed to load resource/)
      const script = 'https://cdn.plaid.com/link/v2/stable/link-initialize.js'
      await page.route(script, (route) => route.abort())
      await page.getByRole('button', { name: 'Connect a bank' }).first().click()
      await expect(page.getByText('The bank’s window could not be loaded.')).toBeVisible()
      await page.unroute(script)
      await page.route(script, (route) =>
        route.fulfill({ contentType: 'text/javascript', body: LINK_OF_PLAID }),
      )
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(page.locator('html')).toHaveAttribute('data-link-opened', /^link-sandbox-/)
    })

    await test.step('anything else is refused by the browser', async () => {
      watch.expectConsole(/content security policy/i)
      watch.expectConsole(/^a request to https:\/\/(cdn|production)\.plaid\.com$/)
      expect(await refusedByBrowser(page)).toEqual([
        'connect-src https://production.plaid.com/',
        'frame-src https://plaid.com',
        'script-src-elem https://cdn.plaid.com/another.js',
        'script-src-elem inline',
      ])
    })
  })

  /** Stands for Plaid's script at its address: enough of it to see that the page may load it and hands it a token. */
  const LINK_OF_PLAID = `window.Plaid = { create(config) {
    setTimeout(() => config.onLoad && config.onLoad())
    return {
      open() { document.documentElement.dataset.linkOpened = config.token },
      exit() {}, destroy() {}, submit() {},
    }
  } }`
})

/** Tries on a page what its policy must not let happen: the directives that were violated, with what by. */
async function refusedByBrowser(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const refused: string[] = []
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      refused.push(`${effectiveDirective} ${blockedURI}`),
    )
    const foreign = document.createElement('script')
    foreign.src = 'https://cdn.plaid.com/another.js'
    const inline = document.createElement('script')
    inline.textContent = 'window.wasRun = true'
    const frame = document.createElement('iframe')
    frame.src = 'https://plaid.com/'
    document.body.append(foreign, inline, frame)
    await fetch('https://production.plaid.com/').catch(() => undefined)
    // A frame is refused by another process of the browser, which says so when it comes to it.
    const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
    for (let tries = 0; refused.length < 4 && tries < 100; tries += 1) await pause(100)
    await pause(300)
    return refused.sort()
  })
}

test('neither answers nor logs hold the secrets of the demo and of Plaid, and nothing was refused by the disk', async () => {
  const answers = path.join(runFolder(), 'answers')
  const files = [
    ...(await readdir(answers)).map((name) => path.join(answers, name)),
    ...['a', 'b', 'plaid', 'emulator'].map((name) => path.join(runFolder(), `${name}.log`)),
  ]
  for (const file of files) {
    const text = await readFile(file, 'utf8')
    for (const secret of [CONTROL_SECRET, variable('E2E_PLAID_SECRET')])
      expect(text.includes(secret), `${path.basename(file)} holds a secret`).toBe(false)
    if (file.endsWith('.log')) expect(text, file).not.toMatch(/EACCES|EROFS|EPERM|read-only file system/i)
  }
})
