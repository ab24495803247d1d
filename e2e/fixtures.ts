import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { type BrowserContext, test as base, expect, type Page, type Response } from '@playwright/test'
import { runFolder } from './secrets'

/** What a test sees besides the pages: everything that went wrong without showing. */
export interface Watch {
  /** Accepts console errors that match, in a test that provokes them (a page that is not found says so in the console). */
  expectConsole(pattern: RegExp): void
  /** A second person's browser, watched like the first. */
  anotherPerson(): Promise<Page>
  /** Whether the story is run to be watched (npm run e2e:demo). */
  demo: boolean
}

/** A person who signed up. */
export interface Person {
  email: string
  password: string
  name: string
}

/**
 * Playwright's test, in which every page fails the test on a request to any other machine, on a violation of the
 * Content-Security-Policy, on an error in the console and on one that nobody caught. What the server answers is kept
 * for the search for secrets at the end of the run.
 */
export const test = base.extend<{ watch: Watch }>({
  // Automatic: a test that does not ask for it is watched as well.
  watch: [
    async ({ context, browser, contextOptions }, use) => {
      const problems: string[] = []
      const accepted: RegExp[] = []
      const pending = new Set<Promise<void>>()
      const others: BrowserContext[] = []
      watchContext(context, problems, pending)
      await use({
        demo: process.env.E2E_DEMO === '1',
        expectConsole: (pattern) => accepted.push(pattern),
        async anotherPerson() {
          const other = await browser.newContext(contextOptions)
          others.push(other)
          watchContext(other, problems, pending)
          return other.newPage()
        },
      })
      await Promise.all(pending)
      await Promise.all(others.map((other) => other.close()))
      const unexpected = problems.filter((problem) => !accepted.some((pattern) => pattern.test(problem)))
      expect(unexpected, 'what went wrong without showing').toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

function watchContext(context: BrowserContext, problems: string[], pending: Set<Promise<void>>): void {
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (/^(data|blob|about):$/.test(url.protocol) || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname))
      return
    problems.push(`a request to ${url.origin}`)
  })
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`)
    // React's and the browser's warnings about the policy do not all come as errors.
    else if (/content security policy/i.test(message.text())) problems.push(`policy: ${message.text()}`)
  })
  context.on('weberror', (error) =>
    problems.push(`uncaught: ${error.error().stack ?? error.error().message}`),
  )
  context.on('response', (response) => {
    const kept = keep(response).finally(() => pending.delete(kept))
    pending.add(kept)
  })
}

const texts =
  /^(text\/|application\/(json|javascript|x-javascript|manifest|problem\+json|ld\+json)|image\/svg)/

/** Files of the build that have been kept: they stay the same for as long as it is served. */
const keptFiles = new Set<string>()

/** Keeps an answer's headers and, where it is text, its body. */
async function keep(response: Response): Promise<void> {
  const url = response.url()
  if (keptFiles.has(url)) return
  const headers = await response.allHeaders().catch(() => ({}) as Record<string, string>)
  const isText = texts.test(headers['content-type'] ?? '')
  // The body of a redirect, or of a page that was left before it had come, cannot be had.
  const body = isText ? await response.text().catch(() => '') : ''
  if (body !== '' && new URL(url).pathname.startsWith('/_next/static/')) keptFiles.add(url)
  // A session's own cookie is meant for this browser.
  const { 'set-cookie': _, ...shown } = headers
  const folder = path.join(runFolder(), 'answers')
  await mkdir(folder, { recursive: true })
  await writeFile(
    path.join(folder, `${randomUUID()}.txt`),
    `${response.status()} ${url}\n${JSON.stringify(shown)}\n\n${body}`,
  )
}

/** Somebody who has not signed up yet. */
export function newPerson(wishes: Partial<Person> = {}): Person {
  return {
    email: `${randomUUID()}@example.test`,
    password: `a long pass phrase ${randomUUID().slice(0, 8)}`,
    name: 'Robin Waters',
    ...wishes,
  }
}

/** Signs a new person up through the page for that, and waits for their dashboard. */
export async function signUp(page: Page, wishes: Partial<Person> = {}): Promise<Person> {
  const person = newPerson(wishes)
  await page.goto('/sign-up')
  await page.getByRole('textbox', { name: 'Name' }).fill(person.name)
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  // Never to be seen again: the search for secrets looks for it as well.
  await appendFile(path.join(runFolder(), 'passwords.txt'), `${person.password}\n`)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL('**/dashboard')
  return person
}

/** Signs a person in who has signed up before. */
export async function signIn(page: Page, person: Pick<Person, 'email' | 'password'>): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('textbox', { name: 'Email' }).fill(person.email)
  await page.getByLabel('Password', { exact: true }).fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/dashboard')
}
