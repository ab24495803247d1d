import { expect, it } from 'vitest'
import { filterLog } from './log-filter'
import { entriesOf } from './views/activity'
import { readLog } from './wire'

const request = (request_id: string, path: string, at: string, error_code: string | null = null) => ({
  at,
  request_id,
  method: 'POST',
  path,
  status: error_code === null ? 200 : 400,
  error_code,
  duration_ms: 4,
  item_id: null,
  client_id: 'client',
  fault: null,
})
const webhook = {
  at: '2026-03-04T15:00:02Z',
  item_id: 'item',
  webhook_type: 'TRANSACTIONS',
  webhook_code: 'SYNC_UPDATES_AVAILABLE',
  url: 'http://127.0.0.1/webhook',
  outcome: 'delivered',
  status: 200,
  attempt: 1,
  next_attempt_at: null,
  fault: null,
}
const log = readLog({
  requests: [
    request('c', '/item/get', '2026-03-04T15:00:03Z', 'ITEM_LOGIN_REQUIRED'),
    request('b', '/emulator/clock', '2026-03-04T15:00:02Z'),
    request('a', '/transactions/sync', '2026-03-04T15:00:01Z'),
  ],
  webhooks: [webhook, webhook],
})
const ids = (filter: string) => filterLog(log, filter).requests.map(({ request_id }) => request_id)

it('leaves out what the console itself asked for', () => {
  expect(ids('')).toEqual(['c', 'a'])
})

it('finds every word of the filter, wherever it is and however it is written', () => {
  expect(ids('login ITEM/get')).toEqual(['c'])
  expect(ids('200 sync')).toEqual(['a'])
  expect(ids('sync login')).toEqual([])
  expect(filterLog(log, 'updates delivered').webhooks).toHaveLength(2)
})

it('puts requests and webhooks in one order, the newest first, and tells equal ones apart', () => {
  const entries = entriesOf(filterLog(log, ''))
  expect(entries.map(({ kind }) => kind)).toEqual(['request', 'webhook', 'webhook', 'request'])
  expect(new Set(entries.map(({ key }) => key)).size).toBe(4)
})

it('gives an entry the same key when newer ones like it have come', () => {
  const [before] = entriesOf({ requests: [], webhooks: log.webhooks.slice(0, 1) })
  const after = entriesOf({ requests: [], webhooks: log.webhooks })
  expect(after.at(-1)?.key).toBe(before?.key)
})
