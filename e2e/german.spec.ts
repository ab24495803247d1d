import type { Locator, Page } from '@playwright/test'
import { LOCALE_COOKIE } from '../lib/i18n/locales'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { waitForImport } from './steps'

const EUROS = 'Noorderkade Bank'

/** Words of the navigation that German does not have. */
const ENGLISH =
  /\b(Overview|Transactions|Accounts|Recurring|Investments|Reports|Connections|Rules|Categories|Notifications|Settings|More|Search|Sign out)\b/

const navigation = (page: Page): Locator =>
  page.getByRole('navigation', { name: 'Hauptmenü' }).filter({ visible: true })

async function wordsOf(place: Locator): Promise<string> {
  return (await place.allInnerTexts()).join(' ').replaceAll(/\s+/g, ' ')
}

test.describe('a browser that asks for German', () => {
  test.use({ locale: 'de-DE' })

  test('is answered in German everywhere, until its person chooses otherwise', async ({
    page,
    context,
    baseURL,
  }) => {
    test.slow()
    await test.step('on the way in', async () => {
      await page.goto('/')
      await expect(page.locator('html')).toHaveAttribute('lang', 'de')
      await expect(page).toHaveTitle(/Evenkeel/)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Wissen, wo Sie stehen/)
      await page.getByRole('main').getByRole('link', { name: 'Anmelden' }).first().click()
      await expect(page.getByRole('heading', { level: 1, name: 'Anmelden' })).toBeVisible()
    })

    // Banks are connected in English, as in every other test.
    const english = { name: LOCALE_COOKIE, value: 'en', url: baseURL ?? '' }
    await context.addCookies([english])
    const person = await givenPerson(page)
    await givenBank(page, EUROS)
    await waitForImport(page, EUROS)
    // Its page asks how the syncs are: without a session that is refused, which the console would say.
    await page.goto('about:blank')
    await context.clearCookies()

    await test.step('after signing in', async () => {
      await page.goto('/sign-in')
      await page.getByRole('textbox', { name: 'E-Mail' }).fill(person.email)
      await page.getByLabel('Passwort', { exact: true }).fill(person.password)
      await page.getByRole('button', { name: 'Anmelden' }).click()
      await page.waitForURL('**/dashboard')
      await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible()
      await expect(page.getByRole('region', { name: 'Salden in EUR' })).toContainText(/\d,\d{2}\s€/)
      await expect(navigation(page).getByRole('link', { name: /^Umsätze/ })).toBeVisible()
      expect(await wordsOf(navigation(page))).not.toMatch(ENGLISH)
    })

    await test.step('in the list of transactions', async () => {
      await page.goto('/transactions?state=posted')
      await expect(page.getByRole('heading', { level: 1, name: 'Umsätze' })).toBeVisible()
      await expect(page.getByRole('list', { name: 'Summen je Währung' })).toContainText(/\d,\d{2}\s€/)
      const table = page.getByRole('table', { name: 'Umsätze' })
      await expect(table.getByRole('link').first()).toBeVisible()
      expect(await wordsOf(table)).toMatch(/\d{1,2}\. \p{L}/u)
      expect(await wordsOf(page.getByRole('main'))).not.toMatch(
        /\b(Pending|Posted|Review|Filters|Category)\b/,
      )
    })

    await test.step('on a phone, where no word is cut off and nothing is wider than the screen', async () => {
      await page.setViewportSize({ width: 390, height: 844 })
      for (const path of [
        '/dashboard',
        '/transactions',
        '/accounts',
        '/connections',
        '/budgets',
        '/settings',
      ]) {
        await page.goto(path)
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await expect(navigation(page)).toBeVisible()
        const cut = await navigation(page)
          .locator('span.truncate')
          .evaluateAll((spans) =>
            spans.filter((span) => span.scrollWidth > span.clientWidth + 1).map((span) => span.textContent),
          )
        expect(cut, path).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390)
      }
      await page.setViewportSize({ width: 1280, height: 860 })
    })

    await test.step('and as another language writes it, once that is chosen', async () => {
      await page.goto('/settings')
      const language = page.getByRole('region', { name: 'Sprache' })
      await expect(language.getByRole('combobox')).toHaveValue('')
      await expect(language.getByText('Der Browser wünscht Deutsch.')).toBeVisible()
      await language.getByRole('combobox').selectOption({ label: 'English (UK)' })
      await language.getByRole('button', { name: 'Sprache speichern' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', 'en-GB')
      await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('en-GB')

      await page.goto('/transactions?state=posted')
      const table = page.getByRole('table', { name: 'Transactions' })
      await expect(table.getByRole('link').first()).toBeVisible()
      const words = await wordsOf(page.getByRole('main'))
      expect(words).toMatch(/€[\d,]+\.\d{2}/)
      expect(words).toMatch(/\b\d{1,2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)/)
      expect(words).not.toMatch(
        /\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{1,2}\b(?! \d{4})/,
      )
    })

    await test.step('until the browser’s own wish counts again', async () => {
      await page.goto('/settings')
      await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'As the browser asks' })
      await page.getByRole('button', { name: 'Save language' }).click()
      await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible()
      await expect(page.locator('html')).toHaveAttribute('lang', 'de')
    })
  })

  test('is told in German that there is nothing at an address', async ({ page, watch }) => {
    watch.expectConsole(/404/)
    await page.goto('/nowhere')
    await expect(page.getByRole('heading', { name: 'Unter dieser Adresse ist nichts' })).toBeVisible()
  })
})

test.describe('a browser without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('can choose its language at the foot of the front page', async ({ page }) => {
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^See where you stand/)
    await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: 'Deutsch (Schweiz)' })
    await page.getByRole('button', { name: 'Change' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Wissen, wo Sie stehen/)
    await page.goto('/sign-up')
    await expect(page.locator('html')).toHaveAttribute('lang', 'de-CH')
    await expect(page.getByRole('button', { name: 'Registrieren' })).toBeVisible()
  })
})
