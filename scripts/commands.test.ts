import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquireDataFolderLock } from '../lib/db/data-folder-lock'

const root = fileURLToPath(new URL('..', import.meta.url))
const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs')

interface Result {
  code: number | null
  said: string
}

function node(args: string[], environment: Record<string, string> = {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text
      })
    }
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, said }))
  })
}

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'evenkeel-commands-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('npm run demo', () => {
  it('says that a port is in use, and how to choose another, before it does anything', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        resolve(typeof address === 'object' && address ? address.port : 0)
      })
    })
    const dataDir = path.join(folder, 'data')
    const { code, said } = await node(['scripts/demo.mjs'], { PORT: String(port), DATA_DIR: dataDir })
    server.close()
    expect(code).toBe(1)
    expect(said).toContain(`Port ${port} is in use`)
    expect(said).toContain(`PORT=${port + 1}`)
    expect(existsSync(dataDir)).toBe(false)
  })

  it('refuses what it does not know rather than ignoring it', async () => {
    expect(await node(['scripts/demo.mjs', '--rest'])).toMatchObject({
      code: 1,
      said: expect.stringContaining('--reset'),
    })
    expect(await node(['scripts/demo.mjs'], { PORT: 'web' })).toMatchObject({
      code: 1,
      said: expect.stringContaining('PORT is "web"'),
    })
  })
})

describe('starting from nothing', () => {
  it("deletes the database and the emulator's state, and nothing else that the folder holds", async () => {
    await mkdir(path.join(folder, 'pglite/base'), { recursive: true })
    for (const name of ['plaid-emulator.json', 'letter-to-grandmother.txt']) {
      await writeFile(path.join(folder, name), 'x')
    }
    expect(await node([tsx, 'scripts/delete-data.ts', folder])).toMatchObject({ code: 0 })
    expect(await readdir(folder)).toEqual(['letter-to-grandmother.txt'])
  })

  it('deletes nothing while another process has the database open', async () => {
    await mkdir(path.join(folder, 'pglite'))
    const lock = await acquireDataFolderLock(folder)
    const { code, said } = await node([tsx, 'scripts/delete-data.ts', folder])
    await lock.release()
    expect(code).toBe(1)
    expect(said).toContain('in use by another process')
    expect(await readdir(folder)).toEqual(['pglite'])
  })
})

describe('the secrets that the demo makes', () => {
  const ensure = (dataDir: string) =>
    node([
      '--input-type=module',
      '-e',
      `import { ensureSecrets } from ${JSON.stringify(new URL('./secrets.mjs', import.meta.url).href)}
       console.log(JSON.stringify(await ensureSecrets(${JSON.stringify(dataDir)})))`,
    ])

  it('are the same at every start, long enough, and for the eyes of their owner alone', async () => {
    const first = await ensure(folder)
    expect(await ensure(folder)).toEqual(first)
    const { NEXTAUTH_SECRET: secret, TOKEN_ENCRYPTION_KEYS: keys } = JSON.parse(first.said)
    expect(Buffer.from(secret, 'base64')).toHaveLength(32)
    expect(Buffer.from(keys.replace(/^k1:/, ''), 'base64')).toHaveLength(32)
    expect((await stat(path.join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
  })

  it('are one set where two starts make them at once', async () => {
    const both = await Promise.all([ensure(folder), ensure(folder)])
    expect(both[0]).toEqual(both[1])
    expect((await readdir(folder)).sort()).toEqual(['push-keys.json', 'secrets.json'])
  })

  it('are never replaced when the file cannot be read: what they sealed would be lost', async () => {
    await writeFile(path.join(folder, 'secrets.json'), '{')
    const { code, said } = await ensure(folder)
    expect(code).not.toBe(0)
    expect(said).toContain('holds no secrets that can be read')
    expect(await readFile(path.join(folder, 'secrets.json'), 'utf8')).toBe('{')
  })
})
