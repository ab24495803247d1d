import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { isThere, type Visit, visitDemo } from './visit'

// npm run pictures [-- --readme] [-- --only dashboard]: every page of the demo at 390 and 1440 px, light and dark, into
// pictures/<page>-<width>-<theme>.png, which git does not keep. With --readme those that README.md shows, into
// docs/pictures, small enough to be kept.

const root = fileURLToPath(new URL('../..', import.meta.url))
const FORMS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const
const THEMES = ['light', 'dark'] as const
/** What lies further down is cut off. */
const TALLEST = 4_000

const { values: options } = parseArgs({
  options: { readme: { type: 'boolean', default: false }, only: { type: 'string' } },
})
const isWanted = ({ name }: { name: string }) => options.only === undefined || name === options.only

type Theme = (typeof THEMES)[number]

/** A picture of README.md: a page's name (or another address of this server), and what is done there first. */
interface ReadmePicture {
  name: string
  page: string
  theme?: Theme
  width?: number
  height?: number
  query?: string
  before?: (page: Page) => Promise<void>
}

const readme: readonly ReadmePicture[] = [
  { name: 'overview', page: 'dashboard' },
  { name: 'overview-dark', page: 'dashboard', theme: 'dark' },
  { name: 'overview-phone', page: 'dashboard', width: 390, height: 844 },
  { name: 'pending', page: 'transactions', query: '?state=pending', before: writeNote },
  { name: 'connections', page: 'connections' },
  { name: 'connection', page: 'connections-one' },
  { name: 'emulator', page: '/plaid-emulator/emulator' },
  // The last one: what has happened at the bank stays.
  { name: 'reconnect', page: 'dashboard', before: askForLogin },
]

async function main(): Promise<void> {
  await visitDemo(async (visit) => {
    if (options.readme) return takeReadme(visit)
    return takeAll(visit, path.join(root, 'pictures'))
  })
}

/** Opens a page as it is seen in one form. */
async function openPage(
  visit: Visit,
  theme: Theme,
  size: { width: number; height: number },
  isPublic: boolean,
) {
  const context = await visit.browser.newContext({
    baseURL: visit.url,
    viewport: size,
    colorScheme: theme,
    reducedMotion: 'reduce',
    locale: 'en-US',
    hasTouch: size.width < 700,
    ...(isPublic ? {} : { storageState: visit.session }),
  })
  return { page: await context.newPage(), close: () => context.close() }
}

/** Once everything that comes by itself has come: charts, fonts, pictures. */
async function settle(page: Page): Promise<void> {
  await isThere(page)
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

async function takeAll(visit: Visit, folder: string): Promise<void> {
  const wanted = visit.pages.filter(isWanted)
  if (options.only === undefined) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  let count = 0
  const forms = FORMS.flatMap((size) => THEMES.map((theme) => ({ size, theme })))
  for (const { size, theme } of forms) {
    for (const isPublic of [true, false]) {
      const { page, close } = await openPage(visit, theme, size, isPublic)
      for (const { name, address } of wanted.filter((one) => one.isPublic === isPublic)) {
        await page.setViewportSize(size)
        await page.goto(address)
        await settle(page)
        await takeWhole(page, size, path.join(folder, `${name}-${size.width}-${theme}.png`))
        count += 1
      }
      await close()
    }
  }
  for (const { route } of visit.unlinked)
    process.stdout.write(`  no page of the demo links to one like ${route}\n`)
  process.stdout.write(`${count} pictures of ${wanted.length} pages in ${path.relative(root, folder)}/\n`)
}

/** The page in its full length. What sticks to the window's edge stands where a window as tall would have it. */
async function takeWhole(page: Page, size: { width: number; height: number }, file: string): Promise<void> {
  const length = await page.evaluate(() => document.documentElement.scrollHeight)
  const height = Math.min(Math.max(length, size.height), TALLEST)
  await page.setViewportSize({ width: size.width, height })
  await settle(page)
  await page.screenshot({ path: file, animations: 'disabled' })
}

async function takeReadme(visit: Visit): Promise<void> {
  const folder = path.join(root, 'docs/pictures')
  for (const {
    name,
    page: of,
    theme = 'light',
    width = 1280,
    height = 860,
    query = '',
    before,
  } of readme.filter(isWanted)) {
    const address = of.startsWith('/') ? of : visit.pages.find((page) => page.name === of)?.address
    if (address === undefined) throw new Error(`There is no page ${of}`)
    const { page, close } = await openPage(visit, theme, { width, height }, false)
    await page.goto(`${address}${query}`)
    await settle(page)
    await before?.(page)
    const picture = await reduced(await page.screenshot({ animations: 'disabled' }))
    await writeFile(path.join(folder, `${name}.png`), picture)
    process.stdout.write(`  ${name}.png, ${(picture.length / 1_024).toFixed(0)} KiB\n`)
    await close()
  }
}

/** The same in few colours: a third of the size, and no difference to be seen. */
async function reduced(picture: Buffer): Promise<Buffer> {
  const { default: sharp } = await import('sharp')
  return sharp(picture).png({ palette: true, quality: 92, effort: 10 }).toBuffer()
}

async function writeNote(page: Page): Promise<void> {
  await page.getByRole('table', { name: 'Transactions' }).getByRole('link').first().click()
  const details = page.getByRole('dialog')
  await details.getByRole('textbox', { name: 'Note' }).fill('dinner with Kim')
  await details.getByRole('button', { name: 'Save note' }).click()
  await details.getByText('Saved').waitFor()
}

/** The first bank wants a new login, by the emulator's control; the page is opened again when the app has heard of it. */
async function askForLogin(page: Page): Promise<void> {
  const control = '/plaid-emulator/emulator/items'
  const { items }: { items: { item_id: string }[] } = await (await page.request.get(control)).json()
  const [first] = items
  if (!first) throw new Error('The demo has no Item')
  // The demo's data were made by a server at another address.
  const webhook = new URL('/api/plaid/webhook', page.url()).href
  await page.request.post(`${control}/${first.item_id}/set-webhook`, { data: { webhook } })
  await page.request.post(`${control}/${first.item_id}/require-login`, { data: {} })
  const asked = page.getByRole('button', { name: 'Reconnect' }).first()
  for (let attempt = 0; attempt < 30 && !(await asked.isVisible()); attempt += 1) {
    await page.waitForTimeout(1_000)
    await page.reload()
    await settle(page)
  }
  await asked.waitFor()
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
