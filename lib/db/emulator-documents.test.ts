import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEmulator } from '../plaid-emulator/emulator'
import { storeLaws } from '../plaid-emulator/store.laws'
import { emulatorDocuments } from './emulator-documents'
import type { Database } from './open'
import { testDatabase } from './testing'

let db: Database
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.close())

async function emptyStore() {
  await db.prisma.emulatorDocument.deleteMany()
  return emulatorDocuments(db)
}

storeLaws('the app’s database', emptyStore)

describe('two processes with their emulators in one database', () => {
  it('add a document once, whoever comes first', async () => {
    const store = await emptyStore()
    const wrote = await Promise.all(
      [1, 2, 3, 4].map((by) => emulatorDocuments(db).write([{ key: 'item/a', value: { by }, expected: 0 }])),
    )
    expect(wrote.filter(Boolean)).toHaveLength(1)
    expect((await store.get('item/a'))?.version).toBe(1)
  })

  it('lose no change that each makes on top of what it read', async () => {
    const store = await emptyStore()
    await store.write([{ key: 'count', value: { n: 0 } }])
    const add = async () => {
      for (;;) {
        const read = await store.get('count')
        const { n }: { n: number } = Object(read?.value)
        if (await store.write([{ key: 'count', value: { n: n + 1 }, expected: read?.version ?? 0 }])) return
      }
    }
    await Promise.all(Array.from({ length: 12 }, add))
    expect((await store.get('count'))?.value).toEqual({ n: 12 })
  })

  it('see the same Items, and the same time', async () => {
    await emptyStore()
    const [one, other] = [0, 1].map(() =>
      createEmulator({ store: emulatorDocuments(db), authorizeControl: () => true }),
    )
    const post = async (emulator: typeof one, path: string, body: object) => {
      const request = new Request(`http://127.0.0.1${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const answer: Record<string, string> = JSON.parse(
        await ((await emulator?.fetch(request))?.text() ?? '{}'),
      )
      return answer
    }
    const keys = { client_id: 'client', secret: 'secret' }
    const created = { ...keys, institution_id: 'ins_109508', initial_products: ['transactions'] }
    const { public_token } = await post(one, '/sandbox/public_token/create', created)
    const exchanged = await post(other, '/item/public_token/exchange', { ...keys, public_token })
    const again = await post(one, '/item/public_token/exchange', { ...keys, public_token })
    expect(exchanged.access_token).toMatch(/^access-sandbox-/)
    expect(again.error_code).toBe('INVALID_PUBLIC_TOKEN')
    await post(one, '/emulator/clock/advance', { seconds: 86_400 })
    const ahead = ((await other?.now())?.getTime() ?? 0) - Date.now()
    expect(Math.round(ahead / 60_000)).toBe(1440)
    const kept = await db.prisma.emulatorDocument.findMany()
    expect(JSON.stringify(kept)).not.toContain(exchanged.access_token)
    await Promise.all([one?.close(), other?.close()])
  })
})
