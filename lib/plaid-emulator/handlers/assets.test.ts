import { AssetReportAddOns, Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linkedItem, unknownAccess } from '../linked-item'
import { plaidErrorOf, startTestEmulator, type TestEmulator } from '../testing'

let emulator: TestEmulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.stop())

const products = [Products.Transactions, Products.Assets]
const unknownReport = 'assets-sandbox-00000000-0000-4000-8000-000000000000'

describe('asset reports', () => {
  it('are there a moment after they were asked for, and the webhook says so once', async () => {
    const { access_token } = await linkedItem(emulator, { products })
    const { data } = await emulator.api.assetReportCreate({
      access_tokens: [access_token],
      days_requested: 60,
      options: { webhook: emulator.webhookUrl, client_report_id: 'ours', user: { first_name: 'Ada' } },
    })
    const { asset_report_token, asset_report_id } = data
    expect(asset_report_token).toMatch(/^assets-sandbox-[0-9a-f-]{36}$/)
    expect(await plaidErrorOf(emulator.api.assetReportGet({ asset_report_token }))).toMatchObject({
      type: 'ASSET_REPORT_ERROR',
      code: 'PRODUCT_NOT_READY',
    })
    await emulator.control('/clock/advance', { seconds: 10 })
    const first = await emulator.api.assetReportGet({ asset_report_token })
    const again = await emulator.api.assetReportGet({ asset_report_token })
    expect(again.data.report).toEqual(first.data.report)
    expect(first.data.report).toMatchObject({
      asset_report_id,
      client_report_id: 'ours',
      days_requested: 60,
      user: { first_name: 'Ada', last_name: null },
    })
    await emulator.codes()
    const told = emulator.webhooks
      .map(({ body }) => body)
      .filter((body) => body.asset_report_id === asset_report_id)
    expect(told).toEqual([
      {
        webhook_type: 'ASSETS',
        webhook_code: 'PRODUCT_READY',
        asset_report_id,
        report_type: 'FULL',
        environment: 'sandbox',
      },
    ])
  })

  it('tell of each account its owner, its movements and its balance on every day, which follow from each other', async () => {
    const { access_token } = await linkedItem(emulator, { products })
    const created = await emulator.api.assetReportCreate({
      access_tokens: [access_token],
      days_requested: 90,
      options: { add_ons: [AssetReportAddOns.Investments] },
    })
    await emulator.control('/clock/advance', { seconds: 10 })
    const { asset_report_token } = created.data
    const { data } = await emulator.api.assetReportGet({ asset_report_token })
    const accounts = data.report.items[0]?.accounts ?? []
    expect(accounts).toHaveLength(6)
    for (const account of accounts) {
      expect(account.owners).toHaveLength(1)
      expect(account.historical_balances).toHaveLength(90)
      expect(account.historical_balances[0]?.current).toBe(account.balances.current)
      if (account.type === 'investment') {
        expect(account.investments?.holdings?.length).toBeGreaterThan(1)
        continue
      }
      const [today] = account.historical_balances
      const oldest = account.historical_balances.at(-1)
      const moved = account.transactions
        .filter(({ pending, date }) => !pending && date > (oldest?.date ?? ''))
        .reduce((sum, { amount }) => sum + Math.round(amount * 100), 0)
      const change = Math.round(((today?.current ?? 0) - (oldest?.current ?? 0)) * 100)
      expect(change + 0).toBe((account.type === 'depository' ? -moved : moved) + 0)
    }
    const short = await emulator.api.assetReportGet({ asset_report_token, options: { days_to_include: 10 } })
    expect(short.data.report.items[0]?.accounts[0]?.historical_balances).toHaveLength(10)
  })

  it('stay as they were when the Item goes, until they are removed themselves', async () => {
    const { access_token } = await linkedItem(emulator, { products })
    const { data } = await emulator.api.assetReportCreate({
      access_tokens: [access_token],
      days_requested: 5,
    })
    await emulator.control('/clock/advance', { seconds: 10 })
    await emulator.api.itemRemove({ access_token })
    const { asset_report_token } = data
    expect((await emulator.api.assetReportGet({ asset_report_token })).data.report.items).toHaveLength(1)
    expect((await emulator.api.assetReportRemove({ asset_report_token })).data.removed).toBe(true)
    for (const call of [
      emulator.api.assetReportGet({ asset_report_token }),
      emulator.api.assetReportRemove({ asset_report_token }),
    ]) {
      expect((await plaidErrorOf(call)).code).toBe('INVALID_ASSET_REPORT_TOKEN')
    }
  })

  it('are made of what can be had, if not all Items are wanted', async () => {
    const { access_token } = await linkedItem(emulator, { products })
    const request = { access_tokens: [access_token, unknownAccess], days_requested: 5 }
    const strict = await plaidErrorOf(emulator.api.assetReportCreate(request))
    expect(strict.code).toBe('INVALID_ACCESS_TOKEN')
    const partial = await emulator.api.assetReportCreate({
      ...request,
      options: { require_all_items: false },
    })
    expect(partial.status).toBe(200)
    const none = emulator.api.assetReportCreate({
      access_tokens: [unknownAccess],
      days_requested: 5,
      options: { require_all_items: false },
    })
    expect((await plaidErrorOf(none)).code).toBe('INVALID_ACCESS_TOKEN')
  })

  it('are nobody else’s', async () => {
    const { access_token } = await linkedItem(emulator, { products })
    const { data } = await emulator.api.assetReportCreate({
      access_tokens: [access_token],
      days_requested: 5,
    })
    const call = emulator
      .clientFor('stranger')
      .assetReportGet({ asset_report_token: data.asset_report_token })
    expect((await plaidErrorOf(call)).code).toBe('INVALID_ASSET_REPORT_TOKEN')
  })

  it.each([
    ['/asset_report/create', { days_requested: 5 }, 'MISSING_FIELDS'],
    ['/asset_report/create', { access_tokens: [unknownAccess] }, 'MISSING_FIELDS'],
    ['/asset_report/create', { access_tokens: [unknownAccess], days_requested: 732 }, 'INVALID_FIELD'],
    [
      '/asset_report/create',
      { access_tokens: [unknownAccess], days_requested: 5, colour: 1 },
      'UNKNOWN_FIELDS',
    ],
    ['/asset_report/get', {}, 'MISSING_FIELDS'],
    ['/asset_report/get', { asset_report_token: unknownReport }, 'INVALID_ASSET_REPORT_TOKEN'],
    ['/asset_report/get', { asset_report_token: unknownReport, colour: 1 }, 'UNKNOWN_FIELDS'],
    ['/asset_report/remove', {}, 'MISSING_FIELDS'],
    ['/asset_report/remove', { asset_report_token: 5 }, 'INVALID_FIELD'],
  ])('%s refuses %j', async (path, body, code) => {
    const { body: answer } = await emulator.post(path, { client_id: 'client', secret: 'secret', ...body })
    expect(answer.error_code).toBe(code)
  })
})
