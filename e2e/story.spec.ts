import { expect, signUp, test } from './fixtures'
import {
  census,
  connectBank,
  connection,
  linkDialog,
  makeItHappen,
  signInAtBank,
  untilTaken,
  waitForImport,
} from './steps'

const PLATYPUS = 'First Platypus Bank'
const DOMINION = 'Tartan-Dominion Bank of Canada'

test('a person connects two banks, sees a pending transaction post with its note, and reconnects without loss @story @database', async ({
  page,
  watch,
}) => {
  test.slow()
  await signUp(page, watch.demo ? { email: 'robin@example.test' } : {})

  await test.step('two banks in two currencies, each imported with its progress shown', async () => {
    await expect(page.getByRole('heading', { name: 'No bank is connected yet' })).toBeVisible()
    await connectBank(page, PLATYPUS)
    await expect(page.getByText(/^Importing/).first()).toBeVisible()
    await waitForImport(page, PLATYPUS)
    await connectBank(page, DOMINION)
    await waitForImport(page, DOMINION)
  })

  await test.step('balances by currency, each on a scale of its own', async () => {
    await page.goto('/dashboard')
    await expect(page.getByRole('heading', { name: 'Balances by currency' })).toBeVisible()
    const dollars = page.getByRole('region', { name: 'USD balances' })
    await expect(dollars).toContainText('$')
    await expect(page.getByRole('region', { name: 'CAD balances' })).toContainText('CA$')
    await dollars.getByRole('button', { name: 'Show as table' }).click()
    await expect(dollars.getByRole('table').getByRole('row').nth(20)).toBeVisible()
  })

  const note = 'dinner with Kim'
  const tag = 'with friends'
  let merchant = ''
  await test.step('a note, a tag and a flag on a pending transaction stay when it posts', async () => {
    await page.goto('/transactions')
    await page.getByRole('tab', { name: 'Pending' }).click()
    await expect(page.getByRole('tab', { name: 'Pending' })).toHaveAttribute('aria-selected', 'true')
    const table = page.getByRole('table', { name: 'Transactions' })
    // The pretend bank lets a tip change this one, and names the pending transaction that it replaced.
    const row = table
      .getByRole('row')
      .filter({ has: page.getByRole('link') })
      .first()
    merchant = (await row.getByRole('link').first().textContent()) ?? ''
    await row.getByRole('link').first().click()
    const details = page.getByRole('dialog')
    await details.getByRole('textbox', { name: 'Note' }).fill(note)
    await details.getByRole('button', { name: 'Save note' }).click()
    await expect(details.getByText('Saved')).toBeVisible()
    await details.getByRole('combobox', { name: 'Tags' }).fill(tag)
    await untilTaken(page, () => details.getByRole('combobox', { name: 'Tags' }).press('Enter'))
    await untilTaken(page, () => details.getByRole('button', { name: 'Flag', exact: true }).click())
    await expect(details.getByText('Saved').last()).toBeVisible()

    for (const bank of [PLATYPUS, DOMINION]) {
      await makeItHappen(page, bank, 'Pending ones post')
      await expect(page.getByText(/pending transactions? posts?/).last()).toBeVisible()
    }
    await expect(async () => {
      await page.goto('/transactions?state=pending')
      await expect(page.getByText('Nothing is pending')).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
    await page.goto(`/transactions?q=${encodeURIComponent(note)}`)
    await expect(table.getByRole('row').filter({ hasText: merchant })).toHaveCount(1)
    await table.getByRole('link', { name: merchant }).first().click()
    await expect(details.getByRole('textbox', { name: 'Note' })).toHaveValue(note)
    await expect(details.getByRole('button', { name: `Remove tag ${tag}` })).toBeVisible()
    await expect(details.getByRole('button', { name: 'Flag', exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await expect(details.getByText('First reported, pending')).toBeVisible()
  })

  await test.step('new transactions arrive by themselves', async () => {
    await makeItHappen(page, PLATYPUS, 'New transactions arrive')
    await expect(async () => {
      await page.goto('/transactions?state=pending')
      await expect(page.getByRole('table', { name: 'Transactions' })).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
  })

  await test.step('the bank asks for a new login, and a reconnect mends it without loss', async () => {
    const before = await census(page, [PLATYPUS, DOMINION])
    await makeItHappen(page, PLATYPUS, 'Bank asks for a new login')
    await expect(async () => {
      await page.goto('/dashboard')
      await expect(page.getByRole('alert').filter({ hasText: PLATYPUS })).toBeVisible({ timeout: 5_000 })
    }).toPass({ timeout: 60_000 })
    const banner = page.getByRole('alert').filter({ hasText: PLATYPUS })

    // Cancelling changes nothing.
    await banner.getByRole('button', { name: 'Reconnect' }).click()
    await linkDialog(page).getByRole('button', { name: 'Close' }).click()
    await expect(linkDialog(page)).toBeHidden()
    await expect(banner).toBeVisible()

    await banner.getByRole('button', { name: 'Reconnect' }).click()
    await linkDialog(page).getByRole('button', { name: 'Continue' }).click()
    await signInAtBank(linkDialog(page))
    await linkDialog(page).getByRole('button', { name: 'Finish' }).click()
    await expect(banner).toBeHidden()
    await waitForImport(page, PLATYPUS)
    await expect(connection(page, PLATYPUS).getByRole('button', { name: 'Reconnect' })).toHaveCount(0)
    expect(await census(page, [PLATYPUS, DOMINION])).toEqual(before)
  })
})
