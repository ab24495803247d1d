import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'

// Actual's API in a process of its own, in the folder that it was installed in: so many transactions imported into an
// account, the same again, and a search through them. Says the milliseconds of each as JSON.

const [folder = '.', count = '0'] = process.argv.slice(2)
const require = createRequire(path.join(folder, 'package.json'))
const api = require('@actual-app/api')

const MERCHANTS = 400
const DAYS = 730
const DAY_MS = 86_400_000

/** Spread over two years, of some hundred merchants; cents, money out is negative. */
function transactions() {
  const first = Date.UTC(2024, 0, 1)
  return Array.from({ length: Number(count) }, (_, at) => ({
    date: new Date(first + (at % DAYS) * DAY_MS).toISOString().slice(0, 10),
    amount: -(((at * 7_919) % 20_000) + 1),
    payee_name: `Merchant ${(at * 31) % MERCHANTS}`,
    imported_id: `bench-${at}`,
    cleared: true,
  }))
}

async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const dataDir = await mkdtemp(path.join(tmpdir(), 'evenkeel-bench-peer-data-'))
// What it says of itself is not asked for.
console.log = () => {}
try {
  await api.init({ dataDir })
  let account = ''
  await api.runImport('bench', async () => {
    account = await api.createAccount({ name: 'Checking', offbudget: false }, 0)
  })
  const rows = transactions()
  const first = await timed(() => api.importTransactions(account, rows))
  const again = await timed(() => api.importTransactions(account, rows))
  const search = await timed(() =>
    api.aqlQuery(
      api
        .q('transactions')
        .filter({ 'payee.name': { $like: '%Merchant 17%' } })
        .select(['id', 'date', 'amount', 'payee.name'])
        .orderBy({ date: 'desc' })
        .limit(50),
    ),
  )
  process.stdout.write(`${JSON.stringify({ first, again, search })}\n`)
  await api.shutdown()
} finally {
  await rm(dataDir, { recursive: true, force: true })
}
process.exit(0)
