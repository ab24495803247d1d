import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What WCAG 2.2 AA and good practice find fault with on a page, a line each; by `contrast`, its colours alone. */
export async function findings(page: Page, rules: 'all' | 'contrast' = 'all'): Promise<string[]> {
  // The checker stays in a page that it has come to once: to bring it again would cost more than the look.
  const isThere = await page.evaluate(() => 'axe' in window)
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) })
    // In the page itself, and not in another one for each look.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
  const { violations } = await (rules === 'all'
    ? axe.withTags(tags)
    : axe.withRules('color-contrast')
  ).analyze()
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
  )
}
