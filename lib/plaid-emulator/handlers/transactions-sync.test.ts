import { PersonalFinanceCategoryVersion, Products } from 'plaid'
import { afterEach, describe, expect, it } from 'vitest'
import messages from '@/lib/i18n/messages/en.json'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'
import { link, pages } from '../transactions-testing'

const running: TestEmulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.stop()))
})

async function start(options: Parameters<typeof startTestEmulator>[0] = {}) {
  const emulator = await startTestEmulator(options)
  running.push(emulator)
  return emulator
}

describe('/transactions/sync', () => {
  it('is not ready at first, then has thirty days, then all that was asked for', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    const early = (await emulator.api.transactionsSync({ access_token })).data
    expect(early).toMatchObject({ transactions_update_status: 'NOT_READY', next_cursor: '', has_more: false })
    expect([early.added, early.modified, early.removed]).toEqual([[], [], []])

    emulator.wait(1)
    const initial = await pages(emulator, access_token)
    expect(initial.pages.at(-1)?.transactions_update_status).toBe('INITIAL_UPDATE_COMPLETE')
    const recent = initial.pages.flatMap(({ added }) => added)
    expect(recent.length).toBeGreaterThan(40)
    expect(recent.every(({ date }) => date >= '2026-02-03')).toBe(true)

    emulator.wait(2)
    const historical = await pages(emulator, access_token, initial.cursor)
    expect(historical.pages.at(-1)?.transactions_update_status).toBe('HISTORICAL_UPDATE_COMPLETE')
    const older = historical.pages.flatMap(({ added }) => added)
    expect(older.every(({ date }) => date < '2026-02-03')).toBe(true)
    const oldest = older.map(({ date }) => date).sort()[0] ?? ''
    expect(oldest >= '2024-03-05' && oldest < '2024-03-10').toBe(true)
    expect(recent.length + older.length).toBeGreaterThan(1500)
    expect(recent.length + older.length).toBeLessThan(2800)
  })

  it('goes back only as far as was asked', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { days: 10 })
    emulator.wait(3)
    const { pages: all } = await pages(emulator, access_token)
    expect(all.flatMap(({ added }) => added).every(({ date }) => date >= '2026-02-23')).toBe(true)
  })

  it('begins Transactions for an Item that did not ask for it, with the days of the first call', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { institution: 'ins_117650', products: [Products.Auth] })
    const first = await emulator.api.transactionsSync({ access_token, options: { days_requested: 60 } })
    expect(first.data.transactions_update_status).toBe('NOT_READY')
    emulator.wait(3)
    const { pages: all } = await pages(emulator, access_token)
    const oldest = all.flatMap(({ added }) => added.map(({ date }) => date)).sort()[0] ?? ''
    expect(oldest >= '2026-01-04' && oldest < '2026-01-08').toBe(true)
    expect((await emulator.api.itemGet({ access_token })).data.item.products).toContain('transactions')
  })

  it('gives at most `count` rows a page, a hundred by default, and shows the accounts of just those rows', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const usual = (await emulator.api.transactionsSync({ access_token })).data
    expect(usual.added).toHaveLength(100)
    const two = (await emulator.api.transactionsSync({ access_token, count: 2 })).data
    expect(two.added).toHaveLength(2)
    expect(two.accounts.map(({ account_id }) => account_id).sort()).toEqual(
      [...new Set(two.added.map(({ account_id }) => account_id))].sort(),
    )
  })

  it('gives the identical delta for a cursor that is sent again', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const { cursor } = await pages(emulator, access_token)
    emulator.wait(2 * 86_400)
    const [once, twice] = [
      await pages(emulator, access_token, cursor),
      await pages(emulator, access_token, cursor),
    ]
    const plain = (run: typeof once) => run.pages.map(({ request_id: _, ...rest }) => rest)
    expect(plain(once)).toEqual(plain(twice))
    expect(once.pages[0]?.added.length).toBeGreaterThan(0)
  })

  it('refuses to go on paging when the data has changed meanwhile, and starts anew from the old cursor', async () => {
    const emulator = await start()
    const { access_token, item_id } = await link(emulator)
    emulator.wait(3)
    const first = (await emulator.api.transactionsSync({ access_token, count: 100 })).data
    await emulator.control(`/items/${item_id}/arrive`, { count: 1 })
    const error = await plaidErrorOf(
      emulator.api.transactionsSync({ access_token, cursor: first.next_cursor }),
    )
    expect(error).toMatchObject({
      status: 400,
      type: 'TRANSACTIONS_ERROR',
      code: 'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION',
    })
    expect((await pages(emulator, access_token)).pages.length).toBeGreaterThan(1)
  })

  it('takes the cursor "now" as the end of what there is', async () => {
    const emulator = await start()
    const { access_token, item_id } = await link(emulator)
    emulator.wait(3)
    const { data } = await emulator.api.transactionsSync({ access_token, cursor: 'now' })
    expect(data.added).toEqual([])
    await emulator.control(`/items/${item_id}/arrive`, { count: 2 })
    const next = await emulator.api.transactionsSync({ access_token, cursor: data.next_cursor })
    expect(next.data.added).toHaveLength(2)
  })

  it('keeps a stream of its own for one account', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const [account] = (await emulator.api.accountsGet({ access_token })).data.accounts
    const options = { account_id: account?.account_id ?? '' }
    const { data } = await emulator.api.transactionsSync({ access_token, count: 500, options })
    expect(new Set(data.added.map(({ account_id }) => account_id))).toEqual(new Set([options.account_id]))
    const mixed = emulator.api.transactionsSync({ access_token, cursor: data.next_cursor })
    expect((await plaidErrorOf(mixed)).code).toBe('INVALID_FIELD')
    const unknown = emulator.api.transactionsSync({ access_token, options: { account_id: 'x' } })
    expect((await plaidErrorOf(unknown)).code).toBe('INVALID_ACCOUNT_ID')
  })

  it("refuses cursors that are nonsense or another Item's", async () => {
    const emulator = await start()
    const [one, other] = [await link(emulator), await link(emulator)]
    emulator.wait(3)
    const { cursor } = await pages(emulator, one.access_token)
    for (const wrong of [cursor, 'nonsense', Buffer.from('{"i":1}').toString('base64')]) {
      const call = emulator.api.transactionsSync({ access_token: other.access_token, cursor: wrong })
      expect((await plaidErrorOf(call)).code).toBe('INVALID_FIELD')
    }
  })

  it('pages through the stream of an account whatever happens on the others meanwhile', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { username: 'user_transactions_dynamic' })
    emulator.wait(3)
    const { data: all } = await emulator.api.accountsGet({ access_token })
    const [everyday, quiet] = [
      all.accounts.find(({ subtype }) => subtype === 'checking'),
      all.accounts.find(({ subtype }) => subtype === 'savings'),
    ]
    const read = (account_id: string, cursor = '') =>
      emulator.api.transactionsSync({ access_token, count: 1, cursor, options: { account_id } })
    const cursors = new Map<string, string>()
    for (const { account_id = '' } of [everyday ?? {}, quiet ?? {}]) {
      const { data } = await read(account_id)
      expect(data.has_more).toBe(true)
      cursors.set(account_id, data.next_cursor)
    }
    const today = '2026-03-04'
    await emulator.api.sandboxTransactionsCreate({
      access_token,
      transactions: [{ date_transacted: today, date_posted: today, amount: 1, description: 'ONE' }],
    })
    const [busyId, quietId] = [everyday?.account_id ?? '', quiet?.account_id ?? '']
    expect((await plaidErrorOf(read(busyId, cursors.get(busyId)))).code).toBe(
      'TRANSACTIONS_SYNC_MUTATION_DURING_PAGINATION',
    )
    expect((await read(quietId, cursors.get(quietId))).data.added).toHaveLength(1)
  })

  it('gives the original line only where it is asked for', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const lines = async (include_original_description: boolean) => {
      const { data } = await emulator.api.transactionsSync({
        access_token,
        options: { include_original_description },
      })
      return data.added.map((row) =>
        Object.hasOwn(row, 'original_description') ? typeof row.original_description : 'absent',
      )
    }
    expect(new Set(await lines(true))).toEqual(new Set(['string']))
    expect(new Set(await lines(false))).toEqual(new Set(['absent']))
  })

  it('speaks either version of the taxonomy, in codes that the version has', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const codes = async (version: PersonalFinanceCategoryVersion) => {
      const run = await pages(emulator, access_token, '', 500, { personal_finance_category_version: version })
      return run.pages.flatMap(({ added }) =>
        added.flatMap(({ personal_finance_category: category }) => category ?? []),
      )
    }
    const second = await codes(PersonalFinanceCategoryVersion.V2)
    const first = await codes(PersonalFinanceCategoryVersion.V1)
    expect(first).toHaveLength(second.length)
    expect(new Set(first.map(({ version }) => version))).toEqual(new Set(['v1']))
    expect(new Set(second.map(({ version }) => version))).toEqual(new Set(['v2']))
    const known = new Set(Object.keys(messages.categories.detailed))
    const details = (list: typeof first) => [...new Set(list.map(({ detailed }) => detailed))]
    for (const code of [...details(first), ...details(second)]) expect(known).toContain(code)
    for (const { primary, detailed } of [...first, ...second]) expect(detailed.startsWith(primary)).toBe(true)
    // What one version has and the other does not.
    expect(details(first)).toContain('INCOME_WAGES')
    expect(details(second)).not.toContain('INCOME_WAGES')
    expect(details(second)).toContain('INCOME_SALARY')
    for (const code of ['INCOME_SALARY', 'INCOME_CONTRACTOR', 'OTHER_OTHER']) {
      expect(details(first)).not.toContain(code)
    }
    expect(details(first).some((code) => code.endsWith('_FROM_APPS'))).toBe(false)
  })

  it('takes a count from 1 to 500 and refuses what does not fit, by name', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const sync = (body: object) =>
      emulator.post('/transactions/sync', { client_id: 'client', secret: 'secret', access_token, ...body })
    for (const count of [1, 500]) {
      expect(Object(await sync({ count })).body.added).toHaveLength(count)
    }
    for (const [body, code, message] of [
      [{ count: 0 }, 'INVALID_FIELD', 'count must be greater than or equal to 1'],
      [{ count: 501 }, 'INVALID_FIELD', 'count must be less than or equal to 500'],
      [{ count: 1.5 }, 'INVALID_FIELD', 'count must be an integer'],
      [{ cursor: 'x'.repeat(257) }, 'INVALID_FIELD', 'cursor must be at most 256 characters'],
      [
        { options: { days_requested: 0 } },
        'INVALID_FIELD',
        'options.days_requested must be greater than or equal to 1',
      ],
      [{ offset: 3 }, 'UNKNOWN_FIELDS', 'the following fields are not recognized by this endpoint: offset'],
      [
        { access_token: undefined },
        'MISSING_FIELDS',
        'the following required fields are missing: access_token',
      ],
    ] as const) {
      const answer = await sync(body)
      expect(answer).toMatchObject({
        status: 400,
        body: { error_type: 'INVALID_REQUEST', error_code: code, error_message: message },
      })
    }
  })

  it('gives cursors of at most 256 characters of base64', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    emulator.wait(3)
    const { data: shared } = await emulator.api.accountsGet({ access_token })
    const account_id = shared.accounts[0]?.account_id ?? ''
    for (const options of [{}, { account_id }]) {
      const { data } = await emulator.api.transactionsSync({ access_token, count: 1, options })
      expect(data.next_cursor).toMatch(/^[A-Za-z0-9+/]+=*$/)
      expect(data.next_cursor.length).toBeLessThanOrEqual(256)
    }
  })

  it('fails for tokens that are wrong, foreign or removed, and while the bank wants a new login', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator)
    const sync = (token: string, client = 'client') =>
      plaidErrorOf(emulator.clientFor(client).transactionsSync({ access_token: token }))
    expect((await sync('access-sandbox-x')).code).toBe('INVALID_ACCESS_TOKEN')
    expect((await sync(access_token, 'somebody else')).code).toBe('INVALID_ACCESS_TOKEN')
    await emulator.api.sandboxItemResetLogin({ access_token })
    expect(await sync(access_token)).toMatchObject({
      status: 400,
      type: 'ITEM_ERROR',
      code: 'ITEM_LOGIN_REQUIRED',
    })
    await emulator.api.itemRemove({ access_token })
    expect((await sync(access_token)).code).toBe('ITEM_NOT_FOUND')
  })

  it('asks for the consent that an American Item did not give', async () => {
    const emulator = await start()
    const { access_token } = await link(emulator, { products: [Products.Auth] })
    expect(await plaidErrorOf(emulator.api.transactionsSync({ access_token }))).toMatchObject({
      status: 400,
      code: 'ADDITIONAL_CONSENT_REQUIRED',
    })
  })
})
