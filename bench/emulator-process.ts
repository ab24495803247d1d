import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Configuration, PlaidApi, Products } from 'plaid'

/** The pretend Plaid in a process of its own, so that what it takes is not counted as the app's. */
export interface EmulatorProcess {
  url: string
  /** A login with so many posted transactions, all of them there already. */
  newItem(transactions: number): Promise<EmulatedItem>
  /** So many more at the bank. */
  arrive(item: EmulatedItem, count: number): Promise<void>
  stop(): Promise<void>
}

export interface EmulatedItem {
  plaidItemId: string
  accessToken: string
}

export const EMULATED_CLIENT = { clientId: 'bench', secret: 'bench' }

const BANK = 'ins_109508'
/** The most that arrive at once. */
const MOST_ARRIVALS = 20
/** An Item has its whole history by then. */
const HISTORY_SECONDS = 10

export async function startEmulatorProcess(): Promise<EmulatorProcess> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'evenkeel-bench-emulator-'))
  const child = spawn(process.execPath, [...process.execArgv, 'lib/plaid-emulator/server.ts'], {
    env: {
      ...process.env,
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: dataDir,
      STRICT: '0',
      PUBLIC_URL: undefined,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  process.once('exit', () => child.kill())
  const url = await addressOf(child)
  const api = new PlaidApi(
    new Configuration({
      basePath: url,
      baseOptions: {
        headers: { 'PLAID-CLIENT-ID': EMULATED_CLIENT.clientId, 'PLAID-SECRET': EMULATED_CLIENT.secret },
      },
    }),
  )
  const control = async (action: string, body: object) => {
    const response = await fetch(`${url}/emulator${action}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${action} answered ${response.status}: ${await response.text()}`)
  }
  return {
    url,
    async newItem(transactions) {
      const created = await api.sandboxPublicTokenCreate({
        institution_id: BANK,
        initial_products: [Products.Transactions],
        options: {
          override_username: `user_volume_${transactions}`,
          override_password: 'pass_good',
          transactions: { days_requested: 730 },
        },
      })
      const { data } = await api.itemPublicTokenExchange({ public_token: created.data.public_token })
      await control('/clock/advance', { seconds: HISTORY_SECONDS })
      return { plaidItemId: data.item_id, accessToken: data.access_token }
    },
    async arrive({ plaidItemId }, count) {
      for (let left = count; left > 0; left -= MOST_ARRIVALS) {
        await control(`/items/${plaidItemId}/arrive`, { count: Math.min(left, MOST_ARRIVALS) })
      }
    },
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await ended
      }
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Where it listens, from what it says when it does. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (data: Buffer) => {
      said += data.toString()
      const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(said) ?? []
      if (url) resolve(url)
    })
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`The emulator ended with ${code} before it listened`)))
  })
}
