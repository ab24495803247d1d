import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { listPageRoutes } from '../scripts/measures/pages'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { actions } from './ownership-actions'
import { BANK, type Belongings, NOTE, routes } from './ownership-routes'
import { actionsOfBuild, callAction } from './server-actions'
import { waitForImport } from './steps'

/** An id that nobody has. */
const NO_ID = '00000000-0000-4000-8000-000000000000'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')

/** The routes that the folders of app/ make. */
async function routesOfApp(): Promise<string[]> {
  const files = await readdir(path.join(root, 'app'), { recursive: true })
  return files
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .map((file) => `/${path.dirname(file)}`.replace(/\/\([^)]+\)/g, '').replace(/\/\.$/, '/') || '/')
    .sort()
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
  const palette: { accounts: { id: string }[] } = await (await page.request.get('/api/palette')).json()
  const accountId = palette.accounts[0]?.id ?? ''
  await page.goto(`/transactions?open=${transactionId}`)
  await page.getByRole('textbox', { name: 'Note' }).fill(NOTE)
  await page.getByRole('button', { name: 'Save note' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  return { itemId: progress.connections[0]?.itemId ?? '', accountId, transactionId }
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

  await givenPerson(page, { name: 'First' })
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  const ids = await gather(page)
  for (const id of Object.values(ids)) expect(id).toMatch(/^[0-9a-f-]{36}$/)
  const secrets = [BANK, NOTE, ids.itemId, ids.accountId, ids.transactionId, 'Spending Wallet']

  const other = await watch.anotherPerson()
  watch.expectConsole(/404|401|405/)
  await givenPerson(other, { name: 'Second' })

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
    const text = await (await callAction(other, baseURL ?? '', action, args(ids))).text()
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
  const pages = (await listPageRoutes()).filter(({ isPublic }) => !isPublic)
  const addresses = pages.map(({ route }) => route.replace(/\[[^/]+\]/g, NO_ID))
  expect(addresses).toContain(`/accounts/${NO_ID}/import`)
  for (const address of addresses) {
    await page.goto(address)
    expect(new URL(page.url()).pathname, address).toBe('/sign-in')
  }
  const nobodys = { itemId: NO_ID, accountId: NO_ID, transactionId: NO_ID }
  for (const [route, { visit, expect: expected }] of Object.entries(routes)) {
    if (!route.startsWith('/api/') || expected !== 'own') continue
    for (const address of visit(nobodys))
      expect((await page.request.get(address)).status(), address).toBe(401)
  }
  expect((await page.request.get('/api/export?ticket=none')).status()).toBe(401)
  expect((await page.request.post('/api/link/events', { data: {} })).status()).toBe(401)
  expect((await page.request.post('/api/imports', { data: {} })).status()).toBe(401)
  for (const [name, action] of await actionsOfBuild()) {
    if (actions[name]?.expect === 'public') continue
    const response = await callAction(page, baseURL ?? '', action, [{}])
    expect(await response.text(), name).not.toContain('"ok":true')
    expect(response.headers()['x-action-redirect'] ?? response.headers().location, name).toContain('/sign-in')
  }
})
