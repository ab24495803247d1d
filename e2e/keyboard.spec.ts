import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures'
import { givenBank, givenPerson } from './given'
import { linkDialog, untilTaken, waitForImport } from './steps'

const BANK = 'Quillstone Wallet'

/** Link's dialog has a root of its own, and so a focus of its own. */
const hasFocus = (element: Element): boolean => {
  const root = element.getRootNode()
  return (root instanceof ShadowRoot ? root : document).activeElement === element
}

/** Goes on by Tab until it is there, as somebody would who cannot press it. */
async function tabTo(page: Page, wanted: Locator, most = 80): Promise<void> {
  for (let count = 0; count < most; count += 1) {
    if (await wanted.evaluate(hasFocus)) return
    await page.keyboard.press('Tab')
  }
  await expect(wanted).toBeFocused()
}

test('the keyboard alone leads from signing in to a transaction with another category', async ({ page }) => {
  const { keyboard } = page
  const { email, password } = await givenPerson(page)
  await givenBank(page, BANK)
  await waitForImport(page, BANK)
  // Its page asks how the syncs are: without a session that is refused, which the console would say.
  await page.goto('about:blank')
  await page.context().clearCookies()

  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  await tabTo(page, page.getByRole('textbox', { name: 'Email' }))
  await keyboard.type(email)
  await tabTo(page, page.getByLabel('Password', { exact: true }))
  await keyboard.type(password)
  await keyboard.press('Enter')
  await page.waitForURL('**/dashboard')

  await tabTo(page, page.getByRole('link', { name: /^Transactions/ }).first())
  await keyboard.press('Enter')
  await page.waitForURL('**/transactions')
  const first = page.getByRole('table', { name: 'Transactions' }).getByRole('link').first()
  await expect(page.getByRole('table', { name: 'Transactions' }).getByRole('checkbox').first()).toBeEnabled()
  await keyboard.press('j')
  await expect(first).toBeFocused()
  await keyboard.press('Enter')

  const details = page.getByRole('dialog')
  const category = details.getByRole('button', { name: /^Category/ })
  await expect(category).toBeVisible()
  await expect.poll(() => details.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true)
  await tabTo(page, category)
  await keyboard.press('Enter')
  await expect(page.getByPlaceholder('Search categories')).toBeFocused()
  await keyboard.type('Coffee')
  await expect(page.getByRole('option', { name: 'Coffee', exact: true })).toBeVisible()
  await keyboard.press('Enter')
  await expect(details.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible()
  await expect(category).toHaveAccessibleName(/Coffee/)
  await keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await expect(first).toBeFocused()
  await expect(page.getByRole('table', { name: 'Transactions' })).toContainText('Coffee')
})

test('the keyboard alone connects a bank', async ({ page }) => {
  const { keyboard } = page
  await givenPerson(page)
  const open = page.getByRole('button', { name: 'Connect a bank' }).first()
  await expect(open).toBeEnabled()
  await tabTo(page, open)
  await keyboard.press('Enter')
  const link = linkDialog(page)
  await expect(link.getByRole('button', { name: 'Continue' })).toBeVisible()
  await tabTo(page, link.getByRole('button', { name: 'Continue' }))
  await keyboard.press('Enter')
  await expect(link.getByRole('textbox', { name: 'Search institutions' })).toBeVisible()
  await tabTo(page, link.getByRole('textbox', { name: 'Search institutions' }))
  await keyboard.type('Northlight')
  await expect(link.getByRole('button', { name: 'Northlight Bitcoin Wallet' })).toBeVisible()
  await expect(link.getByRole('button', { name: 'First Platypus Bank' })).toBeHidden()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(link.getByRole('textbox', { name: 'Username' })).toBeVisible()
  await tabTo(page, link.getByRole('textbox', { name: 'Username' }))
  await keyboard.type('user_good')
  await tabTo(page, link.getByLabel('Password', { exact: true }))
  await keyboard.type('pass_good')
  await keyboard.press('Enter')
  await expect(link.getByRole('checkbox').first()).toBeVisible()
  await tabTo(page, link.getByRole('button', { name: 'Continue' }))
  await keyboard.press('Enter')
  await expect(link.getByRole('button', { name: 'Finish' })).toBeVisible()
  await tabTo(page, link.getByRole('button', { name: 'Finish' }))
  await untilTaken(page, () => keyboard.press('Enter'))
  await expect(link).toBeHidden()
  await waitForImport(page, 'Northlight Bitcoin Wallet')
})

interface Stop {
  name: string
  /** Whether it comes after the one before, as the page is read. */
  inOrder: boolean
  /** Whether it can be seen where it is, and that it has the focus. */
  seen: boolean
  marked: boolean
}

/**
 * The next place that Tab leads to; null at the end of the page, also where a browser goes from its last place to its
 * first at once.
 */
async function nextStop(page: Page): Promise<Stop | null> {
  await page.keyboard.press('Tab')
  return page.evaluate(() => {
    const element = document.activeElement
    const before = document.querySelector('[data-test-before]')
    before?.removeAttribute('data-test-before')
    if (!element || element === document.body) return null
    const places = [
      ...document.querySelectorAll<HTMLElement>(
        'a[href], button, input, select, textarea, summary, [tabindex]',
      ),
    ].filter((one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility())
    if (before && before === places.at(-1) && element === places[0]) return null
    element.setAttribute('data-test-before', '')
    const box = element.getBoundingClientRect()
    const isMarked = (style: CSSStyleDeclaration) =>
      (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) ||
      style.boxShadow !== 'none'
    const around = [element, element.parentElement, element.nextElementSibling].filter((one) => one !== null)
    return {
      name: `${element.tagName.toLowerCase()} “${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40)}”`,
      inOrder: !before || Boolean(before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING),
      seen:
        box.width > 0 &&
        box.height > 0 &&
        box.right > 0 &&
        box.left < innerWidth &&
        box.bottom > 0 &&
        box.top < innerHeight,
      marked: around.some(
        (one) => isMarked(getComputedStyle(one)) || isMarked(getComputedStyle(one, '::after')),
      ),
    }
  })
}

for (const width of [1440, 390]) {
  test(`Tab leads through each page as it is read, shows where it is, and gets out again, at ${width} px`, async ({
    page,
  }) => {
    test.slow()
    await page.setViewportSize({ width, height: 900 })
    await givenPerson(page)
    await givenBank(page, BANK)
    await waitForImport(page, BANK)
    for (const address of [
      '/dashboard',
      '/transactions?state=pending',
      '/accounts',
      '/connections',
      '/budgets',
      '/settings',
    ]) {
      await page.goto(address)
      await expect(page.locator('main .animate-breathe')).toHaveCount(0)
      const skip = page.getByRole('link', { name: 'Skip to the page' })
      const first = await nextStop(page)
      expect(first?.name, `the first on ${address}`).toContain('Skip to the page')
      let stops = 1
      for (let stop = await nextStop(page); stop !== null; stop = await nextStop(page)) {
        expect(stop, `on ${address}`).toEqual({ ...stop, inOrder: true, seen: true, marked: true })
        stops += 1
        expect(stops, `places on ${address}`).toBeLessThan(400)
      }
      expect(stops, `places on ${address}`).toBeGreaterThan(10)

      if (!(await skip.evaluate((link) => link === document.activeElement))) await nextStop(page)
      await page.keyboard.press('Enter')
      expect(
        await page.evaluate(() => document.activeElement?.closest('main') !== null),
        `${address}: skipped`,
      ).toBe(true)
    }
  })
}
