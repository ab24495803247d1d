import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, signUp, test } from './fixtures'
import { connectBank, waitForImport } from './steps'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const BANK = 'Northlight Bitcoin Wallet'
const NOTE = 'a note that nobody else may read'

/** What belongs to the first person, as the second one could have learnt it. */
interface Belongings {
  itemId: string
  accountId: string
  transactionId: string
}

/**
 * Every page and route, and what the second person gets of it with the first one's ids. `own`: their own, empty page.
 * `not found`: the address with a foreign id in it. `public`: the same for everybody. `refused`: with its status.
 */
const routes: Record<
  string,
  {
    visit: (ids: Belongings) => string[]
    expect: 'own' | 'public' | number
    foreign?: (ids: Belongings) => string[]
  }
> = {
  '/': { visit: () => [], expect: 'public' },
  '/sign-in': { visit: () => [], expect: 'public' },
  '/sign-up': { visit: () => [], expect: 'public' },
  '/demo': { visit: () => ['/demo'], expect: 404 },
  '/dashboard': {
    visit: () => ['/dashboard', '/dashboard?range=all', '/dashboard?currency=BTC'],
    expect: 'own',
  },
  '/connections': { visit: ({ itemId }) => ['/connections', `/connections?item=${itemId}`], expect: 'own' },
  '/connections/[itemId]': {
    visit: () => [],
    expect: 'own',
    foreign: ({ itemId, transactionId }) => [
      `/connections/${itemId}`,
      `/connections/${itemId}?case=wrong-categories&transaction=${transactionId}`,
    ],
  },
  '/connections/codes': { visit: () => ['/connections/codes', '/connections/codes?q=locked'], expect: 'own' },
  '/settings': { visit: () => ['/settings'], expect: 'own' },
  // Whoever is signed in on the machine itself runs the installation: counts of everybody, and nobody's own.
  '/operator': { visit: () => ['/operator'], expect: 'own' },
  '/transactions': {
    visit: ({ transactionId }) => [
      '/transactions',
      '/transactions?state=pending',
      `/transactions?q=${encodeURIComponent(NOTE)}`,
      `/transactions?after=2099-01-01_${transactionId}`,
    ],
    expect: 'own',
    foreign: ({ accountId, transactionId }) => [
      `/transactions?open=${transactionId}`,
      `/transactions?account=${accountId}`,
    ],
  },
  '/api/auth/[...nextauth]': { visit: () => ['/api/auth/providers'], expect: 'public' },
  '/api/health': { visit: () => ['/api/health'], expect: 'public' },
  '/api/connections/progress': {
    visit: ({ itemId }) => [`/api/connections/progress?itemId=${itemId}`],
    expect: 'own',
  },
  // For reports only. What the second person reports is their own: lib/db/link-events.test.ts.
  '/api/link/events': { visit: () => ['/api/link/events'], expect: 405 },
  '/api/jobs/tick': { visit: () => ['/api/jobs/tick'], expect: 401 },
  '/api/plaid/webhook': { visit: () => ['/api/plaid/webhook'], expect: 405 },
  '/plaid-emulator/[...path]': { visit: () => ['/plaid-emulator/link-stand-in.js'], expect: 'public' },
}

/** Every server action: what it is called with, and the code that it must answer with; `own` where it takes no id. */
const actions: Record<string, { args: (ids: Belongings) => unknown[]; expect: string }> = {
  'lib/connections/actions.ts createLinkToken': { args: () => [], expect: 'own' },
  'lib/connections/actions.ts createReconnectToken': {
    args: ({ itemId }) => [{ itemId }],
    expect: 'NOT_FOUND',
  },
  'lib/connections/actions.ts completeReconnect': { args: ({ itemId }) => [{ itemId }], expect: 'NOT_FOUND' },
  'lib/connections/actions.ts acceptOtherLogin': { args: ({ itemId }) => [{ itemId }], expect: 'NOT_FOUND' },
  'lib/connections/actions.ts declineNewAccounts': {
    args: ({ itemId }) => [{ itemId }],
    expect: 'NOT_FOUND',
  },
  'lib/connections/actions.ts refreshConnection': { args: ({ itemId }) => [{ itemId }], expect: 'NOT_FOUND' },
  'lib/connections/actions.ts removeBank': { args: ({ itemId }) => [{ itemId }], expect: 'NOT_FOUND' },
  // It takes what Link gave; the first person's accounts must not be called duplicates of the second's.
  'lib/connections/actions.ts connectBank': {
    args: () => [
      {
        publicToken: 'public-sandbox-00000000-0000-4000-8000-000000000000',
        linkSessionId: null,
        institution: { id: 'ins_900002', name: BANK },
        accounts: [{ name: 'Spending Wallet', mask: '7f3a' }],
        anotherLogin: false,
      },
    ],
    expect: 'LINK_AGAIN',
  },
  'lib/demo/actions.ts makeItHappen': {
    args: ({ itemId }) => [{ itemId, event: 'require-login' }],
    expect: 'NOT_FOUND',
  },
  // It takes no id. For real it would move everybody's clock.
  'lib/demo/actions.ts letTimePass': { args: () => [{ days: 0 }], expect: 'INVALID' },
  'lib/demo/unlock.ts unlockDemo': { args: () => [], expect: 'public' },
  'lib/transactions/actions.ts saveEdit': {
    args: ({ transactionId }) => [
      { transactionId, note: 'written by somebody else', category: null, tags: ['theirs'], flagged: true },
    ],
    expect: 'NOT_FOUND',
  },
  // The second person runs the installation as well; the first one notices nothing of another access token.
  'lib/operator/actions.ts rotateToken': { args: ({ itemId }) => [{ id: itemId }], expect: 'own' },
  'lib/operator/actions.ts rotateOldTokens': { args: () => [], expect: 'own' },
  'lib/operator/actions.ts replayDeadLetter': { args: ({ itemId }) => [{ id: itemId }], expect: 'NOT_FOUND' },
  'lib/operator/actions.ts replayStuckWebhook': {
    args: ({ itemId }) => [{ id: itemId }],
    expect: 'NOT_FOUND',
  },
  'lib/settings/actions.ts updateProfile': {
    args: () => [{ name: 'Second', timeZone: 'UTC' }],
    expect: 'own',
  },
  'lib/auth/actions.ts changePassword': {
    args: () => [{ current: 'not the password', next: 'another long password' }],
    expect: 'WRONG_PASSWORD',
  },
  'lib/auth/actions.ts signUp': { args: () => [], expect: 'public' },
  // Last: it ends the session that asks.
  'lib/auth/actions.ts signOutEverywhere': { args: () => [], expect: 'own' },
}

/** The routes that the folders of app/ make. */
async function routesOfApp(): Promise<string[]> {
  const files = await readdir(path.join(root, 'app'), { recursive: true })
  return files
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .map((file) => `/${path.dirname(file)}`.replace(/\/\([^)]+\)/g, '').replace(/\/\.$/, '/') || '/')
    .sort()
}

const manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), filename: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
})

/** The server actions of the build that is being served, by file and name. */
async function actionsOfBuild(): Promise<Map<string, { id: string; page: string }>> {
  const file = path.join(root, '.next/server/server-reference-manifest.json')
  const { node } = manifest.parse(JSON.parse(await readFile(file, 'utf8')))
  return new Map(
    Object.entries(node).map(([id, { exportedName, filename, workers }]) => {
      const [worker = ''] = Object.keys(workers)
      const page =
        worker
          .replace(/^app/, '')
          .replace(/\/\([^)]+\)/g, '')
          .replace(/\/page$/, '') || '/'
      return [`${filename} ${exportedName}`, { id, page }]
    }),
  )
}

async function gather(page: Page): Promise<Belongings> {
  const progress: { connections: { itemId: string }[] } = await (
    await page.request.get('/api/connections/progress')
  ).json()
  await page.goto('/transactions')
  const href = await page
    .getByRole('table', { name: 'Transactions' })
    .getByRole('link')
    .first()
    .getAttribute('href')
  const transactionId = new URLSearchParams(href?.split('?')[1]).get('open') ?? ''
  const accountId = await page
    .getByRole('combobox', { name: 'Account' })
    .getByRole('option')
    .nth(1)
    .getAttribute('value')
  await page.goto(`/transactions?open=${transactionId}`)
  await page.getByRole('textbox', { name: 'Note' }).fill(NOTE)
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByText('Saved')).toBeVisible()
  return { itemId: progress.connections[0]?.itemId ?? '', accountId: accountId ?? '', transactionId }
}

test('nobody gets at what is somebody else’s, by any page, route or action @database', async ({
  page,
  watch,
  baseURL,
}) => {
  test.slow()
  const known = await actionsOfBuild()
  expect(await routesOfApp(), 'every page and route is in the table').toEqual(Object.keys(routes).sort())
  expect([...known.keys()].sort(), 'every server action is in the table').toEqual(Object.keys(actions).sort())

  await signUp(page, { name: 'First' })
  await connectBank(page, BANK)
  await waitForImport(page, BANK)
  const ids = await gather(page)
  for (const id of Object.values(ids)) expect(id).toMatch(/^[0-9a-f-]{36}$/)
  const secrets = [BANK, NOTE, ids.itemId, ids.accountId, ids.transactionId, 'Spending Wallet']

  const other = await watch.anotherPerson()
  watch.expectConsole(/404|401|405/)
  await signUp(other, { name: 'Second' })

  for (const { visit, expect: expected, foreign } of Object.values(routes)) {
    for (const address of visit(ids)) {
      const response = await other.request.get(address)
      const text = await response.text()
      expect(response.status(), address).toBe(typeof expected === 'number' ? expected : 200)
      // What was asked for stands in the answer again, as the address of the page.
      const told = text
        .replaceAll(encodeURIComponent(address), '')
        .replaceAll(NOTE, address.includes('q=') ? '' : NOTE)
      for (const secret of secrets) {
        if (!address.includes(secret)) expect(told, `${address} shows ${secret}`).not.toContain(secret)
      }
    }
    for (const address of foreign?.(ids) ?? []) {
      const response = await other.goto(address)
      expect(response?.status(), `${address}, with a foreign id`).toBe(404)
      await expect(other.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
      const shown = await other.content()
      for (const secret of [BANK, NOTE, 'Spending Wallet']) expect(shown, address).not.toContain(secret)
    }
  }

  for (const [name, { args, expect: expected }] of Object.entries(actions)) {
    const action = known.get(name)
    if (!action || expected === 'public') continue
    const response = await other.request.post(action.page, {
      headers: {
        'next-action': action.id,
        accept: 'text/x-component',
        'content-type': 'text/plain;charset=UTF-8',
        origin: baseURL ?? '',
      },
      data: JSON.stringify(args(ids)),
    })
    const text = await response.text()
    if (expected === 'own') expect(text, name).toContain('"ok":true')
    else expect(text, name).toContain(`"code":"${expected}"`)
    for (const secret of [BANK, NOTE, 'Spending Wallet', ids.accountId])
      expect(text, name).not.toContain(secret)
  }

  await test.step('and the first person still has everything', async () => {
    await page.goto(`/transactions?open=${ids.transactionId}`)
    await expect(page.getByRole('textbox', { name: 'Note' })).toHaveValue(NOTE)
    await page.goto('/connections')
    await expect(page.getByText('Up to date', { exact: true })).toBeVisible()
  })
})

test('nobody who is not signed in gets anything', async ({ page, baseURL }) => {
  const pages = [
    '/dashboard',
    '/transactions',
    '/connections',
    '/connections/codes',
    '/connections/00000000-0000-4000-8000-000000000000',
    '/settings',
    '/operator',
  ]
  for (const address of pages) {
    await page.goto(address)
    expect(new URL(page.url()).pathname, address).toBe('/sign-in')
  }
  expect((await page.request.get('/api/connections/progress')).status()).toBe(401)
  expect((await page.request.post('/api/link/events', { data: {} })).status()).toBe(401)
  for (const [name, { id, page: address }] of await actionsOfBuild()) {
    if (actions[name]?.expect === 'public') continue
    const response = await page.request.post(address, {
      headers: {
        'next-action': id,
        accept: 'text/x-component',
        'content-type': 'text/plain;charset=UTF-8',
        origin: baseURL ?? '',
      },
      data: '[{}]',
      maxRedirects: 0,
    })
    expect(await response.text(), name).not.toContain('"ok":true')
    expect(response.headers()['x-action-redirect'] ?? response.headers().location, name).toContain('/sign-in')
  }
})
