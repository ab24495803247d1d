import { createEmulator } from '../emulator'
import { memoryStore } from '../store'

/*
 * How fast the emulator serves very many transactions, and how much memory that takes:
 *
 *   npx tsx --expose-gc lib/plaid-emulator/world/volume.bench.ts [rows] [username]
 *
 * Every page goes the whole way, from a Request to the text of a Response.
 */

const [rows = '100000', username = `user_volume_${rows}`] = process.argv.slice(2)
const emulator = createEmulator({ store: memoryStore(), delays: { initialMs: 0, historicalMs: 0 } })
const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(1)

async function call(path: string, body: object): Promise<Buffer> {
  const response = await emulator.fetch(
    new Request(`http://127.0.0.1${path}`, {
      method: 'POST',
      headers: { 'plaid-client-id': 'bench', 'plaid-secret': 'bench', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  )
  if (!response.ok) throw new Error(await response.text())
  return Buffer.from(await response.arrayBuffer())
}

/** A text field of an answer, read without taking the whole answer apart: only the serving is to be measured. */
function fieldOf(answer: Buffer, name: string): string {
  const start = answer.lastIndexOf(`"${name}":"`)
  const [, , , value = ''] = start < 0 ? [] : answer.toString('latin1', start, start + 400).split('"')
  return value
}

async function newItem(): Promise<string> {
  const created = await call('/sandbox/public_token/create', {
    institution_id: 'ins_109508',
    initial_products: ['transactions'],
    options: {
      override_username: username,
      override_password: 'pass_good',
      transactions: { days_requested: 730 },
    },
  })
  const exchanged = await call('/item/public_token/exchange', {
    public_token: fieldOf(created, 'public_token'),
  })
  return fieldOf(exchanged, 'access_token')
}

async function serveAll(accessToken: string): Promise<{ pages: number; bytes: number; peak: number }> {
  let [cursor, hasMore, pages, bytes, peak] = ['', true, 0, 0, 0]
  while (hasMore) {
    const answer = await call('/transactions/sync', { access_token: accessToken, cursor, count: 500 })
    cursor = fieldOf(answer, 'next_cursor')
    hasMore = answer.lastIndexOf('"has_more":true') >= 0
    pages += 1
    bytes += answer.length
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  return { pages, bytes, peak }
}

for (let round = 1; round <= 3; round += 1) {
  const accessToken = await newItem()
  globalThis.gc?.()
  const before = process.memoryUsage().rss
  const startedAt = performance.now()
  const cpuBefore = process.cpuUsage()
  const { pages, bytes, peak } = await serveAll(accessToken)
  const seconds = (performance.now() - startedAt) / 1000
  const cpu = process.cpuUsage(cpuBefore)
  const cpuSeconds = (cpu.user + cpu.system) / 1e6
  const rate = (duration: number) => Math.round((pages * 500) / duration)
  process.stdout.write(
    `${pages} pages, ${megabytes(bytes)} MB in ${seconds.toFixed(2)} s: ${rate(seconds)} rows/s ` +
      `(${rate(cpuSeconds)} a second of processor time); ` +
      `memory ${megabytes(before)} MB before, ${megabytes(peak - before)} MB more at most\n`,
  )
}
await emulator.close()
