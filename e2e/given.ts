import { appendFile } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { expect, newPerson, type Person } from './fixtures'
import { runFolder } from './secrets'
import { actionsOfBuild, callAction } from './server-actions'

// What a test begins with and does not try: made by the requests that the pages would send. The pages for it have tests
// of their own.

const origin = `http://localhost:${process.env.E2E_PORT}`
let known: ReturnType<typeof actionsOfBuild> | undefined

/** @returns what the server answered, as text. */
async function call(page: Page, name: string, input: unknown): Promise<string> {
  known ??= actionsOfBuild()
  const action = (await known).get(name)
  if (!action) throw new Error(`The build has no action ${name}`)
  return (await callAction(page, origin, action, [input])).text()
}

/** Somebody who has just signed up, and is on their dashboard. */
export async function givenPerson(page: Page, wishes: Partial<Person> = {}): Promise<Person> {
  const person = newPerson(wishes)
  const { email, password } = person
  await appendFile(path.join(runFolder(), 'passwords.txt'), `${password}\n`)
  expect(
    await call(page, 'lib/auth/actions.ts signUp', { ...person, timeZone: 'America/New_York' }),
  ).toContain('"ok":true')
  const { csrfToken } = z
    .object({ csrfToken: z.string() })
    .parse(await (await page.request.get(`${origin}/api/auth/csrf`)).json())
  const signedIn = await page.request.post(`${origin}/api/auth/callback/credentials`, {
    form: { csrfToken, email, password, callbackUrl: origin, json: 'true' },
  })
  expect(signedIn.status()).toBe(200)
  await page.goto('/dashboard')
  return person
}

const institutions = z.object({
  institutions: z.array(
    z.object({ institution_id: z.string(), name: z.string(), products: z.array(z.string()) }),
  ),
})

/** Connects a bank with its two years, as Link's visit does that shares every account. */
export async function givenBank(page: Page, bank: string): Promise<void> {
  const plaid = async (route: string, body: object): Promise<unknown> => {
    const data = { client_id: 'emulator', secret: 'emulator', ...body }
    const response = await page.request.post(`${origin}/plaid-emulator${route}`, { data })
    expect(response.status(), route).toBe(200)
    return response.json()
  }
  const found = await plaid('/institutions/search', {
    query: bank,
    products: null,
    country_codes: ['US', 'CA', 'GB', 'NL'],
  })
  const institution = institutions.parse(found).institutions.find(({ name }) => name === bank)
  if (!institution) throw new Error(`No bank is called ${bank}`)
  const wanted = ['transactions', 'investments', 'liabilities']
  const { public_token: publicToken } = z.object({ public_token: z.string() }).parse(
    await plaid('/sandbox/public_token/create', {
      institution_id: institution.institution_id,
      initial_products: wanted.filter((product) => institution.products.includes(product)),
      options: { transactions: { days_requested: 730 } },
    }),
  )
  const answer = await call(page, 'lib/connections/actions.ts connectBank', {
    publicToken,
    linkSessionId: null,
    institution: { id: institution.institution_id, name: bank },
    accounts: [],
    anotherLogin: false,
  })
  expect(answer).toContain('"kind":"connected"')
}
