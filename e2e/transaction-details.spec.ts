import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { makeItHappen, untilTaken, waitForImport } from './steps'

const BANK = 'Noorderkade Bank'
const PHONE = { width: 390, height: 844 }
const DESK = { width: 1440, height: 900 }

const list = (page: Page): Locator => page.getByRole('table', { name: 'Transactions' })
/** The sheet of the opened transaction; what lies over it, such as a list to choose from, has no note. */
const sheet = (page: Page): Locator =>
  page.getByRole('dialog').filter({ has: page.getByRole('textbox', { name: 'Note' }) })

/** Opens one of the posted transactions that a search finds, the newest by default, and gives its address. */
async function open(page: Page, text: string, place = 0): Promise<string> {
  await page.goto(`/transactions?state=posted&q=${encodeURIComponent(text)}`)
  await list(page).getByRole('link').nth(place).click()
  await expect(sheet(page)).toBeVisible()
  return page.url()
}

/** Takes back what a toast tells of. */
const undo = (page: Page, told: string | RegExp) =>
  page.locator('[data-sonner-toast]').filter({ hasText: told }).getByRole('button', { name: 'Undo' }).click()

async function choose(page: Page, field: Locator, category: string): Promise<void> {
  await field.click()
  await page.getByPlaceholder('Search categories').fill(category)
  await page.getByRole('option', { name: category, exact: true }).click()
  await expect(page.getByPlaceholder('Search categories')).toBeHidden()
}

/** How many transactions a search finds: the list says it. */
async function countOf(page: Page, query: string): Promise<number> {
  await page.goto(`/transactions?${query}`)
  await expect(list(page)).toBeVisible()
  return list(page).getByRole('link').count()
}

test('what a person says of a transaction stands beside what the bank says, and stays through a sync', async ({
  page,
}) => {
  test.slow()
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  const address = await open(page, 'Kievit Mobiel')
  const details = sheet(page)

  await test.step('a category, with the bank’s beside it and the way back', async () => {
    await choose(page, details.getByRole('button', { name: /^Category/ }), 'Groceries')
    await expect(details.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
    await expect(details.getByText(/^The bank says: .*Telephone|^The bank says: .*Phone/)).toBeVisible()
    await details.getByRole('button', { name: 'Undo' }).click()
    await expect(details.getByText('Taken back')).toBeVisible()
    await expect(details.getByText(/^The bank says/)).toBeHidden()
    await choose(page, details.getByRole('button', { name: /^Category/ }), 'Groceries')
    await expect(details.getByRole('button', { name: /Back to the bank’s: Category/ })).toBeVisible()
  })

  await test.step('a name, a day and whether it counts', async () => {
    const name = details.getByRole('textbox', { name: 'Name' })
    await name.fill('Phone of ours')
    await name.press('Enter')
    await expect(page.getByRole('heading', { name: 'Phone of ours' })).toBeVisible()
    await expect(details.getByText('The bank says: “Kievit Mobiel”')).toBeVisible()
    await details.getByRole('textbox', { name: 'Shown on' }).fill('2024-02-29')
    await expect(details.getByText('Feb 29, 2024')).toBeVisible()
    await details.getByRole('switch', { name: 'Leave out of reports and budgets' }).check()
    await expect(details.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
    const reviewed = details.getByRole('button', { name: 'Reviewed', exact: true })
    await untilTaken(page, () => reviewed.click())
    await expect(reviewed).toHaveAttribute('aria-pressed', 'true')
    // What was said of the form before it may still stand there.
    await expect(details.getByRole('status').filter({ hasText: 'Saved' }).last()).toBeVisible()
  })

  await test.step('a day that cannot be is refused at the field', async () => {
    await details.getByRole('textbox', { name: 'Shown on' }).fill('1950-01-01')
    await details.getByRole('textbox', { name: 'Shown on' }).blur()
    await expect(details.getByText('Choose a day between 1970 and a year from now.')).toBeVisible()
  })

  await test.step('all of it is there after the bank has told of more', async () => {
    await makeItHappen(page, BANK, 'New transactions arrive')
    await expect(async () => {
      await page.goto('/connections')
      await expect(page.getByText('Up to date', { exact: true })).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
    for (const size of [DESK, PHONE]) {
      await page.setViewportSize(size)
      await page.goto(address)
      await expect(page.getByRole('heading', { name: 'Phone of ours' })).toBeVisible()
      await expect(details.getByRole('button', { name: /^Category Groceries/ })).toBeVisible()
      await expect(details.getByRole('textbox', { name: 'Shown on' })).toHaveValue('2024-02-29')
      await expect(details.getByRole('switch', { name: 'Leave out of reports and budgets' })).toBeChecked()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
    }
    await page.setViewportSize(DESK)
    expect(await countOf(page, 'flow=excluded')).toBe(1)
    expect(await countOf(page, 'review=done')).toBe(1)
  })

  await test.step('the same again by hand, and a rule is offered', async () => {
    const second = await open(page, 'Kievit Mobiel')
    expect(second).not.toBe(address)
    await choose(page, details.getByRole('button', { name: /^Category/ }), 'Groceries')
    await expect(details.getByRole('link', { name: 'Always do this' })).toHaveAttribute(
      'href',
      '/rules/new?merchant=kievit+mobiel&category=FOOD_AND_DRINK_GROCERIES',
    )
  })

  await test.step('one after the other is reviewed', async () => {
    await page.goto('/transactions?review=open')
    await list(page).getByRole('link').first().click()
    await expect(details).toBeVisible()
    const first = page.url()
    await details.getByRole('button', { name: 'Mark reviewed and next' }).click()
    await expect.poll(() => page.url()).not.toBe(first)
    await expect(details.getByRole('button', { name: 'Reviewed', exact: true })).toHaveAttribute(
      'aria-pressed',
      'false',
    )
    await page.goto(first)
    await expect(details.getByRole('button', { name: 'Reviewed', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
  })
})

test('a transaction is split with a rest, and two are one transfer, on a phone and on a desk', async ({
  page,
}) => {
  test.slow()
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  const details = sheet(page)

  for (const [place, size] of [PHONE, DESK].entries()) {
    await page.setViewportSize(size)

    await test.step(`at ${size.width} px: parts add up while they are typed`, async () => {
      const address = await open(page, 'Kievit Mobiel')
      await details.getByRole('button', { name: 'Split', exact: true }).click()
      const form = details.getByRole('form', { name: 'Split' })
      const second = form.getByRole('group', { name: 'Part 2' })
      await second.getByRole('textbox', { name: 'Amount' }).fill('2.50')
      await expect(form.getByText('−€10.00')).toBeVisible()
      await second.getByRole('textbox', { name: 'Amount' }).fill('12.50')
      await form.getByRole('button', { name: 'Save the split' }).click()
      await expect(form.getByText(/^Nothing is left for the first part/)).toBeVisible()
      await second.getByRole('textbox', { name: 'Amount' }).fill('2.50')
      await choose(page, second.getByRole('button', { name: /^Category/ }), 'Coffee')
      await second.getByRole('textbox', { name: 'Note' }).fill('the cup')
      await form.getByRole('button', { name: 'Save the split' }).click()
      const parts = details.getByRole('list', { name: 'Parts' })
      await expect(parts.getByRole('listitem')).toHaveCount(2)
      await expect(parts).toContainText('−€10.00')
      await expect(parts).toContainText('the cup')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width)
      expect(await countOf(page, 'q=the+cup')).toBe(1)
      await page.goto(address)
      await details.getByRole('button', { name: 'Make it whole again' }).click()
      await expect(page.getByText('The transaction is whole again.')).toBeVisible()
      await expect(parts).toBeHidden()
    })

    await test.step(`at ${size.width} px: the other side is confirmed in the sheet, and parted`, async () => {
      await open(page, 'NAAR SPAARREKENING', place)
      const other = details.getByRole('region', { name: 'Other side' })
      await other
        .getByRole('button', { name: /^Confirm: VAN BETAALREKENING/ })
        .first()
        .click()
      await expect(other.getByRole('button', { name: /^Part the two/ })).toBeVisible()
      await other.getByRole('link', { name: 'VAN BETAALREKENING' }).click()
      await expect(page.getByRole('heading', { name: 'VAN BETAALREKENING' })).toBeVisible()
      await expect(other.getByRole('link', { name: 'NAAR SPAARREKENING' })).toBeVisible()
      await other.getByRole('button', { name: /^Part the two/ }).click()
      await undo(page, 'The two stand by themselves again.')
      await expect(other.getByRole('button', { name: /^Part the two/ })).toBeVisible()
    })
  }

  await test.step('those that are left are answered for on a page of their own', async () => {
    await page.goto('/transactions')
    await page.getByRole('link', { name: 'Possible transfers' }).click()
    const pairs = page.getByRole('list', { name: 'Possible transfers' })
    await expect(pairs).toBeVisible()
    const text = await page.getByText(/\d+ possible transfers?, /).textContent()
    const count = Number(/\d+/.exec(text ?? '')?.[0])
    expect(count).toBeGreaterThan(2)
    // Those buttons are shut until the page answers; the others beside them come alive with it.
    await expect(page.getByRole('button', { name: /^Confirm (all|the)/ })).toBeEnabled()
    await pairs
      .getByRole('button', { name: /^Not a transfer: / })
      .first()
      .click()
    await expect(page.getByText(`${count - 1} possible transfer`)).toBeVisible()
    await pairs
      .getByRole('button', { name: /^Confirm: / })
      .first()
      .click()
    await expect(page.getByText(`${count - 2} possible transfer`)).toBeVisible()
    await page.getByRole('button', { name: /^Confirm (all|the)/ }).click()
    await expect(page.getByText(/transfers? (is|are) confirmed\./)).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Nothing to answer' })).toBeVisible()
    await undo(page, /transfers? (is|are) confirmed\./)
    await expect(page.getByText(`${count - 2} possible transfer`)).toBeVisible()
  })
})
