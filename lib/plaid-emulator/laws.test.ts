import fc from 'fast-check'
import { CountryCode, type Transaction } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestEmulator, type TestEmulator } from './testing'
import { apply, fold, getAll, type Ledger, link, pages, sorted } from './transactions-testing'

const running: TestEmulator[] = []
beforeAll(async () => {
  for (let count = 0; count < 2; count += 1) {
    running.push(await startTestEmulator({ delays: { webhookRetryMs: 1e9 } }))
  }
})
afterAll(() => Promise.all(running.map((one) => one.stop())))

function both(): [TestEmulator, TestEmulator] {
  const [one, other] = running
  if (one === undefined || other === undefined) throw new Error('The emulators are not running.')
  return [one, other]
}

/** Something that happens to an Item between two syncs. */
type Step =
  | { kind: 'wait'; hours: number }
  | { kind: 'arrive'; count: number }
  | { kind: 'post' }
  | { kind: 'refresh' }
  | { kind: 'create'; count: number }
  | { kind: 'select'; keep: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 70 }) }),
  fc.record({ kind: fc.constant('arrive' as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.constant({ kind: 'post' as const }),
  fc.constant({ kind: 'refresh' as const }),
  fc.record({ kind: fc.constant('create' as const), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant('select' as const), keep: fc.integer({ min: 1, max: 31 }) }),
)

const lives = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 7 }),
  institution: fc.constantFrom('ins_109508', 'ins_900002', 'ins_116834'),
  username: fc.constantFrom('user_good', 'user_transactions_dynamic'),
  count: fc.integer({ min: 5, max: 200 }),
})

interface Subject {
  emulator: TestEmulator
  access_token: string
  item_id: string
  institution: string
  username: string
}

async function begin(
  emulator: TestEmulator,
  { institution, username }: Pick<Subject, 'institution' | 'username'>,
): Promise<Subject> {
  const linked = await link(emulator, { institution, username, days: 40 })
  emulator.wait(3)
  return { emulator, institution, username, ...linked }
}

/** Chooses in Link's update mode which accounts are shared: those whose bit is set, or else the first. */
async function chooseAccounts(subject: Subject, keep: number): Promise<void> {
  const { emulator, access_token, institution, username } = subject
  const { data } = await emulator.api.linkTokenCreate({
    client_name: 'Laws',
    language: 'en',
    country_codes: [CountryCode.Us, CountryCode.Gb, CountryCode.Nl],
    user: { client_user_id: 'one' },
    access_token,
    update: { account_selection_enabled: true },
  })
  const { link_token } = data
  const started = await emulator.link('start', { link_token })
  const session = { link_token, link_session_id: started.body.link_session_id }
  const signedIn = await emulator.link('credentials', {
    ...session,
    institution_id: institution,
    username,
    password: 'pass_good',
  })
  const ids: string[] = Object(signedIn.body).accounts.map(({ id }: { id: string }) => id)
  const kept = ids.filter((_, index) => (keep >> index) % 2 === 1)
  const account_ids = kept.length > 0 ? kept : ids.slice(0, 1)
  expect((await emulator.link('finish', { ...session, account_ids })).status).toBe(200)
}

async function live(subject: Subject, next: Step): Promise<void> {
  const { emulator, access_token, item_id, username } = subject
  switch (next.kind) {
    case 'wait':
      emulator.wait(next.hours * 3600)
      return
    case 'arrive':
      await emulator.control(`/items/${item_id}/arrive`, { count: next.count })
      return
    case 'post':
      await emulator.control(`/items/${item_id}/post-pending`)
      return
    case 'select':
      await chooseAccounts(subject, next.keep)
      return
    case 'refresh':
      await emulator.api.transactionsRefresh({ access_token })
      return
    case 'create': {
      if (username === 'user_good') return
      const today = (await emulator.emulator.now()).toISOString().slice(0, 10)
      const { data } = await emulator.api.accountsGet({ access_token })
      if (data.accounts.every(({ type }) => type !== 'depository')) return
      await emulator.api.sandboxTransactionsCreate({
        access_token,
        transactions: Array.from({ length: next.count }, (_, index) => ({
          date_transacted: today,
          date_posted: today,
          amount: 5 + index,
          description: `WRITTEN ${index}`,
        })),
      })
    }
  }
}

describe('what sync says', () => {
  it('adds up to the truth from every earlier cursor, whatever has happened since, and so does get', async () => {
    const [emulator] = both()
    await fc.assert(
      fc.asyncProperty(lives, async ({ steps, count, ...who }) => {
        const subject = await begin(emulator, who)
        const { access_token } = subject
        const ledger: Ledger = new Map()
        const checkpoints: { cursor: string; ledger: Ledger }[] = [{ cursor: '', ledger: new Map() }]
        let cursor = ''
        for (const next of [null, ...steps]) {
          if (next !== null) await live(subject, next)
          const run = await pages(emulator, access_token, cursor, count)
          for (const page of run.pages) {
            expect(page.added.length + page.modified.length + page.removed.length).toBeLessThanOrEqual(count)
            for (const { transaction_id } of page.added) expect(ledger.has(transaction_id)).toBe(false)
            for (const { transaction_id } of page.modified) expect(ledger.has(transaction_id)).toBe(true)
            apply(ledger, page)
          }
          cursor = run.cursor
          checkpoints.push({ cursor, ledger: new Map(ledger) })
        }
        const truth = sorted(await fold(emulator, access_token))
        for (const checkpoint of checkpoints) {
          const rest = await pages(emulator, access_token, checkpoint.cursor, 500)
          for (const page of rest.pages) apply(checkpoint.ledger, page)
          expect(sorted(checkpoint.ledger)).toEqual(truth)
        }
        const { rows } = await getAll(emulator, access_token)
        expect(sorted(new Map(rows.map((row) => [row.transaction_id, row])))).toEqual(truth)
        const dates = rows.map(({ date }) => date)
        expect(dates).toEqual([...dates].sort().reverse())
      }),
      { numRuns: 10 },
    )
  }, 60_000)

  it('adds up account by account to what it says of all of them', async () => {
    const [emulator] = both()
    await fc.assert(
      fc.asyncProperty(lives, async ({ steps, ...who }) => {
        const subject = await begin(emulator, who)
        const { access_token } = subject
        const { data } = await emulator.api.accountsGet({ access_token })
        const streams = data.accounts.map(({ account_id }) => ({
          account_id,
          cursor: '',
          ledger: new Map<string, Transaction>(),
        }))
        for (const next of [null, ...steps.filter(({ kind }) => kind !== 'select').slice(0, 3)]) {
          if (next !== null) await live(subject, next)
          for (const stream of streams) {
            const run = await pages(emulator, access_token, stream.cursor, 500, {
              account_id: stream.account_id,
            })
            for (const page of run.pages) apply(stream.ledger, page)
            stream.cursor = run.cursor
          }
        }
        const together: Ledger = new Map(streams.flatMap(({ ledger }) => [...ledger]))
        expect(sorted(together)).toEqual(sorted(await fold(emulator, access_token)))
      }),
      { numRuns: 4 },
    )
  }, 60_000)
})

describe('the world', () => {
  /** Rows without what follows from the Item's id. */
  async function plain({ emulator, access_token }: Subject): Promise<string[]> {
    const { data } = await emulator.api.accountsGet({ access_token })
    const names = new Map(data.accounts.map(({ account_id, name, mask }) => [account_id, `${name} ${mask}`]))
    return sorted(await fold(emulator, access_token))
      .map((row: Transaction) =>
        JSON.stringify({
          ...row,
          transaction_id: null,
          account_id: names.get(row.account_id),
          pending_transaction_id: row.pending_transaction_id !== null,
        }),
      )
      .sort()
  }

  it('is the same for the same login on another emulator that lives through the same, but for the ids', async () => {
    const [one, other] = both()
    other.wait(((await one.emulator.now()).getTime() - (await other.emulator.now()).getTime()) / 1000)
    await fc.assert(
      fc.asyncProperty(lives, async ({ steps, ...who }) => {
        const subjects = [await begin(one, who), await begin(other, who)]
        for (const next of steps) for (const subject of subjects) await live(subject, next)
        const [here, there] = await Promise.all(subjects.map(plain))
        expect(here?.length).toBeGreaterThan(0)
        expect(here).toEqual(there)
      }),
      { numRuns: 5 },
    )
  }, 60_000)
})
