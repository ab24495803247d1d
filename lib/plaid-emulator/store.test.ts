import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Products } from 'plaid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EmulatorStore, fileStore, memoryStore } from './store'
import { storeLaws } from './store.laws'
import { startTestEmulator } from './testing'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'emulator-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let files = 0
const paths = new WeakMap<EmulatorStore, string>()
const inFile = () => {
  files += 1
  const path = join(folder, `own-${files}`, 'state.json')
  const store = fileStore(path)
  paths.set(store, path)
  return store
}

storeLaws('memory', memoryStore)
storeLaws('a file', inFile, (store) => fileStore(paths.get(store) ?? ''))

describe('a file of state', () => {
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
    await writeFile(`${path}.next`, '{"format":2,"docum')
    const reopened = fileStore(path)
    expect(await reopened.get('k')).toMatchObject({ value: { n: 1 } })
    expect(await reopened.write([{ key: 'k', value: { n: 2 } }])).toBe(true)
    expect(await fileStore(path).get('k')).toMatchObject({ value: { n: 2 } })
  })

  it('has all that was acknowledged when its process was killed in the middle of writing', async () => {
    const path = join(folder, 'kill-9.json')
    const writer = `
      import { fileStore } from './lib/plaid-emulator/store.ts'
      const store = fileStore(process.argv[1])
      const write = async (n) => {
        await store.write([{ key: 'k/' + n, value: { n, filling: 'x'.repeat(2000) } }])
        process.stdout.write(n + '\\n')
      }
      const lane = async (from) => { for (let n = from; ; n += 4) await write(n) }
      for (const from of [0, 1, 2, 3]) void lane(from)`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', writer, path])
    let acknowledged = ''
    child.stdout.on('data', (chunk: Buffer) => {
      acknowledged += chunk.toString()
      if (acknowledged.length > 400) child.kill('SIGKILL')
    })
    await new Promise((resolve) => child.once('exit', resolve))
    const numbers = acknowledged.split('\n').slice(0, -1)
    expect(numbers.length).toBeGreaterThan(100)
    const kept = new Set((await fileStore(path).list('k/')).map(({ key }) => key))
    expect(numbers.filter((n) => !kept.has(`k/${n}`))).toEqual([])
  }, 60_000)

  it('is not taken for state when it is of another version, or something else, and is left as it was', async () => {
    const path = join(folder, 'other.json')
    for (const [content, words] of [
      [
        '{"format":1,"documents":{}}',
        'written by another version of the emulator (format 1, and this one reads 2)',
      ],
      ['{"some":"thing"}', 'is not a state file of the emulator'],
      ['half a fi', 'holds no JSON'],
    ] as const) {
      await writeFile(path, content)
      await expect(fileStore(path).get('k')).rejects.toThrow(words)
      await expect(fileStore(path).write([{ key: 'k', value: {} }])).rejects.toThrow(path)
      expect(await readFile(path, 'utf8')).toBe(content)
    }
  })

  it('is read again after it has been moved away', async () => {
    const path = join(folder, 'moved.json')
    await writeFile(path, 'nothing')
    const store = fileStore(path)
    await expect(store.get('k')).rejects.toThrow('is not a state file')
    await rm(path)
    expect(await store.get('k')).toBeNull()
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
