import type { Locator, Page, Route } from '@playwright/test'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { actionsOfBuild } from './server-actions'
import { untilTaken, waitForImport } from './steps'

const BANK = 'Noorderkade Bank'

const link = (page: Page, place: number): Locator =>
  page.getByRole('table', { name: 'Transactions' }).getByRole('link').nth(place)
const sheet = (page: Page): Locator => page.getByRole('dialog')
const history = (page: Page): Locator => sheet(page).getByRole('heading', { name: 'History' })

/** The list, once it answers. */
async function openList(page: Page): Promise<void> {
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  await page.goto('/transactions?q=Kievit&state=posted')
  await expect(page.getByRole('checkbox').first()).toBeEnabled()
}

/** Has somebody else answer what the sheet asks the server for. */
async function whenAsked(page: Page, answer: (route: Route) => Promise<void>): Promise<void> {
  const action = (await actionsOfBuild()).get('components/transactions/opened-action.tsx openTransaction')
  if (!action) throw new Error('The build has no action that opens a transaction')
  await page.route('**/transactions**', (route) =>
    route.request().headers()['next-action'] === action.id ? answer(route) : route.fallback(),
  )
}

test('a transaction opens with what its row knows before the server answers, and what is done meanwhile stays', async ({
  page,
}) => {
  await openList(page)
  const held: Route[] = []
  let slow = true
  await whenAsked(page, async (route) => (slow ? void held.push(route) : route.continue()))
  const title = (await link(page, 0).textContent()) ?? ''
  const amount = await page.locator('tr[data-list-row]').first().locator('td .money').last().textContent()
  const before = page.url()

  await test.step('its name and amount are there, and it can be marked', async () => {
    await link(page, 0).click()
    await expect(sheet(page).getByRole('heading', { name: title })).toBeVisible()
    await expect(sheet(page).getByText(amount ?? '', { exact: true })).toBeVisible()
    await expect(page).toHaveURL(/[?&]open=/)
    await sheet(page).getByRole('button', { name: 'Reviewed', exact: true }).click()
    await expect(history(page)).toBeHidden()
  })

  await test.step('the rest comes in its place', async () => {
    const top = () => sheet(page).getByRole('button', { name: 'Reviewed', exact: true }).boundingBox()
    const stood = await top()
    await expect.poll(() => held.length).toBe(1)
    slow = false
    await held[0]?.continue()
    await expect(history(page)).toBeVisible()
    expect(await top()).toEqual(stood)
    await expect(sheet(page).getByRole('button', { name: 'Reviewed', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await expect(sheet(page).getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  })

  await test.step('what is typed stays when the page comes anew', async () => {
    await sheet(page).getByRole('textbox', { name: 'Note' }).fill('half a thought')
    await untilTaken(page, () => sheet(page).getByRole('button', { name: 'Flag' }).click())
    await expect(page.locator('tr[data-list-row]').first().getByText('Flagged')).toBeAttached()
    await expect(sheet(page).getByRole('textbox', { name: 'Note' })).toHaveValue('half a thought')
  })

  await test.step('the browser’s buttons close and open it, and the keyboard is where it was', async () => {
    const opened = page.url()
    await page.keyboard.press('Escape')
    await expect(sheet(page)).toBeHidden()
    await expect(page).toHaveURL(before)
    await expect(link(page, 0)).toBeFocused()
    await page.goBack()
    await expect(page).toHaveURL(opened)
    await expect(sheet(page).getByRole('heading', { name: title })).toBeVisible()
    await page.goBack()
    await expect(page).toHaveURL(before)
    await expect(sheet(page)).toBeHidden()
  })

  await test.step('closed and opened in one go it is what was asked for last', async () => {
    await link(page, 0).click()
    await page.keyboard.press('Escape')
    await link(page, 0).click()
    await expect(history(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(sheet(page)).toBeHidden()
    await expect(page).toHaveURL(before)
  })

  await test.step('from one to the next', async () => {
    await link(page, 0).click()
    const first = page.url()
    await expect(sheet(page).getByRole('link', { name: 'Older transaction' })).toBeVisible()
    await page.keyboard.press('j')
    await expect(page).not.toHaveURL(first)
    await expect(history(page)).toBeVisible()
  })

  await test.step('and it is there when the address is opened by itself', async () => {
    await page.reload()
    await expect(history(page)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(before)
  })
})

test('details that do not arrive are said to be missing, and are asked for again', async ({
  page,
  watch,
}) => {
  watch.expectConsole(/ERR_FAILED/)
  await openList(page)
  let reachable = false
  await whenAsked(page, (route) => (reachable ? route.continue() : route.abort()))
  const title = (await link(page, 1).textContent()) ?? ''
  await link(page, 1).click()
  const alert = sheet(page).getByRole('alert')
  await expect(alert).toContainText('The details did not arrive.')
  await expect(sheet(page).getByRole('heading').first()).toHaveText(title)
  reachable = true
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(history(page)).toBeVisible()
  await expect(alert).toBeHidden()
})
