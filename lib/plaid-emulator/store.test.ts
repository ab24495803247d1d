import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmulatorStore, fileStore, memoryStore } from './store'
import { startTestEmulator } from './testing'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
const kinds: [string, () => EmulatorStore][] = [
  ['memory', memoryStore],
  [
    'file',
    () => {
      files += 1
      return fileStore(join(folder, `own-${files}`, 'state.json'))
    },
  ],
]

describe.each(kinds)('a store in %s', (_kind, create) => {
  it('counts versions, lists by prefix in order, and deletes', async () => {
    const store = create()
    expect(await store.get('a/1')).toBeNull()
    await store.write([
      { key: 'a/2', value: { n: 2 } },
      { key: 'a/1', value: { n: 1 } },
      { key: 'b/1', value: { n: 3 } },
    ])
    await store.write([{ key: 'a/1', value: { n: 4 } }])
    expect(await store.get('a/1')).toEqual({ key: 'a/1', value: { n: 4 }, version: 2 })
    expect((await store.list('a/')).map(({ key }) => key)).toEqual(['a/1', 'a/2'])
    await store.write([{ key: 'a/1', value: null }])
    expect(await store.get('a/1')).toBeNull()
  })

  it('writes all or nothing when a version is expected', async () => {
    const store = create()
    expect(await store.write([{ key: 'x', value: { n: 1 }, expected: 0 }])).toBe(true)
    const stale = await store.write([
      { key: 'y', value: { n: 1 } },
      { key: 'x', value: { n: 2 }, expected: 0 },
    ])
    expect(stale).toBe(false)
    expect(await store.get('y')).toBeNull()
    expect(await store.get('x')).toMatchObject({ value: { n: 1 } })
  })

  it('lets nobody change what is stored by changing what was read', async () => {
    const store = create()
    const value = { list: [1] }
    await store.write([{ key: 'k', value }])
    value.list.push(2)
    const read = Object((await store.get('k'))?.value)
    read.list.push(3)
    expect((await store.get('k'))?.value).toEqual({ list: [1] })
  })

  it('loses no write of many at once', async () => {
    const store = create()
    await Promise.all(Array.from({ length: 60 }, (_, n) => store.write([{ key: `k/${n}`, value: { n } }])))
    expect(await store.list('k/')).toHaveLength(60)
  })
})

describe('a store in a file', () => {
  it('has on disk what it has acknowledged, for nobody else to read', async () => {
    const path = join(folder, 'kept.json')
    const store = fileStore(path)
    await Promise.all(Array.from({ length: 20 }, (_, n) => store.write([{ key: `k/${n}`, value: { n } }])))
    expect(await fileStore(path).list('k/')).toHaveLength(20)
    expect((await stat(path)).mode & 0o077).toBe(0)
  })

  it('ignores a half-written successor that a killed process has left', async () => {
    const path = join(folder, 'killed.json')
    await fileStore(path).write([{ key: 'k', value: { n: 1 } }])
    await writeFile(`${path}.next`, '{"format":1,"docum')
    const reopened = fileStore(path)
    expect(await reopened.get('k')).toMatchObject({ value: { n: 1 } })
    expect(await reopened.write([{ key: 'k', value: { n: 2 } }])).toBe(true)
    expect(await fileStore(path).get('k')).toMatchObject({ value: { n: 2 } })
  })

  it('carries an Item, its token, its cursor, the clock and the signing key over a restart, and holds no token', async () => {
    const path = join(folder, 'restart.json')
    const first = await startTestEmulator({ store: fileStore(path) })
    const created = await first.api.sandboxPublicTokenCreate({
      institution_id: 'ins_109508',
      initial_products: [Products.Transactions],
      options: { webhook: first.webhookUrl },
    })
    const { access_token, item_id } = (
      await first.api.itemPublicTokenExchange({ public_token: created.data.public_token })
    ).data
    first.wait(3)
    await first.control(`/items/${item_id}/arrive`, { count: 3 })
    const rows = (await first.api.transactionsSync({ access_token, count: 500 })).data
    await first.control('/clock/advance', { seconds: 2 * 86_400 })
    await first.emulator.idle()
    const kid = JSON.parse(
      Buffer.from(first.webhooks[0]?.verification.split('.')[0] ?? '', 'base64url').toString(),
    ).kid
    await first.stop()

    const text = await readFile(path, 'utf8')
    for (const token of [access_token, created.data.public_token]) expect(text).not.toContain(token)
    expect(text).not.toMatch(/(access|public|link)-sandbox-/)

    const second = await startTestEmulator({ store: fileStore(path) })
    const again = (await second.api.transactionsSync({ access_token, count: 500 })).data
    const ids = new Set(again.added.map(({ transaction_id }) => transaction_id))
    const posted = rows.added.filter(({ pending }) => !pending)
    expect(posted.every(({ transaction_id }) => ids.has(transaction_id))).toBe(true)
    const delta = (await second.api.transactionsSync({ access_token, cursor: rows.next_cursor })).data
    expect(delta.removed.length).toBeGreaterThanOrEqual(3)
    expect((await second.api.webhookVerificationKeyGet({ key_id: kid })).data.key.kid).toBe(kid)
    expect((await second.emulator.now()).getTime() - Date.parse('2026-03-04T15:00:00Z')).toBe(2 * 86_400_000)
    await second.stop()
  })
})
