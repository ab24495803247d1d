import { DEMO_EMAIL, DEMO_PASSWORD } from '@/lib/auth/demo-access'
import { hashPassword } from '@/lib/crypto/password'
import { listItems } from '@/lib/db/item-reads'
import { countCompletedIntents } from '@/lib/db/link-intents'
import { endFirstSteps } from '@/lib/db/overview-reads'
import { createUser, findCredentials, findPerson } from '@/lib/db/users'
import { linkSampleBanks, SAMPLE_BANKS } from '@/lib/demo/sample-banks'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { askEmulator } from '@/lib/plaid/emulator-control'
import { runtime } from '@/lib/runtime'
import { seedByHand } from './seed-by-hand'
import { seedChoices } from './seed-choices'

const PATIENCE_MS = 60_000

/**
 * Makes the demo's person, if there is none yet, and connects their banks by the same steps as in a browser: a link
 * token, a visit to Link, the exchange, and the syncs that follow.
 *
 * @throws Error when Plaid is not emulated, or when the import does not finish.
 */
export async function seedDemo(): Promise<{ email: string; password: string }> {
  const login = { email: DEMO_EMAIL, password: DEMO_PASSWORD }
  if (env().plaidEnv !== 'emulator')
    throw new Error('Only an emulated Plaid can populate the demo; set PLAID_ENV to emulator')
  const { db, plaid, emulator, clock, queue } = await runtime()
  const context = { db, plaid, clock, queue, tokenKeys: env().tokenKeys, log: logger }
  const { userId, householdId } = await demoPerson()
  // Killed in the middle, it goes on where it was; once complete, the demo is left as its person has made it.
  const isComplete = (await countCompletedIntents(db, householdId)) >= SAMPLE_BANKS.length
  const person = { userId, householdId }
  const ask = (request: Request) => askEmulator({ env: env(), emulator }, request)
  const connected = isComplete ? 0 : await linkSampleBanks(context, ask, person)
  if (connected > 0) {
    await finishImports(householdId)
    await seedByHand(db, householdId, clock)
    await seedChoices(db, person, clock)
    // A household with two years behind it has taken them long ago.
    await endFirstSteps(db, person, clock.now())
  }
  return login
}

async function demoPerson(): Promise<{ userId: string; householdId: string }> {
  const { db, clock } = await runtime()
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
  const passwordHash = await hashPassword(DEMO_PASSWORD)
  const created = await createUser(
    db,
    { email: DEMO_EMAIL, name: 'Robin Marsh', passwordHash, timeZone },
    clock.now(),
  )
  if (created) return created
  const credentials = await findCredentials(db, DEMO_EMAIL)
  const person = credentials && (await findPerson(db, credentials.userId))
  if (!person) throw new Error("The demo's person is incomplete; begin anew with: npm run demo -- --reset")
  return person
}

/** Works off the queue until every bank has given its whole history. */
async function finishImports(householdId: string): Promise<void> {
  const { db, worker, context } = await runtime()
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    await worker.drain()
    const items = await listItems(db, householdId)
    if (items.every(({ health }) => health === 'healthy')) return
    await context.sleep(250)
  }
  throw new Error('The demo banks did not finish their import within a minute')
}
