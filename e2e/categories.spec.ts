import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const BANK = 'First Platypus Bank'

test('a category of one’s own is made, used and deleted; one of the app’s is renamed and given back', async ({
  page,
}) => {
  test.slow()
  await page.setViewportSize({ width: 390, height: 844 })
  await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  const group = page.getByRole('region', { name: 'Boat', exact: true })
  const dialog = (name: string) => page.getByRole('dialog', { name })

  await test.step('a group of its own, with a category in it', async () => {
    await page.goto('/categories')
    await page.getByRole('button', { name: 'New group' }).click()
    await dialog('New group').getByRole('textbox', { name: 'Name' }).fill('Boat')
    await dialog('New group').getByRole('button', { name: 'Create' }).click()
    await expect(group).toContainText('No categories in it yet.')
    await page.getByRole('button', { name: 'Add to Boat' }).click()
    await dialog('New category').getByRole('textbox', { name: 'Name' }).fill('Berth')
    await dialog('New category').getByRole('radio', { name: 'Rose', exact: true }).check()
    await dialog('New category').getByRole('button', { name: 'Create' }).click()
    await expect(group.getByRole('listitem')).toContainText('Berth')
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  })

  await test.step('a rule puts transactions in it, which are counted', async () => {
    await page.goto('/rules/new?text=e')
    await page.getByRole('button', { name: /^Category/ }).click()
    await page.getByPlaceholder('Search').fill('Berth')
    await page.getByRole('option', { name: /Berth/ }).click()
    await page.getByRole('button', { name: 'Save rule' }).click()
    await page.waitForURL('**/rules')
    await expect(page.getByText('category Boat · Berth')).toBeVisible()
    await expect(async () => {
      await page.goto('/categories')
      await expect(group.getByRole('link', { name: /\d transactions? in Berth/ })).toBeVisible({
        timeout: 5_000,
      })
    }).toPass({ timeout: 60_000 })
    await group.getByRole('link', { name: /transactions? in Berth/ }).click()
    await expect(page.getByRole('table', { name: 'Transactions' }).getByRole('link').first()).toBeVisible()
  })

  await test.step('one of the app’s is renamed, and called so where it is chosen', async () => {
    await page.goto('/categories')
    await page.getByRole('button', { name: 'Edit Groceries' }).click()
    const form = dialog('Edit Groceries')
    await expect(form.getByText('The app calls it Groceries.')).toBeVisible()
    await form.getByRole('textbox', { name: 'Name' }).fill('Weekly shop')
    await form.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('button', { name: 'Edit Weekly shop' })).toBeVisible()
    await page.getByRole('button', { name: 'Edit Weekly shop' }).click()
    await dialog('Edit Weekly shop').getByRole('button', { name: 'Back to how the app has it' }).click()
    await expect(page.getByRole('button', { name: 'Edit Groceries' })).toBeVisible()
  })

  await test.step('it is deleted: what hangs on it is said, and goes to another', async () => {
    await page.getByRole('button', { name: 'Edit Berth' }).click()
    await dialog('Edit Berth').getByRole('button', { name: 'Delete' }).click()
    const question = page.getByRole('alertdialog', { name: 'Delete Berth?' })
    await expect(question).toContainText('1 rule uses it.')
    await question.getByRole('combobox', { name: 'They get the category' }).selectOption({ label: 'Lodging' })
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect(question).toBeHidden()
    await expect(group).toContainText('No categories in it yet.')
    await expect(page.getByRole('link', { name: /\d transactions? in Lodging/ })).toBeVisible()

    await page.getByRole('button', { name: 'Edit Boat' }).click()
    await dialog('Edit Boat').getByRole('button', { name: 'Delete' }).click()
    await page
      .getByRole('alertdialog', { name: 'Delete Boat?' })
      .getByRole('button', { name: 'Delete' })
      .click()
    await expect(group).toHaveCount(0)
    await page.goto('/rules')
    await expect(page.getByText('category Travel · Lodging')).toBeVisible()
  })
})
