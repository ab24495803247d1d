import { once } from 'node:events'
import { createServer } from 'node:http'
import { type BrowserContext, test as base, expect, type Locator, type Page } from '@playwright/test'
import type { PlaidHandler, PlaidLinkOnEventMetadata } from 'react-plaid-link'
import { type StandaloneEmulator, startEmulator } from './link-emulator'

/** Nothing but the emulator's script and its answers: no inline script or style, and no style sheet at all. */
const policyFor = (emulator: string) =>
  `default-src 'none'; script-src ${emulator}; connect-src ${emulator}; base-uri 'none'; form-action 'none'`

const shopFor = (emulator: string) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Corner Shop</title></head>
  <body>
    <main><h1>Corner Shop</h1><button type="button">Connect a bank</button><div id="embed"></div></main>
    <script src="${emulator}/link-stand-in.js"></script>
  </body>
</html>`

declare global {
  interface Window {
    handler: PlaidHandler
    told: (name: string, ...given: unknown[]) => void
  }
}

/** A page of somebody's shop that uses Link, and what Link told it. */
export interface Shop {
  page: Page
  link: Locator
  /** Every callback, in order: its name and what it was given. */
  told: [name: string, ...given: unknown[]][]
  /** Where the shop is. */
  address: string
  /** Opens the shop, makes a link and opens that. `receivedRedirectUri` as after a visit to a bank. */
  open(token: string, receivedRedirectUri?: string): Promise<void>
  /** The same on the page that is shown already. */
  begin(token: string, receivedRedirectUri?: string): Promise<void>
  /** Up to the login of the bank with this name. */
  choose(bank: string | RegExp): Promise<void>
  signIn(username?: string, password?: string): Promise<void>
  press(button: string | RegExp): Promise<void>
  /** What a callback was given, once it has been called. */
  outcome(name: 'onSuccess' | 'onExit'): Promise<unknown[]>
  /** Names of the events told so far. */
  events(): string[]
  /** The metadata of the events with a name. */
  event(name: string): PlaidLinkOnEventMetadata[]
}

/**
 * Playwright's test with an emulator of its own, shared by the tests of a worker, and a shop on a page under a strict
 * policy. A request elsewhere, a breach of the policy and an error that nobody caught fail the test.
 */
export const test = base.extend<
  { shop: Shop; page: Page },
  { emulator: StandaloneEmulator; town: BrowserContext; address: string }
>({
  emulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from here.
    async ({}, use) => {
      const emulator = await startEmulator()
      await use(emulator)
      await emulator.stop()
    },
    { scope: 'worker' },
  ],
  // Anywhere but at the emulator, as a shop would be: a redirect must lead to a real server.
  address: [
    async ({ emulator }, use) => {
      const server = createServer((_, response) => {
        response.writeHead(200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': policyFor(emulator.base),
        })
        response.end(shopFor(emulator.base))
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const bound = server.address()
      if (bound === null || typeof bound === 'string') throw new Error('no port for the shop')
      await use(`http://127.0.0.1:${bound.port}/`)
      server.closeAllConnections()
      server.close()
    },
    { scope: 'worker' },
  ],
  // One context for all tests of a worker: nothing here is remembered by a browser.
  town: [
    async ({ browser }, use) => {
      const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'en-US' })
      await use(context)
      await context.close()
    },
    { scope: 'worker' },
  ],
  page: async ({ town, emulator, address }, use) => {
    const problems: string[] = []
    const page = await town.newPage()
    await page.setViewportSize({ width: 1280, height: 860 })
    page.on('request', (request) => {
      if (![`${emulator.base}/`, address].some((known) => request.url().startsWith(known)))
        problems.push(`a request to ${request.url()}`)
    })
    page.on('console', (message) => {
      // A refusal of the emulator is an answer with status 400, which the console shows as an error.
      const isExpected = /status of 400/.test(message.text())
      if (message.type() === 'error' && !isExpected) problems.push(`console: ${message.text()}`)
    })
    page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`))
    await use(page)
    await Promise.all(town.pages().map((open) => open.close()))
    expect(problems, 'what went wrong without showing').toEqual([])
  },
  shop: async ({ page, address }, use) => {
    const told: Shop['told'] = []
    await page.exposeFunction('told', (name: string, ...given: unknown[]) => told.push([name, ...given]))
    const link = page.getByRole('dialog', { name: 'Plaid Link' })

    async function begin(token: string, receivedRedirectUri?: string) {
      await page.evaluate(
        ([linkToken, received]) => {
          window.handler = window.Plaid.create({
            token: linkToken ?? '',
            ...(received === undefined ? {} : { receivedRedirectUri: received }),
            onLoad: () => window.told('onLoad'),
            onSuccess: (...given) => window.told('onSuccess', ...given),
            onExit: (...given) => window.told('onExit', ...given),
            onEvent: (...given) => window.told('onEvent', ...given),
          })
          window.handler.open()
        },
        [token, receivedRedirectUri],
      )
      await expect(link).toBeVisible()
    }

    const event: Shop['event'] = (name) =>
      told.flatMap(([callback, given, metadata]) =>
        callback === 'onEvent' && given === name && isMetadata(metadata) ? [metadata] : [],
      )

    await use({
      page,
      link,
      address,
      told,
      begin,
      async open(token, receivedRedirectUri) {
        await page.goto(address)
        await begin(token, receivedRedirectUri)
      },
      async choose(bank) {
        await link.getByRole('button', { name: 'Continue' }).click()
        await link.getByRole('button', { name: bank }).click()
      },
      async signIn(username = 'user_good', password = 'pass_good') {
        await link.getByRole('textbox', { name: 'Username' }).fill(username)
        await link.getByLabel('Password', { exact: true }).fill(password)
        await link.getByRole('button', { name: 'Sign in' }).click()
      },
      press: (button) => link.getByRole('button', { name: button, exact: true }).click(),
      async outcome(name) {
        const given = () => told.find(([callback]) => callback === name)
        await expect.poll(given, { message: name, intervals: [10, 20, 50, 100] }).toBeDefined()
        await expect(link).toBeHidden()
        return given()?.slice(1) ?? []
      },
      events: () => told.flatMap(([callback, name]) => (callback === 'onEvent' ? [String(name)] : [])),
      event,
    })
  },
})

export { expect }

function isMetadata(value: unknown): value is PlaidLinkOnEventMetadata {
  return typeof value === 'object' && value !== null && 'link_session_id' in value
}
