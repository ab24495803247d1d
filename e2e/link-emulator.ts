import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const credentials = { client_id: 'shop', secret: 'of-the-shop' }
const startMs = 60_000

/** A Plaid emulator that runs alone, as anybody would start it, with a folder of its own. */
export interface StandaloneEmulator {
  base: string
  /** Calls a path, with a shop's credentials where it is Plaid's. Throws on an answer that is no 200. */
  post<Answer>(path: string, body: object, read: (answer: unknown) => Answer): Promise<Answer>
  /** A link token for one purchase of the shop's, with `more` on top of what every one has. */
  linkToken(more?: object): Promise<string>
  /** An Item at a bank, exchanged already. */
  item(institutionId: string): Promise<{ accessToken: string; itemId: string }>
  stop(): Promise<void>
}

/** Starts an emulator on a free port, with an environment of its own. */
export async function startEmulator(environment: Record<string, string> = {}): Promise<StandaloneEmulator> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-link-'))
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  const child = start(['lib/plaid-emulator/server.ts'], {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: base,
    DATA_DIR: dataDir,
    ...environment,
  })
  await listening(child)

  const post: StandaloneEmulator['post'] = async (path, body, read) => {
    const response = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(/^\/(emulator|link-session)\//.test(path) ? body : { ...credentials, ...body }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(answer)}`)
    return read(answer)
  }

  return {
    base,
    post,
    linkToken: (more = {}) =>
      post(
        '/link/token/create',
        {
          client_name: 'Corner Shop',
          language: 'en',
          country_codes: ['US'],
          user: { client_user_id: 'somebody' },
          // Update mode takes no products.
          ...('access_token' in more ? {} : { products: ['transactions'] }),
          ...more,
        },
        text('link_token'),
      ),
    async item(institutionId) {
      const publicToken = await post(
        '/sandbox/public_token/create',
        { institution_id: institutionId, initial_products: ['transactions'] },
        text('public_token'),
      )
      return post('/item/public_token/exchange', { public_token: publicToken }, (answer) => ({
        accessToken: text('access_token')(answer),
        itemId: text('item_id')(answer),
      }))
    },
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Reads one string of an answer. */
export function text(key: string): (answer: unknown) => string {
  return (answer) => {
    const value: unknown =
      typeof answer === 'object' && answer !== null ? Reflect.get(answer, key) : undefined
    if (typeof value !== 'string') throw new Error(`no ${key} in ${JSON.stringify(answer)}`)
    return value
  }
}

function start(args: string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function listening(child: ChildProcess): Promise<void> {
  const said = words(child)
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no emulator: ${said.join('')}`)), startMs)
    child.stdout?.on('data', () => {
      if (!said.join('').includes('listens on')) return
      clearTimeout(late)
      // What it says from here on is of no interest, but must be taken from it.
      said.length = 0
      resolve()
    })
    child.once('exit', () => reject(new Error(`the emulator has ended: ${said.join('')}`)))
  })
}

function words(child: ChildProcess): string[] {
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      if (said.length < 200) said.push(chunk.toString())
    })
  }
  return said
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
